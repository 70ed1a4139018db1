import { organisationWords } from "../data/organisation-words.ts";
import { honorifics, legalForms, notCompany, particles, titleWords } from "../data/people-words.ts";
import { countryCode } from "./country.ts";

/** `Dr. `, `Frau `, `i. A. `: what stands before a name and is no part of it. */
export const honorific = `(?:(?:(?:${honorifics})\\.?|Dipl\\.-Ing\\.|i\\. ?[AV]\\.|ppa\\.|gez\\.)[ \\t]+)*`;

const word = "\\p{Lu}[\\p{L}\\p{M}'’-]*(?:(?<=(?<![\\p{L}'’-])\\p{Lu})\\.)?";

/** A name as people write it: capital words, with small ones in between. */
export const nameWords = `${word}(?:[ \\t]+(?:(?:${particles})[ \\t]+){0,2}${word}){0,3}`;

const wholeName = new RegExp(`^${honorific}(${nameWords})$`, "u");
const ideographs =
  /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul} 　]{2,12}$/u;
const legalForm = new RegExp(`(?:^|\\s)(?:${legalForms})$`, "u");
const degrees = /(?:[ \t]+(?:MD|PhD|MBA|MSc|BSc|MA|BA|CPA|Esq\.?|Jr\.?|Sr\.?|PMP|LLM))+$/u;
const particle = new RegExp(`^(?:${particles})$`, "u");
const trailingParticles = new RegExp(`(?:\\s+(?:${particles}))+$`, "u");

/** The name that is all a piece of text consists of; null where there is more, or no name. */
export function asName(text: string, full: boolean): string | null {
  const piece = text.trim().replace(/[,.]$/, "");
  return trimmedName(wholeName.exec(piece)?.[1], full);
}

/** Whether a text is a name in a script without spaces and capitals; only a form can tell that it is one. */
export function isIdeographicName(text: string): boolean {
  return ideographs.test(text);
}

/** What a pattern caught, without what cannot be part of a name; null if too little is left. */
export function trimmedName(caught: string | undefined, full: boolean): string | null {
  const words = (caught ?? "").replace(degrees, "").split(/\s+/);
  const stop = words.findIndex((word) => notCompany.has(word) || titleWords.test(word));
  const said = stop < 0 ? words : words.slice(0, stop);
  const office = said.findIndex((word) => organisationWords.has(word.toLowerCase()));
  const isEmployer = office > 2 && particle.test(said[office - 1] ?? ""); // Ana Weber von der Praxis
  if (office >= 0 && !isEmployer) return null;
  const kept = (isEmployer ? said.slice(0, office) : said).join(" ").replace(trailingParticles, "");
  if (kept === "" || (full && !kept.includes(" ")) || legalForm.test(kept)) return null;
  return countryCode(kept) === null && !/^\p{Lu}+$/u.test(kept) ? kept : null;
}

/** Address books write `Weber, Ana`; `Weber, PhD` and `Weber, CEO` stay as they are. */
export function inOrder(name: string): string {
  const [, last = "", first = ""] = /^(\p{Lu}[^,]*),\s*(\p{Lu}[^,]*)$/u.exec(name) ?? [];
  const isTail = degrees.test(` ${first}`) || titleWords.test(first) || legalForm.test(first);
  return first === "" || isTail ? name : `${first} ${last}`;
}
