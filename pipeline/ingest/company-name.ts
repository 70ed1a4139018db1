import { closings, labels, titleWords } from "../data/people-words.ts";
import { companyWords, formalNames, withoutRest, withoutSentence } from "./company-words.ts";
import { countryInText } from "./country.ts";
import { domainFit, sharesWord } from "./domain-word.ts";
import { labelledValue } from "./labelled.ts";
import { titleCase } from "./linkedin.ts";

const wholeRun = new RegExp(`^${companyWords}$`, "u");
const anyRun = new RegExp(companyWords, "gu");

const announced =
  "(?:(?:the|der Firma|Firma|firmy|la société|la empresa|l['’]entreprise|company)[ \\t]+)?";
const employers = [
  "at|@|working for|work for|on behalf of|I['’]m with|I am with|represent|(?<!(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|have|has|just) )(?:called|named)",
  "bei|arbeite für|im Namen von|chez|de la part d[eu']|au nom d[eu']|de parte de|en nombre de|trabajo (?:en|para)",
  "presso|lavoro (?:per|in|alla)|represento a|trabalho (?:na|no|para)|bij|namens|hos|reprezentuję|firmy|firmie|firmę|firma|empresa|société|ditta|azienda|компания",
].join("|");
/** After these, one word alone is any noun. */
const nounWords =
  "bei (?:der|dem|den)|beim|im (?:Auftrag|Namen) (?:der|des)|(?:[Ww]ir sind|[Ww]ir,)(?: die| der| das)?|[Ww]ir von (?:der|dem)|[Nn]ous sommes|[Ss]omos|[Ss]iamo|[Ww]e are|[Ww]e['’]re|[Jj]esteśmy|[Ww]ij zijn|I run|I own|[Mm]i vagyunk az?";
/** Words that follow a person's name, and then their employer does. */
const ofWords =
  "from|with|of|von(?: der)?|vom|aus dem|de(?: la| l['’])?|du|da(?:lla)?|dell[ao]|di|do|van|från|fra|z|ze";

const employer = after(`(?:${employers})`);
const employerOfWords = after(`(?:${nounWords})`);
const hungarian = new RegExp(
  `(?<![\\p{L}])[Aa]z?[ \\t]+(${companyWords})(?:-?(?<!-)(nál|nél|tól|től)(?!\\p{L})|[ \\t]+(?:munkatársa|nevében|képviseletében|cégnél|vezetője|ügyvezetője))`,
  "gu",
);
const segments = /\s*(?:[,|·•()]|\s[–—-]\s)\s*/u;

/** The company a text speaks of; where it names none, the word in its domain has to do. */
export function findCompany(
  text: string,
  known: { name: string | null; domain: string | null },
): string | null {
  const prose = text.replace(/\S*(?:@\S+|:\/\/\S*|\bwww\.\S*)/g, "\n");
  const stated = statedValue(prose) ?? fromLegalForm(prose, known.name);
  const likely = [
    ...caught(prose, employer),
    ...caught(prose, employerOfWords).filter(
      (company) => company.includes(" ") && !company.includes(" for "),
    ),
    ...caughtBefore(prose),
    ...afterName(prose, known.name),
  ];
  const signed = fromSignature(prose, known.name);

  const label = known.domain?.split(".")[0] ?? null;
  if (label === null || label.startsWith("xn--")) {
    return stated ?? likely[0] ?? signed.find((company) => company.includes(" ")) ?? null;
  }
  const candidates = [stated ?? "", ...likely, ...signed];
  const fitting =
    candidates.find((company) => domainFit(company, label) === 2) ??
    candidates.find((company) => domainFit(company, label) === 1) ??
    stated ??
    spelledOut(prose, label, known.name);
  const related = [...signed, ...likely].find((company) => sharesWord(company, label));
  return (fitting && withoutPlace(fitting, label)) ?? related ?? likely[0] ?? titleCase(label);
}

/** Companies that a text names with a legal form, in its words: hints to where a name ends. */
export function formalCompanies(text: string): string[] {
  return formalNames(text).map(({ words }) => words);
}

