import type { FactName } from "../enrich/fact.ts";
import { ago, dated, daysSince } from "./dated.ts";
import { type Finding, fromFact, fromLead, type Known, type Line, linesOf } from "./line.ts";
import { listed } from "./words.ts";

/** Half of an event's weight is gone after this long. */
const HALF_LIFE_DAYS = 14;
const STALE_DAYS = 180;

/** Facts that are events, as a sentence calls them. */
const kinds: ReadonlyMap<FactName, string> = new Map([
  ["job", "hiring"],
  ["hiring_signal", "hiring"],
  ["funding", "funding"],
  ["news", "press"],
  ["changelog", "product news"],
  ["acquisition", "an acquisition"],
  ["tech_change", "new technology"],
]);

const line = linesOf("TIMING");

/** When all of this happened: how much lately, and how long ago the last of it. Seasonality waits for data. */
export function timingLines(known: Known): Line[] {
  const events = eventsOf(known);
  return [
    line("velocity", "pace of events", [0, 5], velocity(events)),
    line("recency", "last event", [-5, 3], recency(events)),
  ];
}

type Event = {
  kind: string;
  days: number;
  when: string;
  /** The finding that this event proves. */
  find: (value: number, points: number, because: string) => Finding;
};

/** Everything that happened on a known day, newest first. */
function eventsOf({ facts, touches, now }: Known): Event[] {
  const published = dated(facts, now).flatMap(({ fact, days, when }): Event[] => {
    const kind = kinds.get(fact.name);
    return kind ? [{ kind, days, when, find: (...found) => fromFact(fact, ...found) }] : [];
  });
  const talked = touches
    .filter(({ outcome }) => outcome === "meeting" || outcome === "connected")
    .map(({ at }): Event => {
      const days = Math.max(0, daysSince(at.toISOString(), now));
      return {
        ...{ kind: "a talk with you", days, when: ago(days) },
        find: (value, points, because) => fromLead(value, points, because, at),
      };
    });
  return [...published, ...talked].toSorted((a, b) => a.days - b.days);
}

/** Counts kinds of events, not events: ten openings on one day are one thing happening. */
function velocity(events: readonly Event[]): Finding | null {
  const [newest] = events;
  if (!newest) return null;
  const within = (days: number) => [
    ...new Set(events.filter((event) => event.days <= days).map(({ kind }) => kind)),
  ];
  const month = within(30);
  const value = within(14).length + month.length;
  return newest.find(value, value / 2, `Within 30 days: ${listed(month)}`);
}

function recency([newest]: readonly Event[]): Finding | null {
  if (!newest) return null;
  const { days, when, kind, find } = newest;
  const points = days > STALE_DAYS ? -5 : 3 * 2 ** (-days / HALF_LIFE_DAYS);
  return find(days, points, `Last event ${when}: ${kind}`);
}
