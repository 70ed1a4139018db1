import type { Fact } from "../enrich/fact.ts";
import { newest } from "./intent.ts";
import type { Finding, Known, Line } from "./line.ts";
import { daysSince, fromFact } from "./line.ts";

/** Half of an event's weight is gone after this long. */
const HALF_LIFE_DAYS = 14;
const STALE_DAYS = 180;

/** Names whose date is the page's own, not the day we read it. */
const dated: ReadonlySet<string> = new Set(["job", "news", "funding", "changelog"]);

/** When all of this happened: how much lately, and how long ago the last of it. Seasonality waits for data. */
export function timingLines(known: Known): Line[] {
  const events = known.facts.filter((fact) => dated.has(fact.name));
  return [
    line("velocity", "pace of events", [0, 6], velocity(events, known.now)),
    line("recency", "last event", [-5, 5], recency(events, known.now)),
  ];
}

function line(name: string, label: string, span: Line["span"], found: Finding | null): Line {
  return { name, label, component: "TIMING", span, found };
}

function velocity(events: readonly Fact[], now: Date): Finding | null {
  const [proof] = newest(events, now);
  if (!proof) return null;
  const within = (days: number) =>
    new Set(
      events.filter((fact) => Math.abs(daysSince(fact.observedAt, now)) <= days).map((f) => f.name),
    ).size;
  // Kinds of events, not events: ten openings on one day are one thing happening.
  const points = within(14) + within(30) + (within(90) >= 3 ? 1 : 0);
  const kinds = within(30);
  const because = `${kinds} ${kinds === 1 ? "kind" : "kinds"} of news in 30 days`;
  return fromFact(proof, points, Math.min(6, points), because);
}

function recency(events: readonly Fact[], now: Date): Finding | null {
  const [proof, days] = newest(events, now);
  if (!proof) return null;
  if (days > STALE_DAYS) return fromFact(proof, days, -5, "Nothing new for half a year");
  const weight = 2 ** (-Math.max(0, days) / HALF_LIFE_DAYS);
  const whole = Math.max(0, Math.floor(days));
  const because = `Last event ${whole === 0 ? "today" : `${whole} days ago`}`;
  return fromFact(proof, days, 5 * weight, because);
}
