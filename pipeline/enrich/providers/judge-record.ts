import { registrableDomain } from "../../ingest/domain.ts";
import { type Fact, values } from "../fact.ts";
import { isTold } from "../freshness.ts";
import type { Band, ProviderField, ProviderRecord } from "./provider.ts";

/**
 * `hit`: the company that was asked about, and nothing its pages say is contradicted. `unverified`:
 * that company, but its pages say otherwise. `wrong_company` and `empty` are worth nothing.
 */
type Verdict = "hit" | "unverified" | "wrong_company" | "empty";

/** How sure anybody is of a record that the company's own pages contradict. */
const DOUBTED = 0.4;
/** Counts of people this many times apart are of two companies. */
const FAR = 2;
const OLDEST = 1500;
const LARGEST = 5_000_000;

/** What an answer is worth beside what is known already, and what of it can be believed. */
export function judgeRecord(
  record: ProviderRecord,
  about: { domain: string; provider: string; known: readonly Fact[]; now: Date },
): { verdict: Verdict; facts: Fact[] } {
  const asked = registrableDomain(about.domain);
  const isOurs = record.domains.some((one) => registrableDomain(hostOf(one)) === asked);
  if (asked === null || !isOurs) return { verdict: "wrong_company", facts: [] };

  const fields = record.fields.filter((field) => isPlausible(field, about.now));
  if (fields.length === 0) return { verdict: "empty", facts: [] };
  const verdict = fields.some((field) => isContradicted(field, about.known)) ? "unverified" : "hit";
  const confidence = verdict === "hit" ? record.confidence : Math.min(DOUBTED, record.confidence);
  const facts = fields.map(({ name, value, said }) => ({
    name,
    value,
    sourceUrl: null,
    quote: said,
    observedAt: about.now.toISOString(),
    provider: about.provider,
    confidence,
  }));
  return { verdict, facts };
}

/** `https://www.acme.com/de` as well as `acme.com`. */
function hostOf(domain: string): string {
  return URL.parse(domain.includes("://") ? domain : `http://${domain}`)?.hostname ?? domain;
}

function isPlausible({ name, value }: ProviderField, now: Date): boolean {
  if (name === "founded_year") {
    return typeof value === "number" && value >= OLDEST && value <= now.getUTCFullYear();
  }
  if (name !== "employees") return typeof value === "string" && value !== "";
  const band = values.employees.safeParse(value).data;
  return band !== undefined && band.min >= 1 && (band.max ?? band.min) <= LARGEST;
}

/**
 * Only what tells one company from another counts: an industry is a matter of words, a city of
 * branches, and people are counted on different days.
 */
function isContradicted({ name, value }: ProviderField, known: readonly Fact[]): boolean {
  const said = known.filter((fact) => fact.name === name && isFirstHand(fact));
  if (said.length === 0) return false;
  if (name === "hq_country") return said.every((fact) => fact.value !== value);
  return name === "employees" && said.every((fact) => isFarFrom(fact.value, value));
}

function isFarFrom(a: Fact["value"], b: Fact["value"]): boolean {
  const [one, other] = [values.employees.safeParse(a).data, values.employees.safeParse(b).data];
  if (!one || !other) return false;
  const most = (band: Band) => band.max ?? Number.POSITIVE_INFINITY;
  return one.min > most(other) * FAR || other.min > most(one) * FAR;
}

/** From the company's own site, or from somebody who told us. */
function isFirstHand(fact: Fact): boolean {
  return isTold(fact) || ["page", "json_ld", "header"].includes(fact.provider);
}
