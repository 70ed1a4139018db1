import { type SpamReason, spamReasons } from "../pipeline/ingest/spam.ts";
import type { Card, Part } from "./card.ts";
import { oneLine } from "./clean.ts";
import { count } from "./numbers.ts";
import { buttons, pressing } from "./pressing.ts";
import { whenExactly } from "./times.ts";

/** What looked like spam at one door on one day. */
export type SpamSummary = {
  id: string;
  revision: number;
  door: string;
  /** `2026-03-01` */
  day: string;
  counts: Partial<Record<SpamReason, number>>;
  released: number;
  releasedBy: string | null;
  releasedAt: Date | null;
};

export const spamWords = {
  title: "Spam",
  reasons: {
    honeypot: "filled in a hidden field",
    too_fast: "came faster than anybody types",
    links: "were full of links",
    repeated: "repeated a text",
  } satisfies Record<SpamReason, string>,
  summary: (n: number, door: string, day: string, why: string) =>
    `${count(n, "post")} to “${door}” on ${day} looked like spam: ${why}. No lead was made of them.`,
  none: (door: string, day: string) => `Nothing at “${door}” on ${day} counts as spam any more.`,
  released: (n: number, who: string, when: string) =>
    `${who} let ${count(n, "post")} in as ${n === 1 ? "a lead" : "leads"}, ${when}.`,
  notSpam: "Not spam",
} as const;

/** One card per door and day: how much, why, and the way back. */
export function spamSummaryCard(spam: SpamSummary, now: Date, timeZone: string): Card {
  const { id, revision, counts, released, releasedBy, releasedAt } = spam;
  const door = oneLine(spam.door);
  const day = dayIn(spam.day);
  const n = spamReasons.reduce((sum, reason) => sum + (counts[reason] ?? 0), 0);
  const why = spamReasons
    .flatMap((reason) => (counts[reason] ? [`${counts[reason]} ${spamWords.reasons[reason]}`] : []))
    .join(", ");
  const sentence = n > 0 ? spamWords.summary(n, door, day, why) : spamWords.none(door, day);
  const parts: Part[] = [
    { kind: "title", text: spamWords.title, aside: n > 0 ? String(n) : null },
    { kind: "text", line: [sentence] },
  ];
  if (releasedBy !== null && releasedAt) {
    const at = whenExactly(releasedAt, now, timeZone);
    parts.push({ kind: "note", line: [spamWords.released(released, releasedBy, at)] });
  }
  if (n > 0) parts.push(...buttons([pressing("not_spam", spamWords.notSpam, { spam: id })]));
  return { id: `spam:${id}`, version: revision, summary: sentence, parts, refresh: null };
}

/** `2026-03-01` → `1 Mar`. */
function dayIn(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  const part = { day: "numeric", month: "short", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", part).format(at);
}
