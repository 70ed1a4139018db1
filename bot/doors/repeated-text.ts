import { hash } from "node:crypto";
import type { Item } from "../../pipeline/ingest/doors/door.ts";
import { spamFlag } from "../../pipeline/ingest/spam.ts";
import { keepNewest } from "./keep-newest.ts";

const REMEMBER_MS = 60 * 60_000;
/** Shorter ones are said by many: "Please call me back." */
const LEAST_TEXT = 40;
/** So many different senders never write the same words within an hour. */
const SENDERS = 3;
const MOST_TEXTS = 5_000;

type Text = { since: number; senders: Set<string>; spam: boolean };

/**
 * Notices a text that comes again and again under other names, or that came as spam before. What
 * this process saw within the hour counts; only hashes are remembered.
 */
export function repeatedText(nowMs: () => number): (doorId: string, item: Item) => Item {
  const texts = new Map<string, Text>();
  return (doorId, item) => {
    const { freeText, email, name } = item.input;
    if (!freeText || freeText.length < LEAST_TEXT) return item;
    const key = digest(`${doorId}\n${freeText.toLowerCase().replace(/\s+/g, " ")}`);
    const known = texts.get(key);
    const isFresh = known !== undefined && nowMs() - known.since < REMEMBER_MS;
    const text = isFresh ? known : { since: nowMs(), senders: new Set<string>(), spam: false };
    if (text.senders.size < SENDERS) text.senders.add(digest(email ?? name ?? item.key));
    text.spam ||= item.kind === "spam" || text.senders.size >= SENDERS;
    keepNewest(texts, key, text, MOST_TEXTS);
    return text.spam && item.kind !== "spam" ? asSpam(item) : item;
  };
}

function asSpam(item: Item): Item {
  const flags = [...item.input.flags, spamFlag("repeated")];
  return { ...item, kind: "spam", input: { ...item.input, flags } };
}

function digest(text: string): string {
  return hash("sha256", text).slice(0, 24);
}
