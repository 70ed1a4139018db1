import { areaOf, isPersonName } from "../extract/names.ts";
import type { Fact, FactName } from "../fact.ts";
import { technologies } from "../technologies.ts";
import type { Firmographics } from "./firmographics.ts";
import { speaksToPrograms } from "./is-order.ts";
import { findQuote, names, sentenceAround } from "./quote.ts";
import { countryIn, dateIn, headCountIn, yearIn } from "./re-derive.ts";

/** Below every fact a page proves by rule. */
const SURE = 0.7;
const LIKELY = 0.6;
const MOST_OF_A_KIND = 10;

export type Checked = {
  facts: Fact[];
  /** Statements that were left out: no such words in the page, or another value in them. */
  dropped: number;
};

type Page = { url: string; text: string };
type Cited = { quote: string; page: number };
type Proof = { quote: string; url: string };

/**
 * A model's answer as facts. Each must quote words that stand in the page it names, and those words
 * must hold the value: a model finds sentences, it is not believed.
 */
export function toFacts(answer: Firmographics, pages: readonly Page[], now: Date): Checked {
  const facts: Fact[] = [];
  let dropped = 0;

  const keep = <One extends Cited>(
    name: FactName,
    one: One | null,
    read: (one: One, quote: string) => Fact["value"] | undefined,
    confidence = SURE,
  ) => {
    if (!one) return;
    const proof = prove(one, pages);
    const value = proof && read(one, proof.quote);
    if (!proof || value === undefined) dropped += 1;
    else facts.push(factOf(name, value, proof, confidence, now));
  };

  keep("industry", answer.industry, ({ value }) => value, LIKELY);
  keep("employees", answer.employees, ({ value }, quote) => headCountIn(quote, value));
  keep("founded_year", answer.founded_year, ({ value }, quote) => yearIn(quote, value, now));
  keep("hq_city", answer.hq_city, said);
  keep("hq_country", answer.hq_country, ({ value }, quote) => countryIn(quote, value));
  keep("legal_name", answer.legal_name, said);
  keep("headline", answer.headline, (_, quote) => quote, LIKELY);
  keep(
    "funding",
    answer.funding,
    ({ value }, quote) => {
      const isSaid = (text: string | null) => text !== null && names(quote, text);
      const round = isSaid(value.round) ? value.round : null;
      const amount = isSaid(value.amount) ? value.amount : null;
      return round || amount ? { round, amount, date: dateIn(quote, now) ?? null } : undefined;
    },
    LIKELY,
  );
  for (const one of answer.openings.slice(0, MOST_OF_A_KIND)) {
    keep("job", one, ({ value: { title, place } }, quote) => {
      if (!names(quote, title)) return undefined;
      const named = place !== null && names(quote, place) ? place : null;
      return { title, area: areaOf(title), place: named, postedAt: dateIn(quote, now) ?? null };
    });
  }
  for (const one of answer.people.slice(0, MOST_OF_A_KIND)) {
    keep("person", one, ({ value: { name, title } }, quote) => {
      if (!isPersonName(name) || !names(quote, name)) return undefined;
      return { name, title: title !== null && names(quote, title) ? title : null };
    });
  }
  for (const one of answer.technologies.slice(0, MOST_OF_A_KIND)) {
    keep("tech", one, ({ value }, quote) => {
      const known = technologies.find(({ name }) => name.toLowerCase() === value.toLowerCase());
      if (!known || !names(quote, known.name)) return undefined;
      return { name: known.name, category: known.category, modern: known.modern };
    });
  }
  return { facts, dropped };
}

/** Where the quoted words stand; undefined when nowhere, or when their sentence gives orders. */
function prove({ quote, page }: Cited, pages: readonly Page[]): Proof | undefined {
  const named = pages[page - 1];
  const inOrder = named ? [named, ...pages.filter((one) => one !== named)] : pages;
  for (const { url, text } of inOrder) {
    const found = findQuote(quote, text);
    if (!found) continue;
    return speaksToPrograms(sentenceAround(found, text)) ? undefined : { quote: found, url };
  }
  return undefined;
}

function said({ value }: { value: string }, quote: string): string | undefined {
  return names(quote, value) ? value : undefined;
}

function factOf(
  name: FactName,
  value: Fact["value"],
  { quote, url }: Proof,
  confidence: number,
  now: Date,
): Fact {
  const observedAt = now.toISOString();
  return { name, value, sourceUrl: url, quote, observedAt, provider: "llm", confidence };
}