function after(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}])${words}:?[ \\t]+${announced}(${companyWords})`, "gu");
}

function statedValue(prose: string): string | null {
  const value = labelledValue(prose, labels.company);
  const isAnswer = value !== null && /[\p{L}\p{N}]/u.test(value);
  return isAnswer && !/^(?:n\/?a|none|keine?|private?|privat|-)$/iu.test(value) ? value : null;
}

function fromLegalForm(prose: string, name: string | null): string | null {
  for (const { words, ending } of formalNames(prose)) {
    const company = withoutSentence(words, name);
    if (company !== "") return `${company}${ending}`;
  }
  return null;
}

function caught(prose: string, pattern: RegExp): string[] {
  return [...prose.matchAll(pattern)].flatMap(([, company = ""]) => readings(company));
}

/** Hungarian hangs its prepositions onto the name, whose last vowel grows longer: `Óvodánál`. */
function caughtBefore(prose: string): string[] {
  return [...prose.matchAll(hungarian)].flatMap(([, company = "", ending]) =>
    readings(ending ? company.replace(/[áé]$/u, (vowel) => (vowel === "á" ? "a" : "e")) : company),
  );
}

/** `Ana Weber from Northwind`: of all places, what follows the name is where she works. */
function afterName(prose: string, name: string | null): string[] {
  if (name === null || !prose.includes(name)) return [];
  const rest = prose.slice(prose.indexOf(name) + name.length);
  const pattern = new RegExp(`^,?[ \\t]+(?:${ofWords})[ \\t]+${announced}(${companyWords})`, "u");
  const found = pattern.exec(rest)?.[1];
  return found && countryInText(`in ${found}`) === null ? readings(found) : [];
}

/** What stands beside or below the name in a signature and is neither job title, place nor number. */
function fromSignature(prose: string, name: string | null): string[] {
  const lines = prose.split("\n").map((line) => line.trim());
  const at = name === null ? -1 : lines.findLastIndex((line) => line.includes(name));
  const line = lines[at];
  if (line === undefined || name === null) return [];

  const beside = line.slice(line.indexOf(name) + name.length);
  const below = lines.slice(at + 1, at + 5);
  const pieces = [beside, ...below].filter((piece) => countryInText(piece) === null);
  return pieces
    .flatMap((piece) => piece.split(segments))
    .flatMap((piece) => {
      const isTitle = titleWords.test(piece) && !/[&+]/.test(piece);
      const isOther = isTitle || closings.test(piece) || /\d{3}|:|\+\d/.test(piece);
      return isOther || !wholeRun.test(piece) ? [] : readings(piece);
    });
}

/** The domain's word where the text has it: `Northwind Traders` of northwind.example. */
function spelledOut(prose: string, label: string, name: string | null): string | null {
  const runs = [...prose.matchAll(anyRun)]
    .map(([run]) => run)
    .filter((run) => !/\.\p{Ll}{2,}$/u.test(run)); // an address in capitals
  for (const run of runs) {
    const words = run.split(/[ \t]+/);
    for (let i = words.length - 1; i >= 0; i--) {
      const kept = withoutRest(words.slice(i).join(" "));
      if (kept && domainFit(kept, label) === 2) return kept;
    }
  }
  const kept = runs.map(withoutRest);
  return kept.find((run) => run && run !== name && domainFit(run, label) > 0) ?? null;
}

/** `Cantina Vallebona di Verona` of cantinavallebona: the town is no part of it. */
function withoutPlace(company: string, label: string): string {
  const short =
    /^(.+) (?:di|de|da|aus|in|von|uit|from) \p{Lu}\p{Ll}{2}\S*$/u.exec(company)?.[1] ?? "";
  return domainFit(short, label) === 2 ? short : company;
}

/** `The Old Mill` or `Best For You` may be a name as they stand, or not: the domain will tell. */
function readings(found: string): string[] {
  const short = withoutRest(found);
  return short === null || short === found ? [found] : [short, found];
}
