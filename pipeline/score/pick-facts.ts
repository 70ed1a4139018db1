import type { Fact, FactName } from "../enrich/fact.ts";

/** Whom to believe first. A colleague's correction wins and stays. */
const trust = ["person", "lead", "json_ld", "page", "header"];

/** Names a company has one of; of everything else all distinct values are kept. */
const single: ReadonlySet<FactName> = new Set([
  "company_name",
  "headline",
  "navigation",
  "language",
  "industry",
  "employees",
  "founded_year",
  "hq_city",
  "hq_country",
  "legal_name",
  "office_countries",
  "pricing_public",
]);

/**
 * The facts that count now, of everything ever stated: best source first, then surest, then newest.
 * The order of equal facts in the input does not matter beyond that.
 */
export function pickFacts(facts: readonly Fact[]): Fact[] {
  const ranked = facts.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      b.confidence - a.confidence ||
      b.observedAt.localeCompare(a.observedAt) ||
      said(a).localeCompare(said(b)),
  );
  const seen = new Set<string>();
  return ranked.filter((fact) => {
    const key = single.has(fact.name) ? fact.name : said(fact);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function rank({ provider }: Fact): number {
  const place = trust.indexOf(provider);
  return place < 0 ? trust.length : place;
}

function said({ name, value }: Fact): string {
  return `${name}:${JSON.stringify(value).toLowerCase()}`;
}
