import { honorifics, particles } from "../../data/people-words.ts";

const honorific = new RegExp(`^(?:(?:${honorifics})\\.?\\s+)+(?=\\S)`, "u");
const lastName = new RegExp(`^(.+?)\\s+((?:(?:${particles})\\s+)*\\S+)$`, "u");

/** A whole name in its two halves; a family name takes the small words before it along. */
export function splitName(name: string): { first: string | null; last: string | null } {
  const plain = name.replace(honorific, "");
  const [, first, last] = lastName.exec(plain) ?? [];
  return first && last ? { first, last } : { first: plain || null, last: null };
}
