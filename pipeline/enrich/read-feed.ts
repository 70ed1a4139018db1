import { type AnyFeed, parseFeed } from "feedsmith";
import { registrableDomain } from "../ingest/domain.ts";
import { eventsIn } from "./extract/dated-events.ts";
import type { Own } from "./extract/dated-own.ts";
import { kindOfEntry } from "./extract/news.ts";
import type { Fact } from "./fact.ts";
import { plainDate } from "./read-date.ts";
import { readDocument } from "./read-document.ts";

/** One entry of a feed, its words as people see them. */
export type FeedItem = {
  title: string;
  link: string | null;
  /** `2026-11-04`. */
  date: string | null;
  /** Whom the entry is from where the feed collects others'. */
  publisher: string | null;
  /** The title as the feed writes it. */
  literal: string;
};

/** The first entries of an RSS, Atom or JSON feed; none where it is no feed or is broken beyond reading. */
export function readFeedItems(text: string, url: string, most: number): FeedItem[] {
  return entriesOf(text, most).flatMap(({ title = "", link, date, publisher }): FeedItem[] => {
    const words = plain(title, url);
    const literal = literalOf(text, title);
    if (words.length < 5 || words.length > 250 || !literal) return [];
    const address = link ? (URL.parse(link, url)?.href ?? null) : null;
    return [
      {
        ...{ title: words, link: address, literal, publisher: publisher ?? null },
        date: plainDate(date),
      },
    ];
  });
}

const MOST_ITEMS = 20;

/** What a company's own feed tells: its headlines, and what they say happened. Others' entries and undated ones are left out. */
export function readFeed(
  text: string,
  { url, own, observedAt }: { url: string; own: Own; observedAt: string },
): Fact[] {
  const site = registrableDomain(URL.parse(url)?.hostname ?? "");
  const facts = new Map<string, Fact>();
  for (const item of readFeedItems(text, url, MOST_ITEMS)) {
    const home = item.link ? registrableDomain(new URL(item.link).hostname) : site;
    if (!item.date || item.date > observedAt.slice(0, 10) || home !== site) continue;
    const name = kindOfEntry(item.link ?? url, item.title, own);
    const headline = factOf(item, name, { title: item.title, date: item.date }, url, 0.9);
    const told = eventsIn(item.title, own).map(({ name, key, value }) => ({
      key: `${name} ${key}`,
      fact: factOf(item, name, value(item.date), url, 0.85),
    }));
    for (const { key, fact } of [{ key: item.title, fact: headline }, ...told]) {
      if (!facts.has(key.toLowerCase())) facts.set(key.toLowerCase(), fact);
    }
  }
  return [...facts.values()];
}

export function factOf(
  { literal, date }: FeedItem,
  name: Fact["name"],
  value: Fact["value"],
  sourceUrl: string,
  confidence: number,
): Fact {
  const observedAt = new Date(date ?? 0).toISOString();
  return { name, value, sourceUrl, quote: literal, observedAt, provider: "feed", confidence };
}

type Entry = Partial<Record<"title" | "link" | "date" | "publisher", string | undefined>>;

function entriesOf(text: string, most: number): Entry[] {
  try {
    return inOneShape(parseFeed(text, { maxItems: most }));
  } catch {
    return []; // whoever writes feeds by hand writes them broken: no feed, no news
  }
}

function inOneShape(parsed: AnyFeed): Entry[] {
  switch (parsed.format) {
    case "rss":
      return (parsed.feed.items ?? []).map(({ title, link, guid, pubDate, dc, source }) => ({
        ...{ title, link: link ?? guid?.value, date: pubDate ?? dc?.dates?.[0] },
        publisher: source?.title,
      }));
    case "atom":
      return (parsed.feed.entries ?? []).map(({ title, links = [], published, updated }) => ({
        ...{ title: title?.value, date: published ?? updated },
        link: (links.find(({ rel = "alternate" }) => rel === "alternate") ?? links[0])?.href,
      }));
    case "rdf":
      return (parsed.feed.items ?? []).map(({ title, link, dc }) => {
        return { title, link, date: dc?.dates?.[0] };
      });
    case "json":
      return (parsed.feed.items ?? []).map(({ title, url, date_published }) => {
        return { title, link: url, date: date_published };
      });
  }
}

function plain(title: string, url: string): string {
  return readDocument(title, url).text;
}

/** The title where the feed writes it: escaped, in a CDATA section, or as it is. */
function literalOf(text: string, title: string): string | undefined {
  const escaped = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const json = JSON.stringify(title).slice(1, -1);
  const written = [title, escaped, json].find((form) => form && text.includes(form));
  return (written ?? escapedOtherwise(text, title))?.slice(0, 300);
}

/** Numbered characters and the like: the title element whose letters are the same. */
function escapedOtherwise(text: string, title: string): string | undefined {
  const letters = lettersOf(title);
  const titles = text.slice(0, 500_000).matchAll(/<title\b[^>]{0,100}>([^<]{1,1000})<\/title>/gi);
  return [...titles].map(([, inner = ""]) => inner).find((inner) => lettersOf(inner) === letters);
}

function lettersOf(text: string): string {
  return text
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, decimal?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    })
    .replace(/&\w+;/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
