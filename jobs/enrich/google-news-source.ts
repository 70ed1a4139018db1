import { squeeze } from "../../pipeline/enrich/extract/company.ts";
import { eventsIn } from "../../pipeline/enrich/extract/dated-events.ts";
import { namesOf } from "../../pipeline/enrich/extract/dated-own.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import { type FeedItem, factOf, readFeedItems } from "../../pipeline/enrich/read-feed.ts";
import { type About, type FactSource, nothingFound } from "./fact-source.ts";
import { withoutKnown } from "./feed-source.ts";

/** What is asked for, and what is used of it: others by that name come up too. */
const MOST_ASKED = 40;
const MOST_HEADLINES = 10;

/**
 * Headlines about a company, and who printed them; no link is followed. Off until somebody switches
 * it on, because the feed's terms allow personal use only, and then behind the host's robots.txt.
 */
export const googleNewsSource: FactSource = {
  name: "google news",
  when: "beside",

  async find(about, { reader, vendors, durations, now }) {
    const name = about.name ?? nameIn(about.facts);
    if (!about.settings.googleNews || !name) return nothingFound;
    const timeoutMs = Math.min(durations.pageMs, about.msLeft());
    if (timeoutMs <= 0) return nothingFound;

    const url = searchUrl(vendors.googleNews, name);
    const read = await reader.read(url, { kind: "feed", accept: "any", timeoutMs });
    const { visits } = read;
    if (!read.ok || read.status !== 200) return { facts: [], visits };
    const facts = headlines(read.text, url, name, now().toISOString());
    return { facts: withoutKnown(facts, about.facts), visits };
  },
};

function searchUrl(base: string, name: string): string {
  const url = new URL("/rss/search", base);
  url.search = String(
    new URLSearchParams({
      ...{ q: `"${name.replaceAll('"', "")}" when:30d`, hl: "en-US", gl: "US", ceid: "US:en" },
    }),
  );
  return url.href;
}

function headlines(text: string, url: string, name: string, observedAt: string): Fact[] {
  const own = namesOf(name, name);
  const about = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, "iu");
  const items = readFeedItems(text, url, MOST_ASKED).map(withoutPublisher);
  const dated = items.filter(({ title, date }) => {
    return about.test(title) && date !== null && date <= observedAt.slice(0, 10);
  });
  const distinct = new Map(dated.map((item) => [squeeze(item.title), item]));
  return [...distinct.values()].slice(0, MOST_HEADLINES).flatMap((item): Fact[] => {
    const { title, date } = item;
    const told = eventsIn(title, own).map(({ name, value }) => {
      return factOf(item, name, value(date), url, 0.6);
    });
    return [factOf(item, "news", { title, date }, url, 0.7), ...told];
  });
}

/** `Northwind opens in Oslo - The Daily Freight`: the feed puts the paper's name behind its headline. */
function withoutPublisher(item: FeedItem): FeedItem {
  const tail = ` - ${item.publisher ?? ""}`;
  return item.publisher && item.title.endsWith(tail)
    ? { ...item, title: item.title.slice(0, -tail.length).trim() }
    : item;
}

function nameIn(facts: About["facts"]): string | null {
  const value = facts.find(({ name }) => name === "company_name")?.value;
  return typeof value === "string" ? value : null;
}
