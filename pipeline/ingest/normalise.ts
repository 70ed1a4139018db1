import { blankLead } from "./blank-lead.ts";
import { cleanLine, cleanText } from "./clean-text.ts";
import { countryCode } from "./country.ts";
import { readEmail } from "./email-address.ts";
import type { LeadInput } from "./lead-input.ts";
import { readPhone } from "./phone.ts";
import { suspicious } from "./suspicious.ts";
import { type ReadAddress, readWebAddress } from "./web-address.ts";

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

/** A value that a door gave and that means nothing: it is left out of the lead, and named. */
export type Problem = { field: keyof RawLead; message: string };

const EXTRA_FIELDS = 60;

/**
 * The one way from a door's words to a lead: the same words give the same lead at every door.
 * Never throws; what cannot be read is left out and named in `problems`.
 */
export function normalise(raw: RawLead, source: string): { lead: LeadInput; problems: Problem[] } {
  const said = cleaned(raw);
  const mail = said.email === null ? undefined : readEmail(said.email);
  const site = said.url === null ? undefined : readWebAddress(said.url);
  const page = readWebAddress(said.website ?? "");
  const country = said.country === null ? null : countryCode(said.country);

  const problems: Problem[] = [];
  if (site && !site.ok) problems.push({ field: "url", message: site.why });
  if (said.email !== null && !mail) {
    const message = "email is not a whole address, like ana@acme.com.";
    problems.push({ field: "email", message });
  }

  const shown = [raw.company, raw.name, raw.title, raw.productInterest, raw.freeText];
  const flags = [...suspicious(shown.join("\n")), ...(mail?.flags ?? [])];
  const lead: LeadInput = {
    ...blankLead(source),
    company: said.company,
    domain: domainOf(site) ?? mail?.domain ?? domainOf(page),
    website: websiteOf(site) ?? websiteOf(page),
    email: mail?.email ?? null,
    name: said.name ?? wholeName(said.firstName, said.lastName),
    title: said.title,
    linkedin: said.linkedin,
    phone: said.phone && readPhone(said.phone, country),
    country,
    productInterest: said.productInterest,
    freeText: said.freeText,
    externalId: said.externalId,
    pageUrl: said.pageUrl,
    utm: { ...blankLead(source).utm, ...said.utm },
    budget: wholeNumber(said.budget),
    employees: wholeNumber(said.employees),
    consent: said.consent,
    extra: said.extra,
    flags,
  };
  return { lead, problems };
}

function cleaned(raw: RawLead) {
  const line = (text: string | null | undefined, max: number) =>
    (text && cleanLine(text, max)) || null;
  const text = (value: string | null | undefined, max: number) =>
    (value && cleanText(value, max)) || null;
  const utm = Object.entries(raw.utm ?? {}).map(([name, value]) => [name, line(value, 200)]);
  const extra = Object.entries(raw.extra ?? {})
    .slice(0, EXTRA_FIELDS)
    .map(([name, value]) => [cleanLine(name, 100), cleanText(value, 1_000)] as const)
    .filter(([name, value]) => name !== "" && value !== "");
  return {
    company: line(raw.company, 200),
    url: line(raw.url, 2_000),
    website: line(raw.website, 2_000),
    email: line(raw.email, 320),
    name: line(raw.name, 200),
    firstName: line(raw.firstName, 100),
    lastName: line(raw.lastName, 100),
    title: line(raw.title, 200),
    linkedin: line(raw.linkedin, 500),
    phone: line(raw.phone, 50),
    country: line(raw.country, 100),
    productInterest: line(raw.productInterest, 500),
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

function wholeName(first: string | null, last: string | null): string | null {
  return [first, last].filter((part) => part !== null).join(" ") || null;
}

function domainOf(page: ReadAddress | undefined): string | null {
  return page?.ok ? page.domain : null;
}

function websiteOf(page: ReadAddress | undefined): string | null {
  return page?.ok ? page.website : null;
}

function wholeNumber(text: string | null): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? Math.round(value) : null;
}

/** What a lead still lacks before it can be worked on: a company, and a way to find it. */
export function missingOf(lead: LeadInput): ("company" | "url")[] {
  return [
    ...(lead.company === null && lead.domain === null ? (["company"] as const) : []),
    ...(lead.domain === null && lead.website === null ? (["url"] as const) : []),
  ];
}
