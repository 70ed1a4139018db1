import { legalForms, notCompany, titleWords } from "../data/people-words.ts";

const abbreviated = "(?:(?<=(?<![\\p{L}\\p{N}])(?:St|Dr|Gebr|Bros|Mt|Prof|\\p{Lu}))\\.)?";
const word = `(?:\\p{Lu}|\\d+\\p{L}|\\p{Ll}\\p{Lu})(?:[\\p{L}\\p{M}\\p{N}&'’+-]|\\.(?=[\\p{L}\\p{N}]))*${abbreviated}`;
const link =
  "&|\\+|and|i|und|et|y|e|és|og|och|en|of|for|de|du|des|del|della|dei|di|do|da|dos|das|van|von|der|den|la|le|les|l['’]|zum|zur|am|sur";

/** A company's name as people write it: capital words, with small ones in between. */
export const companyWords =
  `${word}(?:[ \\t]+(?:(?:${link})[ \\t]+){0,2}(?:${word}|\\d{1,3}(?![\\d.,:/])))*`.replace(
    /\*$/,
    "{0,5}",
  );

const form = new RegExp(
  `(?<=[\\p{L}\\p{N}!'’.)])(,?[ \\t]+)(${legalForms})(?![\\p{L}\\p{N}])`,
  "gu",
);
const runBefore = new RegExp(`(?<![\\p{L}\\p{N}'’-])(${companyWords})$`, "u");
const attached =
  /[\p{L}\p{N}ー・]{0,20}(?:株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司)[\p{L}\p{N}ー・]{0,20}/u;
const LONGEST = 120;

/** A name with its legal form as the text has it, and the words before it that may not belong to it. */
export type FormalName = { words: string; ending: string };

/** Every `Northwind Traders Ltd` of a text, in order. */
export function formalNames(prose: string): FormalName[] {
  const found = [...prose.matchAll(form)].flatMap(({ 1: gap = "", 2: legal = "", index }) => {
    const line =
      prose
        .slice(Math.max(0, index - LONGEST), index)
        .split("\n")
        .at(-1) ?? "";
    const words = runBefore.exec(line)?.[1];
    return words ? [{ words, ending: `${gap.replace(/\s+/, " ")}${legal}` }] : [];
  });
  const asian = attached.exec(prose)?.[0];
  return asian ? [...found, { words: asian, ending: "" }] : found;
}

/** Nouns that announce a company's name, and articles that begin a sentence. */
const announcing =
  /^(?:(?:Die|Der|Das|Firma|Fa\.?|Unternehmen|Arbeitgeber|Ditta|Az?|Il|Les|Los|Las)[ \t]+)+(?=\S)/u;
const announcingCapital = /^(?:Société|Entreprise|Empresa|Azienda|Bedrijf)[ \t]+(?=\S+[ \t]+\S)/u;
const links = new RegExp(`^(?:(?:${link})[ \\t]+)+|(?:[ \\t]+(?:${link}))+$`, "gu");

/** The name without the sentence, the title or the person before it. */
export function withoutSentence(words: string, person: string | null): string {
  const at = person === null ? -1 : words.indexOf(`${person} `);
  const own = at < 0 || person === null ? words : words.slice(at + person.length + 1);
  const parts = own.split(/[ \t]+/);
  const cut = parts.findLastIndex(
    (part, i) =>
      i < parts.length - 1 &&
      (notCompany.has(part) || (titleWords.test(part) && isLink(parts[i + 1] ?? ""))),
  );
  return parts
    .slice(cut + 1)
    .join(" ")
    .replace(links, "")
    .replace(announcing, "")
    .replace(announcingCapital, "");
}

/** The sentence may go on in capitals, and it may end: neither is part of the name. */
export function withoutRest(caught: string): string | null {
  const words = caught.split(/\s+/);
  const stop = words.findIndex((word) => notCompany.has(word));
  const kept = (stop < 0 ? words : words.slice(0, stop)).join(" ");
  const company = kept.replace(links, "").replace(/['’]s$/u, "");
  return company === "" || titleWords.test(company) ? null : company;
}

const linkWord = new RegExp(`^(?:${link})$`, "u");

function isLink(word: string): boolean {
  return linkWord.test(word);
}
