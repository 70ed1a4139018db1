import { ago, daysSince } from "./dated.ts";
import { type Finding, fromLead, type Known, neutral } from "./line.ts";

/** What an outcome says about interest, and how a card puts it; a lead's end outweighs what led there. */
const meanings: ReadonlyMap<string | null, { points: number; said: string }> = new Map([
  ["meeting", { points: 6, said: "Meeting booked" }],
  ["won", { points: 6, said: "Bought from you" }],
  ["connected", { points: 4, said: "You talked" }],
  ["no_answer", { points: -1, said: "Did not answer" }],
  ["lost", { points: -12, said: "Lost" }],
  ["not_a_fit", { points: -12, said: "Marked as not a fit" }],
]);

/** What talking to the lead brought so far; the newest outcome that points the same way is named. */
export function engagement({ touches, now }: Known): Finding | null {
  const logged = touches
    .flatMap(({ outcome, at }) => {
      const meaning = meanings.get(outcome);
      return meaning ? [{ ...meaning, at }] : [];
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  if (logged.length === 0) return null;
  const sum = logged.reduce((total, { points }) => total + points, 0);
  const named = logged.find(({ points }) => points * sum > 0);
  if (!named) return neutral(0);
  const when = ago(daysSince(named.at.toISOString(), now));
  return fromLead(sum, Math.max(-4, Math.min(6, sum)), `${named.said} ${when}`, named.at);
}
