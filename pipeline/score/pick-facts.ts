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
 * The order of the input does not matter.
 */
export function pickFacts(facts: readonly Fact[]): Fact[] {
  const best = new Map<string, Fact>();
  const ranked = facts
    .map((fact) => ({ fact, said: said(fact), text: inOrder(fact) }))
    .toSorted(
      (a, b) => byTrust(a.fact, b.fact) || compare(a.said, b.said) || compare(a.text, b.text),
    );
  return ranked.flatMap(({ fact, said }) => {
    const first = best.get(fact.name);
    const spoken = single.has(fact.name) && first && !speaksOn(first, fact);
    if (spoken || best.has(said)) return [];
    best.set(said, fact);
    best.set(fact.name, first ?? fact);
    return [fact];
  });
}

/** A page may name two industries in one breath: a maker of software for carriers is in both. */
function speaksOn(first: Fact, { name, sourceUrl, provider, observedAt }: Fact): boolean {
  return (
    name === "industry" &&
    first.sourceUrl === sourceUrl &&
    first.provider === provider &&
    first.observedAt === observedAt
  );
}

function byTrust(a: Fact, b: Fact): number {
  return rank(a) - rank(b) || b.confidence - a.confidence || compare(b.observedAt, a.observedAt);
}

function rank({ provider }: Fact): number {
  const place = trust.indexOf(provider);
  return place < 0 ? trust.length : place;
}

function said({ name, value }: Fact): string {
  return `${name}:${inOrder(value).toLowerCase()}`;
}

/** JSON with its keys in order: the database returns them in another than the page reader. */
function inOrder(value: Fact["value"] | Fact): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => compare(a, b)))
      : inner,
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
