import { registrableDomain } from "../ingest/domain.ts";
import type { PageDocument } from "./extract/document.ts";
import { boardAt } from "./read-board.ts";

export type Link = { url: string; text: string };

const feedType = /^application\/(?:rss|atom|feed)\+(?:xml|json)$/i;
const feedAddress =
  /\/(?:feed|rss|atom)(?:\/|\.xml)?$|\.(?:rss|atom)$|\/(?:feed|index)\.(?:xml|json)$/i;

/** What a page names for programs rather than people: its feeds, by their type, and an embedded job board. */
export function programLinks({ tags }: PageDocument, pageUrl: string): Link[] {
  return tags.flatMap(({ name, attributes }): Link[] => {
    const { rel = "", type = "", href = "", src = "" } = attributes;
    const isFeed = name === "link" && /\balternate\b/i.test(rel) && feedType.test(type);
    const url = URL.parse(isFeed ? href : src, pageUrl)?.href;
    if (!url) return [];
    if (isFeed) return [{ url, text: type }];
    return (name === "iframe" || name === "script") && src && boardAt(url)
      ? [{ url, text: "" }]
      : [];
  });
}

/** The feeds of a site among a page's links: its own news first, its readers' comments never. */
export function feedsOf(domain: string, links: readonly Link[]): string[] {
  const feeds = links.filter(({ url, text }) => {
    const { hostname = "", pathname = "" } = URL.parse(url) ?? {};
    const isFeed =
      feedType.test(text) || (feedAddress.test(pathname) && /feed|rss|atom/i.test(text));
    return isFeed && registrableDomain(hostname) === registrableDomain(domain) && !aside.test(url);
  });
  const urls = [...new Set(feeds.map(({ url }) => url))];
  return urls.toSorted((a, b) => rank(a) - rank(b));
}

const aside = /comments|\/(?:tag|category|author)\/|oembed|podcast/i;

function rank(url: string): number {
  if (/press|news|presse|aktuelles/i.test(url)) return 0;
  return /changelog|release|blog/i.test(url) ? 2 : 1;
}
