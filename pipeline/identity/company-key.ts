import { attachedForms, groupWords, leadingForms, legalForms } from "../data/legal-forms.ts";
import { fold, squash } from "./fold.ts";

/** A company's name taken apart: its own words, and what form and country its legal form says. */
export type CompanyName = {
  words: readonly string[];
  /** The same for every spelling of one legal form; null where none is given. */
  form: string | null;
  /** Where companies of that form are founded; empty where it could be anywhere. */
  countries: readonly string[];
};

type Form = { name: string; countries: Set<string> };

const forms = new Map<string, Form>();
for (const { countries, spellings } of legalForms) {
  const name = joined(spellings[0] ?? "");
  for (const spelling of spellings) {
    const known = forms.get(joined(spelling));
    if (!known) forms.set(joined(spelling), { name, countries: new Set(countries) });
    else for (const country of countries) known.countries.add(country);
  }
}
const leading = new Set([...leadingForms].map(joined));
const LONGEST_FORM = 6;

/** Articles and nouns that announce a name: `Les Ateliers`, `Société Lumière`. */
const openings: ReadonlySet<string> = new Set(
  "the les le la los las el il lo gli die der das het firma fa societe ditta".split(" "),
);

/** The words that stand for & between two others; a name is the same with and without them. */
const conjunctions: ReadonlySet<string> = new Set(
  "and und et y es e i og och en u & ve".split(" "),
);

/** A company's name as it is compared: `The Müller & Söhne Group GmbH` and `Mueller und Soehne` are equal. */
export function companyKey(name: string): string {
  return squash(companyName(name).words);
}

/** Takes a name apart. What is left when nothing but a legal form was given is that form. */
export function companyName(name: string): CompanyName {
  const bare = name.replace(attachedForms, " ");
  const words = fold(bare);
  const attached = bare === name ? null : "attached";
  const found: Form[] = [];

  let rest = words;
  for (let shorter = withoutEnd(rest, found); shorter; shorter = withoutEnd(rest, found)) {
    rest = shorter;
  }
  for (let shorter = withoutStart(rest, found); shorter; shorter = withoutStart(rest, found)) {
    rest = shorter;
  }
  const own = rest.filter((word, i) => i === 0 || i === rest.length - 1 || !conjunctions.has(word));
  const [form] = found;
  return {
    words: own,
    form: form?.name ?? attached,
    countries: form ? [...form.countries] : [],
  };
}

/** The words without the legal form or group word at their end; undefined where there is none to take. */
function withoutEnd(words: readonly string[], found: Form[]): string[] | undefined {
  for (let n = Math.min(LONGEST_FORM, words.length - 1); n > 0; n--) {
    const form = forms.get(words.slice(-n).join(" "));
    if (form) {
      found.push(form);
      return words.slice(0, -n);
    }
  }
  const last = words.at(-1) ?? "";
  const isEmpty = groupWords.has(last) || conjunctions.has(last);
  return words.length > 1 && isEmpty ? words.slice(0, -1) : undefined;
}

function withoutStart(words: readonly string[], found: Form[]): string[] | undefined {
  const [first = ""] = words;
  if (words.length < 2) return undefined;
  const form = leading.has(first) ? forms.get(first) : undefined;
  if (form) found.push(form);
  return form || openings.has(first) || groupWords.has(first) ? words.slice(1) : undefined;
}

function joined(spelling: string): string {
  return fold(spelling).join(" ");
}
