import { emptyWords } from "../data/empty-words.ts";
import { cleanLine, cleanText } from "./clean-text.ts";
import type { LeadInput } from "./lead-input.ts";

/** What a door was told, in its own words: as many of these as it has, nothing else. */
export type RawLead = {
  company?: string | null;
  /** The company's site or domain. */
  url?: string | null;
  /** A page they gave besides; it tells the company only where neither url nor e-mail address does. */
  website?: string | null;
  email?: string | null;
  /** The whole name, or its two halves. */
  name?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  title?: string | null;
  linkedin?: string | null;
  phone?: string | null;
  country?: string | null;
  productInterest?: string | null;
  freeText?: string | null;
  externalId?: string | null;
  pageUrl?: string | null;
  utm?: Partial<LeadInput["utm"]>;
  budget?: string | null;
  employees?: string | null;
  consent?: string | null;
  extra?: Readonly<Record<string, string>>;
};

const EXTRA_FIELDS = 60;

/** A door's words without what cannot be seen, what is too long, and what only fills a field. */
export function cleaned(raw: RawLead) {
  const line = (text: string | null | undefined, max: number) =>
    (text && cleanLine(text, max)) || null;
  const answer = (value: string | null | undefined, max: number) => {
    const given = line(value, max);
    return given && emptyWords.has(given.toLowerCase()) ? null : given;
  };
  const text = (value: string | null | undefined, max: number) =>
    (value && cleanText(value, max)) || null;
  const utm = Object.entries(raw.utm ?? {})
    .map(([name, value]) => [name, line(value, 200)])
    .filter(([, value]) => value !== null);
  const extra = Object.entries(raw.extra ?? {})
    .slice(0, EXTRA_FIELDS)
    .map(([name, value]) => [cleanLine(name, 100), cleanText(value, 1_000)] as const)
    .filter(([name, value]) => name !== "" && value !== "");
  return {
    company: answer(raw.company, 200),
    url: answer(raw.url, 2_000),
    website: answer(raw.website, 2_000),
    email: bareAddress(answer(raw.email, 400)),
    name: answer(raw.name, 200),
    firstName: answer(raw.firstName, 100),
    lastName: answer(raw.lastName, 100),
    title: answer(raw.title, 200),
    linkedin: answer(raw.linkedin, 500),
    phone: answer(raw.phone, 50),
    country: answer(raw.country, 100),
    productInterest: answer(raw.productInterest, 500),
    freeText: text(raw.freeText, 10_000),
    externalId: line(raw.externalId, 200),
    pageUrl: line(raw.pageUrl, 2_000),
    utm: Object.fromEntries(utm) as Partial<LeadInput["utm"]>, // the names of `raw.utm`
    budget: line(raw.budget, 50),
    employees: line(raw.employees, 50),
    consent: text(raw.consent, 2_000),
    extra: Object.fromEntries(extra),
  };
}

/** The address in `Ana Weber <ana@acme.com>` and `mailto:ana@acme.com`. */
function bareAddress(text: string | null): string | null {
  const inside = /<([^<>]+@[^<>]+)>\s*$/.exec(text ?? "")?.[1] ?? text;
  return inside?.replace(/^mailto:/i, "").trim() || null;
}
