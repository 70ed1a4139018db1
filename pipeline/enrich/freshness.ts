import type { Fact, FactName, Failure } from "./fact.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What happened on a day stays true; it only grows old, and its own date says so. */
const dated = null;

/**
 * After how many days a fact ought to be read again. The classes follow how fast the thing itself
 * changes: openings within weeks, tools and team pages within a quarter, a company's size by about a
 * fifth to two thirds a year, its legal particulars about once a year.
 */
const livesDays: Record<FactName, number | null> = {
  job: 14,
  hiring_signal: 14,
  ats: 90,
  tech: 90,
  headline: 90,
  cta: 90,
  navigation: 90,
  person: 90,
  pricing_public: 90,
  mail_domain: 90,
  contact_email: 90,
  contact_phone: 90,
  suspicious_text: 90,
  employees: 180,
  engineer_count: 180,
  customers_scale: 180,
  office: 180,
  office_countries: 180,
  social: 180,
  status: 180,
  company_name: 365,
  language: 365,
  industry: 365,
  hq_city: 365,
  hq_country: 365,
  legal_name: 365,
  register_number: 365,
  vat: 365,
  parent: 365,
  address: 365,
  certification: 365,
  founded_year: dated,
  tech_change: dated,
  layoff_signal: dated,
  news: dated,
  funding: dated,
  acquisition: dated,
  changelog: dated,
};

/** A fact and, where it was stored, when we last saw it said: what it is about may be older. */
export type SeenFact = Fact & { seenAt?: string };

export type Staleness = {
  /** Whole days since it was last seen. */
  days: number;
  /** Whether it has outlived its class. What a colleague said stands until somebody says otherwise. */
  stale: boolean;
};

export function staleness(fact: SeenFact, now: Date): Staleness {
  const ms = Math.max(0, now.getTime() - seenMs(fact));
  const staleAt = staleAtOf(fact);
  return { days: Math.floor(ms / DAY_MS), stale: staleAt !== null && now >= staleAt };
}

/** When the first of some facts grows stale; null where none ever does. */
export function firstStaleAt(facts: readonly SeenFact[]): Date | null {
  const moments = facts.flatMap((fact) => staleAtOf(fact)?.getTime() ?? []);
  return moments.length === 0 ? null : new Date(moments.reduce((a, b) => Math.min(a, b)));
}

/** How long a fact of this name is good for, in days; null for what has a date of its own. */
export function lifeOf(name: FactName): number | null {
  return livesDays[name];
}

/** When something was last seen said. */
export function seenMs({ seenAt, observedAt }: SeenFact): number {
  return Date.parse(seenAt ?? observedAt);
}

function staleAtOf(fact: SeenFact): Date | null {
  const days = livesDays[fact.name];
  if (days === null || isTold(fact)) return null;
  return new Date(seenMs(fact) + days * DAY_MS);
}

/** Whether somebody told us, rather than a page. */
export function isTold({ provider }: Pick<Fact, "provider">): boolean {
  return provider === "person" || provider === "lead";
}

/**
 * For how many hours a company that could not be read is left alone. What a moment may mend is
 * tried again soon, robots.txt after the day RFC 9309 (2.4) lets it be kept, and what its owner has
 * to change after a week. The last three ask nobody, or keep their own time.
 */
const restHours: Record<Failure, number> = {
  timeout: 1,
  connection: 1,
  robots_unreachable: 1,
  http_error: 6,
  robots_disallowed: 24,
  dns: 24,
  blocked_address: 24,
  challenge: 24,
  needs_javascript: 24,
  redirect: 24,
  parked: 168,
  too_large: 168,
  not_html: 168,
  not_allowed: 0,
  opted_out: 0,
  resting: 0,
};

/** How long what research found out, or why it failed, stands before the site is asked again. */
export function standsForMs(failure: Failure | null, freshDays: number): number {
  return failure === null ? freshDays * DAY_MS : restHours[failure] * HOUR_MS;
}
