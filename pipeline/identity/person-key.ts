import { wholeNames } from "../data/nicknames.ts";
import { honorifics } from "../data/people-words.ts";
import { fold } from "./fold.ts";

const whole = new Map(
  [...wholeNames].map(([short, name]) => [fold(short).join(""), fold(name).join("")]),
);
const titles = new Set(honorifics.split("|").flatMap(fold));
const degrees = new Set("phd msc bsc mba md jr sr ii iii dipl ing esq cpa pmp llm".split(" "));

/** Small words that people leave out of their own names. */
const particles = new Set("von van der den de del della di da dos do du la le el zu".split(" "));

/** The words of a person's name as they are compared: no titles, no initials in the middle, whole given names. */
export function personWords(name: string): string[] {
  const [beforeComma = "", afterComma = ""] = name.split(",");
  const words = fold(`${beforeComma} ${afterComma}`);
  const named = words.filter((word) => !titles.has(word) && !degrees.has(word));
  const kept = named.length > 0 ? named : words;
  const own = kept.filter((word, i) => !particles.has(word) || i === 0 || i === kept.length - 1);
  const full = own.filter((word) => word.length > 1).length >= 2;
  const meant = full ? own.filter((word) => word.length > 1) : own;
  return meant.map((word) => whole.get(word) ?? word);
}

/** A person's name as it is compared, in whatever order it is written: `Kovács Péter` and `Peter Kovacs` are equal. */
export function personKey(name: string): string {
  return personWords(name).toSorted().join(" ");
}
