import { siteLabel, squeeze } from "../../pipeline/enrich/extract/company.ts";
import { namesOf } from "../../pipeline/enrich/extract/dated-own.ts";
import { type Fact, type PageVisit, values } from "../../pipeline/enrich/fact.ts";
import { readFeed } from "../../pipeline/enrich/read-feed.ts";
import { feedsOf } from "../../pipeline/enrich/read-feed-links.ts";
import type { FactSource } from "./fact-source.ts";

const MOST_FEEDS = 2;

/** News from the feeds a company's own pages name; none is guessed. */
export const feedSource: FactSource = {
  name: "feed",
  when: "beside",
  waitsFor: "press",

  async find(about, { reader, durations, now }) {
    const visits: PageVisit[] = [];
    const own = namesOf(siteLabel(`https://${about.domain}`), about.name);
    const links = about.pages.flatMap((page) => page.links);
    for (const url of feedsOf(about.domain, links).slice(0, MOST_FEEDS)) {
      const timeoutMs = Math.min(durations.pageMs, about.msLeft());
      if (timeoutMs <= 0) break;
      const read = await reader.read(url, { kind: "feed", accept: "any", timeoutMs });
      visits.push(...read.visits);
      if (!read.ok || read.status !== 200) continue;
      const context = { url: read.url, own, observedAt: now().toISOString() };
      const facts = withoutKnown(readFeed(read.text, context), about.facts);
      if (facts.length > 0) return { facts, visits };
    }
    return { facts: [], visits };
  },
};

/** A headline the press page has too is one headline, and its round of funding one round. */
export function withoutKnown(found: readonly Fact[], known: readonly Fact[]): Fact[] {
  const told = new Set(known.flatMap(keysOf));
  return found.filter((fact) => !keysOf(fact).some((key) => told.has(key)));
}

function keysOf({ name, value }: Fact): string[] {
  switch (name) {
    case "news":
    case "changelog": {
      const title = values.news.safeParse(value).data?.title ?? "";
      return [`headline ${squeeze(title)}`];
    }
    case "funding": {
      const { round, amount } = values.funding.safeParse(value).data ?? {};
      return [round && `round ${squeeze(round)}`, amount && `sum ${squeeze(amount)}`].filter(
        (key) => typeof key === "string",
      );
    }
    case "acquisition":
      return [`deal ${squeeze(values.acquisition.safeParse(value).data?.other ?? "")}`];
    default:
      return [];
  }
}
