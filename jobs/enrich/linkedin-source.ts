import { restHost } from "../../db/rest-host.ts";
import { findHeadCount } from "../../pipeline/enrich/extract/head-count.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import { industryOf } from "../../pipeline/enrich/industries.ts";
import { readDocument } from "../../pipeline/enrich/read-document.ts";
import { fieldOf, readJsonLd, textOf } from "../../pipeline/enrich/read-json-ld.ts";
import { type About, type FactSource, nothingFound } from "./fact-source.ts";
import type { Read } from "./site-reader.ts";

/** How long a wall is remembered. */
const REST_MS = 30 * 86_400_000;

/**
 * What LinkedIn serves to everybody about the company whose page the site links to. Off until
 * somebody switches it on; never signed in; the first wall ends it for all companies, for a month.
 */
export const linkedinSource: FactSource = {
  name: "linkedin",
  when: "beside",

  async find(about, { reader, durations, now, db }) {
    const url = about.settings.linkedin ? companyPage(about) : null;
    const timeoutMs = Math.min(durations.pageMs, about.msLeft());
    if (!url || timeoutMs <= 0) return nothingFound;

    const read = await reader.read(url, { kind: "other", accept: "page", timeoutMs });
    const { visits } = read;
    if (isWall(read)) {
      const hosts = new Set([new URL(url).hostname, new URL(read.url).hostname]);
      if (about.lead) await Promise.all([...hosts].map((host) => restHost(db, host, REST_MS)));
      return { facts: [], visits };
    }
    if (!read.ok || read.status !== 200) return { facts: [], visits };
    return { facts: publicFacts(read.text, read.url, now().toISOString()), visits };
  },
};

/** The page the site itself links to; nobody looks for one. */
function companyPage({ facts }: About): string | null {
  const linked = facts.find(({ name }) => name === "social")?.value;
  const slug = /linkedin\.com\/company\/([\w%.-]+)/i.exec(String(linked ?? ""))?.[1];
  return slug ? `https://www.linkedin.com/company/${slug}/` : null;
}

function isWall(read: Read): boolean {
  if ([401, 403, 429, 999].includes(read.status)) return true;
  return /\/(?:authwall|login|signup|checkpoint|uas)(?:[/?-]|$)/.test(
    URL.parse(read.url)?.pathname ?? "",
  );
}

/** Name, size and trade, as far as the page's structured data says them. */
function publicFacts(html: string, url: string, observedAt: string): Fact[] {
  const { jsonLd, tags } = readDocument(html, url);
  const company = readJsonLd(jsonLd).find(({ types }) => types.includes("Organization"));
  const described = tags.find(({ attributes }) => attributes.property === "og:description");
  const near = (written: string) => {
    const at = company?.source.indexOf(written) ?? 0;
    return company?.source.slice(Math.max(0, at - 60)) ?? "";
  };
  const name = textOf(company?.properties.name);
  const trade = textOf(company?.properties.industry);
  const industry = trade && industryOf(trade);
  const size = sizeOf(company?.properties.numberOfEmployees);
  const told = size ? undefined : findHeadCount(described?.attributes.content ?? "");

  const found: [name: Fact["name"], value: Fact["value"], quote: string][] = [];
  if (name) found.push(["company_name", name, near(name)]);
  if (industry) found.push(["industry", industry, near(trade)]);
  if (size) found.push(["employees", size, near("numberOfEmployees")]);
  if (told) found.push(["employees", { min: told.min, max: told.max }, described?.raw ?? ""]);
  return found.map(([name, value, quote]) => ({
    ...{ name, value, sourceUrl: url, quote: quote.slice(0, 300), observedAt },
    ...{ provider: "linkedin", confidence: 0.7 },
  }));
}

/** A `QuantitativeValue`, or a bare number. */
function sizeOf(count: unknown): { min: number; max: number } | undefined {
  const bounds = ["value", "minValue", "maxValue"].map((key) => Number(fieldOf(count, key)));
  const numbers = [Number(textOf(count)), ...bounds].filter((number) => number > 0);
  if (numbers.length === 0) return undefined;
  return { min: Math.min(...numbers), max: Math.max(...numbers) };
}
