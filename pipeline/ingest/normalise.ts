import { blankLead } from "./blank-lead.ts";
import { countryCode, countryOfDomain } from "./country.ts";
import { type EmailAddress, readEmail } from "./email-address.ts";
import type { LeadInput } from "./lead-input.ts";
import { linkedinOf } from "./linkedin.ts";
import { inOrder } from "./name-words.ts";
import { readPhone } from "./phone.ts";
import { cleaned, type RawLead } from "./raw-lead.ts";
import { suspicious } from "./suspicious.ts";
import { utmIn } from "./utm.ts";
import { type ReadAddress, readWebAddress } from "./web-address.ts";

export type { RawLead } from "./raw-lead.ts";

/** A value that a door gave and that means nothing: it is left out of the lead, and named. */
export type Problem = { field: keyof RawLead; message: string };

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

  const domain = domainOf(site) ?? mail?.domain ?? domainOf(page);
  const linkedin = linkedinOf(said.linkedin ?? "");
  const employees = wholeNumber(said.employees);
  const unread = {
    linkedin: linkedin === null ? said.linkedin : null,
    employees: employees === null ? said.employees : null,
  };

  const shown = [raw.company, raw.name, raw.title, raw.productInterest, raw.freeText];
  const flags = [...suspicious(shown.join("\n")), ...(mail?.flags ?? [])];
  const lead: LeadInput = {
    ...blankLead(source),
    company: said.company,
    domain,
    website: pageOf(site) ?? pageOf(page),
    email: mail?.email ?? null,
    name: inOrder(said.name ?? wholeName(said.firstName, said.lastName) ?? "") || null,
    title: said.title,
    linkedin,
    phone: said.phone && readPhone(said.phone, country, countryOfDomain(domain ?? "")),
    country,
    productInterest: said.productInterest,
    freeText: said.freeText,
    externalId: said.externalId,
    pageUrl: said.pageUrl,
    utm: { ...blankLead(source).utm, ...utmIn(said.pageUrl), ...said.utm },
    budget: wholeNumber(said.budget),
    employees,
    consent: said.consent,
    extra: sorted({ ...unread, ...said.extra }),
    flags,
  };
  return { lead, problems: problemsOf(said, mail, site) };
}

function problemsOf(
  said: ReturnType<typeof cleaned>,
  mail: EmailAddress | undefined,
  site: ReadAddress | undefined,
): Problem[] {
  const notMail = "email is not a whole address, like ana@acme.com.";
  return [
    ...(site && !site.ok ? [{ field: "url" as const, message: site.why }] : []),
    ...(said.email !== null && !mail ? [{ field: "email" as const, message: notMail }] : []),
  ];
}

function wholeName(first: string | null, last: string | null): string | null {
  return [first, last].filter((part) => part !== null).join(" ") || null;
}

function domainOf(page: ReadAddress | undefined): string | null {
  return page?.ok ? page.domain : null;
}

/** The page they gave. A site's front page says no more than its domain, with `www.` or without. */
function pageOf(page: ReadAddress | undefined): string | null {
  if (!page?.ok || page.website === null) return null;
  const isFront = [`https://${page.domain}`, `https://www.${page.domain}`].includes(page.website);
  return isFront ? null : page.website;
}

/** The same in whatever order a form or file has its fields. */
function sorted(extra: Readonly<Record<string, string | null>>): Record<string, string> {
  const given = Object.entries(extra).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  );
  return Object.fromEntries(given.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const currency = "€|\\$|£|EUR|USD|GBP|CHF|HUF|PLN";
const aroundNumber = new RegExp(`^(?:${currency})?\\s*|\\s*(?:${currency}|\\+)?$`, "gi");

/** Numbers as people write them: `15000`, `15,000`, `€ 15.000`; null for ranges and words. */
function wholeNumber(text: string | null): number | null {
  const bare = (text ?? "").replace(aroundNumber, "");
  const grouped = /^\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+$/.test(bare);
  const value = bare === "" ? Number.NaN : Number(grouped ? bare.replace(/\D/g, "") : bare);
  return Number.isFinite(value) && value >= 0 ? Math.round(value) : null;
}

/** What a lead still lacks before it can be worked on: a company, and a way to find it. */
export function missingOf(lead: LeadInput): ("company" | "url")[] {
  return [
    ...(lead.company === null && lead.domain === null ? (["company"] as const) : []),
    ...(lead.domain === null && lead.website === null ? (["url"] as const) : []),
  ];
}
