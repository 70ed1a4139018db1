import { companyName, headline } from "./extract/company.ts";
import { emails, phones, social } from "./extract/contact.ts";
import { employees } from "./extract/employees.ts";
import { foundedYear } from "./extract/founding.ts";
import { callsToAction, language, navigation } from "./extract/front.ts";
import { funding } from "./extract/funding.ts";
import { industry } from "./extract/industry.ts";
import { applicantTracking } from "./extract/job-boards.ts";
import { jobs } from "./extract/jobs.ts";
import { legalName } from "./extract/legal-name.ts";
import { news } from "./extract/news.ts";
import type { Page } from "./extract/page.ts";
import { isChallenge, isParked, isShell } from "./extract/page-state.ts";
import { people } from "./extract/people.ts";
import { headquarters, officeCountries } from "./extract/places.ts";
import { publicPricing } from "./extract/pricing.ts";
import { technology } from "./extract/technology.ts";
import type { Fact, PageVisit } from "./fact.ts";
import { readDocument } from "./read-document.ts";
import { readJsonLd } from "./read-json-ld.ts";

/** In the order of `factNames`, which is the order of the evidence page. */
const extractors: readonly ((page: Page) => Fact[])[] = [
  companyName,
  headline,
  callsToAction,
  navigation,
  language,
  industry,
  employees,
  foundedYear,
  headquarters,
  legalName,
  officeCountries,
  people,
  technology,
  applicantTracking,
  jobs,
  publicPricing,
  news,
  funding,
  emails,
  phones,
  social,
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
  const document = readDocument(fetched.html, url);
  const things = readJsonLd(document.jsonLd);
  const page: Page = { url, headers, kind, observedAt, document, things };

  const parked = isParked(document);
  const challenge = isChallenge(document, headers);
  return {
    facts: parked || challenge ? [] : extractors.flatMap((extract) => extract(page)),
    links: document.links
      .filter(({ url }) => /^https?:/.test(url))
      .map(({ url, text }) => ({ url, text })),
    textLength: document.text.length,
    shell: !challenge && isShell(document),
    parked,
    challenge,
    canonicalHost: canonicalHost(page),
  };
}

function canonicalHost({ document, url }: Page): string | null {
  const named = document.tags.find(
    ({ attributes }) => attributes.rel === "canonical" || attributes.property === "og:url",
  );
  const address = named?.attributes.href ?? named?.attributes.content;
  return (address && URL.parse(address, url)?.hostname) || null;
}
