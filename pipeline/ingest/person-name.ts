import {
  closings,
  closingWords,
  honorifics,
  introductions,
  labels,
  titleWords,
} from "../data/people-words.ts";
import { domainFit } from "./domain-word.ts";
import { labelledValue } from "./labelled.ts";
import { titleCase } from "./linkedin.ts";
import {
  asName,
  honorific,
  inOrder,
  isIdeographicName,
  nameWords,
  trimmedName,
} from "./name-words.ts";

const header =
  /^[ \t*]*(?:from|von|de|da|van|od|feladó|fra|från|nadawca|expéditeur|remitente|mittente|remetente)[ \t]?:[ \t*]*["']?([^"'\n<>@[(]{2,60}?)["']?[ \t]*[<[(]/imu;
const beforeEmail = new RegExp(
  `${honorific}(${nameWords})["']?[ \\t]*[<(](?:mailto:)?([^\\s<>()]+)@`,
  "gu",
);
const article = "(?:(?:der|die|o|a|el|la)[ \\t]+)?";
/** Sentences begin with capitals, names consist of them: only the introduction may be in any case. */
const intros = introductions.map(({ words, full }) => ({
  full,
  pattern: new RegExp(
    `(?<![\\p{L}])(?i:${words})[ \\t]+${article}${honorific}(${nameWords})`,
    "gu",
  ),
}));
const surely = introductions.filter(({ full }) => !full).map(({ words }) => words);
const lowerCase = new RegExp(
  `(?<![\\p{L}])(?:${surely.join("|")})[ \\t]+(\\p{Ll}{2,20}(?:[ \\t]+(?!(?:and|from|at|und|von|aus|et|de|y|e|del|da|en|van|és|i|z)\\s)\\p{Ll}{2,20})?)(?=[,.!\\n]|$|[ \\t]+(?:and|from|at|und|von|aus|et|de|y|e|del|da|en|van|és|i|z)(?!\\p{L}))`,
  "iu",
);
const afterName = new RegExp(
  `(?:^|[,.!?:][ \\t]+|én[ \\t]+)${honorific}(${nameWords})[ \\t]+vagyok(?![\\p{L}])`,
  "mu",
);
const addressed = new RegExp(
  `(?<![\\p{L}])(?:Herrn?|Frau|Mr|Mrs|Ms|Mme|Mlle|Monsieur|Madame|Sra?|Sig|Dott|Dr|Pani?)\\.?[ \\t]+(${nameWords})`,
  "u",
);
const here = new RegExp(
  `(?:^|[,.!]\\s+)${honorific}(${nameWords})[ \\t]+(?:here|speaking|hier|ici|al habla)(?!\\p{L})`,
  "mu",
);
const atEnd = new RegExp(
  `(?:(?:^|[.!?,][ \\t]*)(?i:${closingWords})[ \\t]*[,!.–—-]?[ \\t]+|[.!?\\d][ \\t]+[–—-][ \\t]*)(${nameWords})$`,
  "u",
);
const chinese = /(?:我叫|我是|私は)[ 　]*(\p{Script=Han}{2,4}?)(?=[，,。．、\s]|です|と申)/u;
const segments = new RegExp(
  `\\s*(?:[,|·•/(]|:(?=\\s)|\\s[–—-]\\s|(?<=[\\p{L}\\p{N})]{2} ?[.!?])(?<!(?<!\\p{L})(?:${honorifics})\\.)\\s)\\s*`,
  "u",
);

/** The person who speaks in a text, best proof first: a mail's head, a form's field, an introduction, a signature. */
export function findPersonName(text: string): string | null {
  const lines = text.split("\n").map((line) => line.replace(/^[\s–—~*•/-]+(?=\p{Lu})/u, "").trim());
  const filled = lines.filter((line) => line !== "");
  return (
    asName(inOrder(header.exec(text)?.[1] ?? ""), false) ??
    fromLabels(text) ??
    fromIntroduction(text) ??
    afterClosing(filled) ??
    besideClosing(filled) ??
    besideEmail(text) ??
    aboveDetails(filled) ??
    inLastWords(filled) ??
    trimmedLower(text) ??
    trimmedName(addressed.exec(text)?.[1], true)
  );
}

/** After a first and a last name, `de Wingtip` is where somebody works if the text or the mail says so too. */
export function withoutEmployer(name: string, employers: readonly string[]): string {
  const [plain = "", ...more] = name.split(/ (?:vom|von|von der|della) (?=\p{Lu})/u);
  if (plain.includes(" ") && more.length > 0) return plain;
  const [, person, after = ""] =
    /^(\S+ \S+) (?:della|de|von|di|da|do|van|d[eo]s) (.+)$/u.exec(name) ?? [];
  const works = employers.some(
    (employer) => after !== "" && (domainFit(after, employer) > 0 || employer.endsWith(after)),
  );
  return person && works ? person : name;
}

function fromLabels(text: string): string | null {
  const first = labelledValue(text, labels.firstName);
  const last = labelledValue(text, labels.lastName);
  const value = labelledValue(text, labels.name);
  if (first && last) return `${first} ${last}`;
  const isHalf = value !== null && !/\p{L} \p{L}{3}/u.test(value.replace(/^d[aei] /iu, ""));
  if (first && isHalf) return `${first} ${value}`;
  if (last && isHalf) return `${value} ${last}`;
  const name = value?.replace(/\s*[<(,].*$/s, "") ?? "";
  return isIdeographicName(name) ? name : asName(name, false);
}

function fromIntroduction(text: string): string | null {
  for (const { pattern, full } of intros) {
    for (const [, name] of text.matchAll(pattern)) {
      const found = trimmedName(name, full);
      if (found) return found;
    }
  }
  return (
    trimmedName(afterName.exec(text)?.[1], false) ??
    trimmedName(here.exec(text)?.[1], false) ??
    chinese.exec(text)?.[1] ??
    null
  );
}

/** A name after `Kind regards`, on the next line or after the comma. The last closing counts. */
function afterClosing(filled: readonly string[]): string | null {
  const pieces = filled.flatMap((line) => line.split(segments).filter((piece) => piece !== ""));
  for (let i = pieces.length - 2; i >= 0; i--) {
    if (!closings.test(pieces[i] ?? "")) continue;
    const name = asName(pieces[i + 1] ?? "", false);
    if (name) return name;
  }
  return null;
}

/** `LG Steffi`, `Thanks - Raj Malhotra`, `next week. - Mel`: without a comma, but at the end of a line. */
function besideClosing(filled: readonly string[]): string | null {
  const names = filled.flatMap((line) => trimmedName(atEnd.exec(line)?.[1], false) ?? []);
  return names.at(-1) ?? null;
}

/** `Ana Weber <ana@acme.com>`; a first name alone must be in the address, too. */
function besideEmail(text: string): string | null {
  for (const [, caught, local = ""] of text.matchAll(beforeEmail)) {
    const name = trimmedName(caught, false);
    const start = name?.slice(0, 3).toLowerCase() ?? "";
    if (name && (name.includes(" ") || local.toLowerCase().startsWith(start))) return name;
  }
  return null;
}

/** A name that begins a line with a job title behind or below it, or an address or number. */
function aboveDetails(filled: readonly string[]): string | null {
  for (const [i, line] of filled.entries()) {
    const [first = "", ...rest] = line.split(segments);
    const name = asName(first, true);
    const context = [...rest, ...filled.slice(i + 1, i + 6)].join("\n");
    if (
      name &&
      !closings.test(first) &&
      (titleWords.test(context) || /@|\d[\d ]{6}|www\./.test(context))
    )
      return name;
  }
  return null;
}

/** A text without line breaks may still end with a name: `… next week. Ana Weber, Northwind`. */
function inLastWords(filled: readonly string[]): string | null {
  const ends = filled.flatMap((line) => line.split(/(?<=[.!?])\s+(?=\p{Lu})/u)).slice(-3);
  for (const end of ends) {
    const [first = ""] = end.split(segments);
    const name = closings.test(first) ? null : asName(first, true);
    if (name) return name;
  }
  return null;
}

/** People who write without capitals have a name all the same. */
function trimmedLower(text: string): string | null {
  const name = lowerCase.exec(text)?.[1];
  return name ? titleCase(name) : null;
}
