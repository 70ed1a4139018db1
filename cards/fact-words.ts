import type { Fact, FactName } from "../pipeline/enrich/fact.ts";
import { countryName } from "../pipeline/score/country-name.ts";
import { money } from "./numbers.ts";

/** What a fact is called where people read it. */
export const factLabels: Record<FactName, string> = {
  company_name: "Name",
  headline: "Headline",
  cta: "Asks visitors to",
  navigation: "Menu",
  language: "Language",
  industry: "Industry",
  employees: "People",
  engineer_count: "Engineers",
  founded_year: "Founded",
  hq_city: "City",
  hq_country: "Country",
  legal_name: "Legal name",
  register_number: "Register number",
  vat: "VAT number",
  parent: "Belongs to",
  status: "Status",
  address: "Address",
  office: "Office",
  office_countries: "Offices in",
  person: "Person",
  customers_scale: "Customers",
  certification: "Certified",
  tech: "Technology",
  tech_change: "Changed technology",
  ats: "Hires with",
  job: "Open job",
  hiring_signal: "Hiring",
  layoff_signal: "Lay-offs",
  pricing_public: "Prices on the site",
  news: "News",
  funding: "Funding",
  acquisition: "Acquisition",
  changelog: "Product news",
  contact_email: "E-mail",
  contact_phone: "Phone",
  mail_domain: "Takes mail",
  social: "Profile",
  suspicious_text: "Speaks to programs",
};

/** A fact's value as a person would write it. */
export function factValue({ name, value }: Pick<Fact, "name" | "value">): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (name === "hq_country" && typeof value === "string") return countryName(value);
  if (typeof value !== "object" || value === null) return String(value);
  if ("min" in value && "max" in value) return span(value.min, value.max);
  return Object.values(value)
    .filter((part) => typeof part === "string" || typeof part === "number")
    .join(", ");
}

/** Who says it: a page's address without its scheme, or who told us. */
export function factSource({
  sourceUrl,
  provider,
  quote,
}: Pick<Fact, "sourceUrl" | "provider" | "quote">): string {
  if (sourceUrl !== null) {
    const { host, pathname } = URL.parse(sourceUrl) ?? { host: sourceUrl, pathname: "" };
    return `${host}${pathname.replace(/\/$/, "")}`;
  }
  if (provider === "person") return quote?.split(": ")[0] ?? "a colleague said so";
  return providerLabels[provider] ?? provider;
}

const providerLabels: Record<string, string> = {
  page: "words of the page",
  json_ld: "data in the page",
  header: "the server's headers",
  feed: "the site's feed",
  dns: "DNS",
  job_board: "its job board",
  llm: "a language model's reading",
  lead: "the lead told us",
  person: "a colleague",
};

/** What kind of source it is. */
export function providerLabel(provider: string): string {
  return providerLabels[provider] ?? provider;
}

/** How sure a fact is, in words and in percent. */
export function sureness({ confidence }: Pick<Fact, "confidence">): string {
  const percent = Math.round(confidence * 100);
  const word =
    percent >= 95 ? "certain" : percent >= 80 ? "sure" : percent >= 60 ? "likely" : "unsure";
  return `${word}, ${percent} %`;
}

/** The proof as it can be read: what structured data says without its brackets, else as it stands. */
export function readableQuote({
  quote,
  provider,
}: Pick<Fact, "quote" | "provider">): string | null {
  if (quote === null || provider !== "json_ld") return quote;
  const said = [...quote.matchAll(pair)]
    .filter(([, key]) => !key?.startsWith("@"))
    .map(([, key = "", text, number]) => `${spelled(key)}: ${text ?? number}`);
  return said.length > 0 ? said.join(" · ") : quote;
}

/** `"legalName": "Kestrel B.V."`, or a number; what the cut of the quote left open is left out. */
const pair = /"(@?[\w]+)"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?))/g;

/** `legalName` is `legal name`. */
function spelled(key: string): string {
  return key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

function span(min: unknown, max: unknown): string {
  if (max === null) return `${written(min)} or more`;
  return min === max ? written(min) : `${written(min)}–${written(max)}`;
}

function written(n: unknown): string {
  return typeof n === "number" ? money(n, null) : String(n);
}
