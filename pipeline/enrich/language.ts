import { eld } from "eld/extrasmall";

/** Under this many letters a guess is wrong too often: a menu is no prose. */
const FEWEST_LETTERS = 60;
/** With so many, words are believed over mark-up: templates come with the language of whoever made them. */
const PLENTY_LETTERS = 240;
const MOST_TEXT = 3000;

/** Languages that a guess takes for each other; mark-up knows better. */
const alike = [
  "no nb nn da sv",
  "cs sk",
  "pt gl es ca",
  "hr sr bs sl",
  "ms id",
  "ru uk be bg",
  "nl af",
];

/** A language as ISO 639-1 and what told it, or `unknown`: a short text may be in any language. */
export type Language = { code: string; by: "markup" | "words" } | "unknown";

/** `declared` is the page's `lang`; what it says counts unless the words clearly say something else. */
export function languageOf(declared: string | null | undefined, text: string): Language {
  const code = declared
    ?.trim()
    .toLowerCase()
    .match(/^[a-z]{2}(?![a-z])/)?.[0];
  const sample = text.slice(0, MOST_TEXT);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const guess = letters < FEWEST_LETTERS ? null : eld.detect(sample);
  const read = guess?.isReliable() ? guess.language : "";

  if (!code) return read ? { code: read, by: "words" } : "unknown";
  const contradicts = read !== "" && read !== code && letters >= PLENTY_LETTERS;
  const related = alike.some((group) => group.includes(code) && group.includes(read));
  return contradicts && !related ? { code: read, by: "words" } : { code, by: "markup" };
}
