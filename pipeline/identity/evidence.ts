import { countryCode } from "../ingest/country.ts";
import { emailNormal } from "../ingest/dedupe.ts";
import { readEmail } from "../ingest/email-address.ts";
import type { LeadInput } from "../ingest/lead-input.ts";
import { isDisposable, isFreeMail, isRole } from "../ingest/mail-domains.ts";
import { readPhone } from "../ingest/phone.ts";
import { canonicalDomain, isSharedSite } from "../ingest/web-address.ts";
import { type CompanyName, companyKey, companyName } from "./company-key.ts";
import { personWords } from "./person-key.ts";

/** What identifies a lead, a company or a person; a `LeadInput` will do. */
export type MatchSide = Partial<
  Pick<
    LeadInput,
    | "source"
    | "externalId"
    | "email"
    | "domain"
    | "company"
    | "name"
    | "phone"
    | "country"
    | "linkedin"
  >
> & {
  /** Other domains that are known to be the same company's. */
  aliases?: readonly string[];
};

/** A side as it is compared. */
export type Evidence = {
  externalId: { scope: string; id: string } | null;
  /** The mailbox behind the address. */
  mailbox: string | null;
  /** `sales@` is nobody in particular. */
  isRole: boolean;
  linkedin: string | null;
  phone: string | null;
  person: readonly string[];
  company: CompanyName | null;
  /** Every domain that is this company's alone, its own first. */
  domains: readonly string[];
  /** The domain of the address, where another one was stated: an agency's, or the company's second. */
  mailDomain: string | null;
  /** Where the company is, by what was said or by its legal form; empty where nobody knows. */
  countries: readonly string[];
};

export function evidenceOf(side: MatchSide): Evidence {
  const mail = side.email ? readEmail(side.email.trim()) : undefined;
  const country = side.country ? countryCode(side.country) : null;
  const company = side.company ? companyName(side.company) : null;
  const [mailDomain = null] = ownDomain(mail?.domain);
  const [stated = mailDomain] = ownDomain(side.domain);
  const domains = [...(stated ? [stated] : []), ...(side.aliases ?? []).flatMap(ownDomain)];
  return {
    externalId: scoped(side),
    mailbox: mail ? emailNormal(mail.email) : null,
    isRole: mail ? isRole(mail.email) : false,
    linkedin: side.linkedin?.toLowerCase().replace(/\/+$/, "") || null,
    phone: side.phone ? dialled(side.phone, country) : null,
    person: side.name ? personWords(side.name) : [],
    company: company && company.words.length > 0 ? company : null,
    domains: [...new Set(domains)],
    mailDomain: mailDomain === stated ? null : mailDomain,
    countries: country ? [country] : (company?.countries ?? []),
  };
}

/** How a domain reads as a name: `shop.mueller-soehne.co.uk` → `mullersohne`. */
export function domainKey(domain: string): string {
  return companyKey(domain.split(".")[0] ?? "");
}

export function samePhone(a: Evidence, b: Evidence): boolean {
  return a.phone !== null && a.phone === b.phone;
}

/** Whether both are known to be somewhere, and not in one country. */
export function inTwoCountries(a: Evidence, b: Evidence): boolean {
  const [one, other] = [a.countries, b.countries];
  return one.length > 0 && other.length > 0 && !one.some((country) => other.includes(country));
}

function ownDomain(typed: string | null | undefined): string[] {
  const domain = typed ? canonicalDomain(typed) : null;
  const isAnybodys = domain && (isFreeMail(domain) || isSharedSite(domain) || isDisposable(domain));
  return domain && !isAnybodys ? [domain] : [];
}

/** Only ids of one source, object and account can be compared: `hubspot`, `contact:33`. */
function scoped({ source, externalId }: MatchSide): Evidence["externalId"] {
  const id = externalId?.trim();
  if (!id) return null;
  const end = id.lastIndexOf(":");
  return { scope: `${source?.toLowerCase() ?? ""} ${id.slice(0, end + 1)}`, id: id.slice(end + 1) };
}

function dialled(text: string, country: Parameters<typeof readPhone>[1]): string | null {
  const phone = readPhone(text, country) ?? "";
  const digits = phone.replace(/[^\d+]/g, "");
  return digits.length >= 7 ? digits : null;
}
