import type { Decision, Part } from "./decision.ts";
import type { Line } from "./line.ts";
import { defaultWeights, type Playbook } from "./playbook.ts";

const components = ["FIT", "INTENT", "TIMING"] as const;
const titles = { FIT: "Fit", INTENT: "Intent", TIMING: "Timing" } as const;

/** What a component may move at its default weight; its weight moves the limits too. */
const limits = { FIT: [-30, 30], INTENT: [-30, 30], TIMING: [-5, 15] } as const;

/** A tenant's weight of a component against the default one, and the limits it leads to. */
export type Scales = Record<Line["component"], { factor: number; min: number; max: number }>;

export function scalesOf({ weights }: Playbook): Scales {
  const scale = (name: Line["component"], factor: number) => {
    const [min, max] = limits[name];
    return { factor, min: Math.round(min * factor) + 0, max: Math.round(max * factor) };
  };
  return {
    FIT: scale("FIT", weights.fit / defaultWeights.fit),
    INTENT: scale("INTENT", weights.intent / defaultWeights.intent),
    TIMING: scale("TIMING", weights.timing / defaultWeights.timing),
  };
}

/** A component that says more than it may is cut back in sight of everybody, and so is the whole. */
export function capsOf(parts: readonly Part[], scales: Scales): Part[] {
  const caps = components.flatMap((name) => {
    const { min, max } = scales[name];
    const points = sum(parts.filter(({ component }) => component === name));
    const bound = Math.min(max, Math.max(min, points));
    const because = `${titles[name]} counts ${points > max ? "at most" : "at least"} ${bound}`;
    return bound === points ? [] : [cap(name, bound - points, because)];
  });
  const total = sum([...parts, ...caps]);
  if (total > 100) return [...caps, cap("TOTAL", 100 - total, "A score ends at 100")];
  return total < 0 ? [...caps, cap("TOTAL", -total, "A score starts at 0")] : caps;
}

/** What each component adds up to, its cap included. */
export function barsOf(parts: readonly Part[], scales: Scales): Decision["bars"] {
  return components.map((name) => {
    const { min, max } = scales[name];
    const own = parts.filter((part) => part.component === name || part.name === capName(name));
    return { label: titles[name], points: sum(own), min, max };
  });
}

export function sum(parts: readonly Part[]): number {
  return parts.reduce((total, part) => total + part.points, 0);
}

function cap(of: Line["component"] | "TOTAL", points: number, because: string): Part {
  const nothing = { evidence: null, observedAt: null };
  return { name: capName(of), component: "CAP", points, because, ...nothing };
}

function capName(of: Line["component"] | "TOTAL"): string {
  return `cap_${of.toLowerCase()}`;
}
