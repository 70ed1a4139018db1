import type { Fact, FactName } from "./fact.ts";
import { isTold, lifeOf, type SeenFact, seenMs } from "./freshness.ts";

const DAY_MS = 86_400_000;

/** Names a company has one of; of everything else all distinct values are kept. */
export const single: ReadonlySet<FactName> = new Set([
  "company_name",
  "headline",
  "navigation",
  "language",
  "industry",
  "employees",
  "engineer_count",
  "founded_year",
  "hq_city",
  "hq_country",
  "legal_name",
  "register_number",
  "vat",
  "parent",
  "status",
  "office_countries",
  "pricing_public",
  "mail_domain",
]);

/** Whom to believe first; those beside each other are believed alike. A colleague's word wins and stays. */
const trust = [
  ["person"],
  ["lead"],
  ["json_ld"],
  ["page"],
  ["job_board", "feed", "dns", "header"],
] as const;
/** A paid provider goes by its own name. Models repeat, and may mishear, what a page says. */
const paid = trust.length;
const model = paid + 1;

/** Where a source stands among all: 0 is believed first. */
export function rankOf({ provider }: Pick<Fact, "provider">): number {
  if (provider === "llm") return model;
  const place = trust.findIndex((equals) => equals.some((one) => one === provider));
  return place < 0 ? paid : place;
}

/**
 * What still stands of everything ever stated: not what a colleague took back, what its page has
 * said otherwise since, nor what was last seen a lifetime before somebody else's newer word.
 */
export function standingFacts<One extends SeenFact>(facts: readonly One[]): One[] {
  const kept = withoutTakenBack(facts);
  const pages = newest(kept.filter((fact) => !isTold(fact)));
  return kept.filter((fact) => isTold(fact) || (!isReplaced(fact, pages) && !isOld(fact, pages)));
}

/** A colleague's empty word takes back what colleagues said under that name so far. */
function withoutTakenBack<One extends SeenFact>(facts: readonly One[]): One[] {
  const until = new Map<FactName, number>();
  for (const fact of facts) {
    if (!isTakeBack(fact)) continue;
    until.set(fact.name, Math.max(until.get(fact.name) ?? 0, Date.parse(fact.observedAt)));
  }
  return facts.filter(
    (fact) =>
      fact.provider !== "person" ||
      Date.parse(fact.observedAt) > (until.get(fact.name) ?? Number.NEGATIVE_INFINITY),
  );
}

/** Says "use what pages say again". */
export function isTakeBack({ provider, value }: Pick<Fact, "provider" | "value">): boolean {
  return provider === "person" && value === null;
}

type Newest = { bySource: Map<string, number>; byName: Map<string, number>; of: number };

/** When each source, each name, and anything at all was last seen. */
function newest(facts: readonly SeenFact[]): Newest {
  const found: Newest = { bySource: new Map(), byName: new Map(), of: 0 };
  const later = (map: Map<string, number>, key: string, ms: number) =>
    map.set(key, Math.max(map.get(key) ?? 0, ms));
  for (const fact of facts) {
    const ms = seenMs(fact);
    later(found.bySource, sourceOf(fact), ms);
    later(found.byName, fact.name, ms);
    if (fact.seenAt) found.of = Math.max(found.of, ms);
  }
  return found;
}

/**
 * A page is believed as it was last read: what it said under a name days before is history. Dated
 * events stay true when they leave the page.
 */
function isReplaced(fact: SeenFact, { bySource }: Newest): boolean {
  if (!fact.seenAt || fact.sourceUrl === null || lifeOf(fact.name) === null) return false;
  return dayOf(seenMs(fact)) < dayOf(bySource.get(sourceOf(fact)) ?? 0);
}

/** Openings are gone when the company was read without them; the rest yields to a newer word only. */
function isOld(fact: SeenFact, { byName, of }: Newest): boolean {
  const days = lifeOf(fact.name);
  if (days === null) return false;
  const momentary = fact.name === "job" || fact.name === "hiring_signal";
  if (!momentary && !single.has(fact.name)) return false;
  if (momentary && !fact.seenAt) return false;
  const since = momentary ? of : (byName.get(fact.name) ?? 0);
  return since - seenMs(fact) > days * DAY_MS;
}

function sourceOf({ name, sourceUrl, provider }: Fact): string {
  return JSON.stringify([name, sourceUrl, provider]);
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
