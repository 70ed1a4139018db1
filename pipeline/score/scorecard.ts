import { advise } from "./advice.ts";
import type { Decision, Label, Part } from "./decision.ts";
import { fitLines } from "./fit.ts";
import { intentLines } from "./intent.ts";
import type { Finding, Known, Line } from "./line.ts";
import { defaultWeights, type Playbook } from "./playbook.ts";
import { risks } from "./risks.ts";
import { wholeShares } from "./shares.ts";
import { timingLines } from "./timing.ts";

/** The fourteen of the scorecard; the rest are the rubric's and dated signals. */
export const featureNames = [
  "industry",
  "size_band",
  "geographic_reach",
  "vertical_fit",
  "tech_modernity",
  "stack_overlap",
  "pricing_transparency",
  "email_pattern",
  "sales_team",
  "engagement",
  "referral",
  "product_maturity",
  "funding",
  "news_sentiment",
] as const;

const limits = { FIT: [-30, 30], INTENT: [-30, 30], TIMING: [-5, 15] } as const;
const titles = { FIT: "Fit", INTENT: "Intent", TIMING: "Timing" } as const;
const componentNames = ["FIT", "INTENT", "TIMING"] as const;

/**
 * Scores a lead. The score is the sum of the parts, always: base, one part per line that found
 * something, and a part for every cap that cut in. What nobody could tell adds nothing and is listed.
 */
export function score(known: Known): Decision {
  const { playbook } = known;
  const lines = [...fitLines(known), ...intentLines(known), ...timingLines(known)];
  const weighted = weigh(lines, playbook);
  const parts = [basePart(playbook.base), ...shown(weighted)];
  const capped = [...parts, ...componentCaps(parts)];
  const all = [...capped, ...totalCap(capped)];
  const total = sum(all);
  const decision = {
    score: total,
    label: labelOf(total, playbook),
    gate: null,
    parts: all,
    unknown: weighted.filter(({ found }) => found === null).map(unknownOf),
    bars: componentNames.map((name) => ({
      label: titles[name],
      points: sum(all.filter((part) => partOf(part) === name)),
      min: limits[name][0],
      max: limits[name][1],
    })),
    features: featuresOf(lines),
    riskFlags: risks(known),
    modelVersion: "scorecard 1",
  };
  return { ...decision, ...advise(known, decision) };
}

/** Compares the shown whole number. */
export function labelOf(total: number, { thresholds }: Playbook): Label {
  if (total >= thresholds.a) return "A";
  if (total >= thresholds.b) return "B";
  return total >= thresholds.c ? "C" : "D";
}

function weigh(lines: readonly Line[], { weights }: Playbook): Line[] {
  const factors = {
    FIT: weights.fit / defaultWeights.fit,
    INTENT: weights.intent / defaultWeights.intent,
    TIMING: weights.timing / defaultWeights.timing,
  };
  return lines.map((line) => {
    const factor = factors[line.component];
    const [min, max] = line.span;
    const found = line.found && { ...line.found, points: line.found.points * factor };
    return { ...line, found, span: [min * factor, max * factor] };
  });
}

function basePart(points: number): Part {
  const because = "Starting point: an average lead";
  return { name: "base", component: "BASE", points, because, evidence: null, observedAt: null };
}

type FoundLine = Line & { found: Finding };

function shown(lines: readonly Line[]): Part[] {
  const found = lines.filter((line): line is FoundLine => line.found !== null);
  const points = wholeShares(found.map((line) => line.found.points));
  return found
    .map(({ name, component, found: { because, evidence, observedAt } }, index) => {
      return { name, component, points: points[index] ?? 0, because, evidence, observedAt };
    })
    .filter((part) => part.points !== 0);
}

/** A component that says more than it may is cut back in sight of everybody. */
function componentCaps(parts: readonly Part[]): Part[] {
  return componentNames.flatMap((name) => {
    const [min, max] = limits[name];
    const points = sum(parts.filter((part) => part.component === name));
    const excess = points > max ? max - points : points < min ? min - points : 0;
    const bound = points > max ? `at most ${max}` : `at least ${min}`;
    return excess === 0
      ? []
      : [capPart(`cap_${name.toLowerCase()}`, excess, `${titles[name]} counts ${bound}`)];
  });
}

function totalCap(parts: readonly Part[]): Part[] {
  const total = sum(parts);
  if (total > 100) return [capPart("cap_total", 100 - total, "A score ends at 100")];
  return total < 0 ? [capPart("cap_total", -total, "A score starts at 0")] : [];
}

function capPart(name: string, points: number, because: string): Part {
  return { name, component: "CAP", points, because, evidence: null, observedAt: null };
}

/** A component's cap belongs to its bar. */
function partOf({ component, name }: Part): string {
  return component === "CAP" ? name.replace("cap_", "").toUpperCase() : component;
}

function unknownOf({ name, label, component, span: [min, max] }: Line) {
  return { name, label, component, min: Math.round(min), max: Math.round(max) };
}

function featuresOf(lines: readonly Line[]): Decision["features"] {
  return Object.fromEntries(
    featureNames.map((name) => [
      name,
      lines.find((line) => line.name === name)?.found?.value ?? null,
    ]),
  );
}

function sum(parts: readonly Part[]): number {
  return parts.reduce((total, part) => total + part.points, 0);
}
