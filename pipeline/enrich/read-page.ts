import { addresses } from "./extract/address.ts";
import { certifications } from "./extract/certification.ts";
import { companyName, headline } from "./extract/company.ts";
import { emails, phones, social } from "./extract/contact.ts";
import { customersScale } from "./extract/customers.ts";
import { events } from "./extract/dated-events.ts";
import type { PageDocument } from "./extract/document.ts";
import { employees } from "./extract/employees.ts";
import { engineerCount } from "./extract/engineers.ts";
import { foundedYear } from "./extract/founding.ts";
import { callsToAction, language, navigation } from "./extract/front.ts";
import { openings } from "./extract/hiring.ts";
import { industry } from "./extract/industry.ts";
import { applicantTracking } from "./extract/job-boards.ts";
import { legalName } from "./extract/legal-name.ts";
import { news } from "./extract/news.ts";
import { officeCountries, officePlaces } from "./extract/offices.ts";
import type { Page } from "./extract/page.ts";
import { isChallenge, isParked } from "./extract/page-state.ts";
import { people } from "./extract/people.ts";
import { headquarters } from "./extract/places.ts";
import { publicPricing } from "./extract/pricing.ts";
import { registerNumber, vatNumbers } from "./extract/register.ts";
import { parent, status } from "./extract/standing.ts";
import { technology } from "./extract/technology.ts";
import type { Fact, PageVisit } from "./fact.ts";
import { readDocument } from "./read-document.ts";
import { programLinks } from "./read-feed-links.ts";
import { readJsonLd } from "./read-json-ld.ts";
import { dataAsHtml } from "./read-page-data.ts";
import { markOthers } from "./read-sections.ts";
import { isShell } from "./shell.ts";
import { suspiciousText } from "./suspicious.ts";

/** In the order of `factNames`, which is the order of the evidence page. */
const extractors: readonly ((page: Page) => Fact[])[] = [
  companyName,
  headline,
  callsToAction,
  navigation,
  language,
  industry,
  employees,
  engineerCount,
  foundedYear,
  headquarters,
  legalName,
  registerNumber,
  vatNumbers,
  parent,
  status,
  addresses,
  officePlaces,
  officeCountries,
  people,
  customersScale,
  certifications,
  technology,
  applicantTracking,
  openings,
  publicPricing,
  news,
  events,
  emails,
  phones,
  social,
  suspiciousText,
];

/** Those that need nothing but sentences. */
const inSentences = [
  ...[industry, employees, engineerCount, foundedYear, headquarters, parent, status],
  ...[people, customersScale, certifications],
];

export type ReadPage = {
  facts: Fact[];
  /** Where the page leads, in its order, for choosing what to read next. */
  links: { url: string; text: string }[];
  textLength: number;
  /** Only a browser can fill it. */
  shell: boolean;
  /** The domain is for sale. */
  parked: boolean;
  /** A guard answered instead of the site. */
  challenge: boolean;
  /** The host the page calls its own. */
  canonicalHost: string | null;
  /** The page taken apart, for whoever wants its words. */
  document: PageDocument;
};

/**
 * Reads one fetched page into facts, each with a literal quote and the page's address.
 * Never throws and does bounded work, whatever the page is made of.
 */
export function readPage(fetched: {
  html: string;
  url: string;
  headers: Record<string, string>;
  kind: PageVisit["kind"];
  observedAt: string;
}): ReadPage {
  const { url, headers, kind, observedAt } = fetched;
  const document = markOthers(readDocument(fetched.html, url), url);
  const things = readJsonLd(document.jsonLd);
  const page: Page = { url, headers, kind, observedAt, document, things };

  const parked = isParked(document);
  const challenge = isChallenge(document, headers);
  const shell = !challenge && isShell(document);
  const facts = extractors.flatMap((extract) => extract(page));
  return {
    facts: parked || challenge ? [] : [...facts, ...(shell ? factsOfData(page) : [])],
    links: [...document.links, ...programLinks(document, url)]
      .filter(({ url }) => /^https?:/.test(url))
      .map(({ url, text }) => ({ url, text })),
    textLength: document.text.length,
    shell,
    parked,
    challenge,
    canonicalHost: canonicalHost(page),
    document,
  };
}

/** What the sentences say that wait in the page for its script; only those written there literally. */
function factsOfData(page: Page): Fact[] {
  const html = dataAsHtml(page.document);
  if (!html) return [];
  const document = readDocument(html, page.url);
  const sentences: Page = { ...page, document, things: [] };
  const facts = inSentences.flatMap((extract) => extract(sentences));
  return facts.filter(({ quote }) => page.document.html.includes(quote ?? ""));
}

function canonicalHost({ document, url }: Page): string | null {
  const named = document.tags.find(
    ({ attributes }) => attributes.rel === "canonical" || attributes.property === "og:url",
  );
  const address = named?.attributes.href ?? named?.attributes.content;
  return (address && URL.parse(address, url)?.hostname) || null;
}
