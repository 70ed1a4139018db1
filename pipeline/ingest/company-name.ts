import { labels, legalForms, notCompany, titleWords } from "../data/people-words.ts";
import { countryInText } from "./country.ts";
import { domainFit } from "./domain-word.ts";
import { labelledValue } from "./labelled.ts";
import { titleCase } from "./linkedin.ts";

const word = "(?:\\p{Lu}|\\d+\\p{L}|\\p{Ll}\\p{Lu})[\\p{L}\\p{M}\\p{N}&'’+.-]*";
const link = "&|\\+|and|und|et|y|e|of|de|for";
const run = `${word}(?:[ \\t]+(?:(?:${link})[ \\t]+)?${word}){0,4}`;

const wholeRun = new RegExp(`^${run}$`, "u");
const withLegalForm = new RegExp(`(${run}),?[ \\t]+(${legalForms})(?![\\p{L}\\p{N}])`, "u");
/** Words that only an employer follows, and words that a city follows just as well. */
const atWords =
  "at|@|bei|called|named|namens|компания|chez|presso|bij|hos|work(?:ing)? for|on behalf of|represent|empresa|société|firmy|firma";
const fromWords =
  "from|with|of|von(?: der)?|vom|aus|für|de(?: la)?|en|da(?:lla)?|di|per|van|från|fra|på|z|w|v";
const parts = /\s*(?:[,|·•]|\s[–—-]\s)\s*/u;

/** The company a text speaks of; where it names none, the word in its domain has to do. */
export function findCompany(
  text: string,
  known: { name: string | null; domain: string | null },
): string | null {
  const prose = text.replace(/\S*(?:@\S+|:\/\/\S*|\bwww\.\S*)/g, "\n");
  const stated = labelledValue(text, labels.company) ?? fromLegalForm(prose);
  const likely = companiesAfter(prose, atWords);
  const possible = [...fromSignature(prose, known.name), ...companiesAfter(prose, fromWords)];

  const label = known.domain?.split(".")[0] ?? null;
  if (label === null || label.startsWith("xn--")) return stated ?? likely[0] ?? possible[0] ?? null;

  const candidates = [stated ?? "", ...likely, ...possible];
  const fitting =
    candidates.find((company) => domainFit(company, label) === 2) ??
    candidates.find((company) => domainFit(company, label) === 1);
  return fitting ?? stated ?? spelledOut(prose, label) ?? likely[0] ?? titleCase(label);
}

function fromLegalForm(prose: string): string | null {
  const [, company = "", form = ""] = withLegalForm.exec(prose) ?? [];
  const words = company.split(/\s+/);
  const start = words.findLastIndex((word) => notCompany.has(word) || titleWords.test(word)) + 1;
  const kept = words.slice(start).join(" ");
  return kept === "" ? null : `${kept} ${form}`;
}

function companiesAfter(prose: string, prepositions: string): string[] {
  const pattern = new RegExp(
    `(?<![\\p{L}])(?:${prepositions})[ \\t]+(?:(?:the|der Firma|Firma|la société|la empresa|company)[ \\t]+)?(${run})`,
    "gu",
  );
  return [...prose.matchAll(pattern)].flatMap(([, company]) => readings(company));
}

/** What stands beside or below the name in a signature and is neither job title, place nor number. */
function fromSignature(prose: string, name: string | null): string[] {
  const lines = prose.split("\n").map((line) => line.trim());
  const at = name === null ? -1 : lines.findLastIndex((line) => line.includes(name));
  if (at < 0 || name === null) return [];

  const below = lines.slice(at, at + 5).filter((line) => countryInText(line) === null);
  const segments = below.flatMap((line) => line.split(parts));
  return segments.flatMap((segment) => {
    const isOther =
      segment.includes(name) || titleWords.test(segment) || /\d{3}|[:+]/.test(segment);
    return isOther || !wholeRun.test(segment) ? [] : readings(segment);
  });
}

/** The domain's word where the text has it: `Northwind Traders` of northwind.example. */
function spelledOut(prose: string, label: string): string | null {
  for (const [company] of prose.matchAll(new RegExp(run, "gu"))) {
    const kept = trimmed(company);
    if (kept && domainFit(kept, label) > 0) return kept;
  }
  return null;
}

/** `The Old Mill` or `Best For You` may be a name as they stand, or not: the domain will tell. */
function readings(caught: string | undefined): string[] {
  const short = trimmed(caught);
  const whole = caught?.trim() ?? "";
  return short === null || short === whole ? [whole] : [short, whole];
}

/** The sentence may go on in capitals, and it may end: neither is part of the name. */
function trimmed(caught: string | undefined): string | null {
  const words = (caught ?? "").split(/\s+/);
  const stop = words.findIndex(
    (word, i) => notCompany.has(word) || /\p{L}{4,}\.$/u.test(words[i - 1] ?? ""),
  );
  const kept = (stop < 0 ? words : words.slice(0, stop)).join(" ");
  const company = kept
    .replace(/(?:\s+(?:&|and|und|et|y|e|of|de|for))+$/u, "")
    .replace(/(?<=\p{L}{4})\.$|'s$|’s$/u, "");
  return company === "" || titleWords.test(company) ? null : company;
}
