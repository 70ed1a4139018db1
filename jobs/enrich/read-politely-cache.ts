import type { CachedPage, PageCache } from "../../db/page-cache.ts";
import type { Fetched, Refused } from "./fetch.ts";

/** What we had of the addresses that were asked, by address. */
export type Kept = Map<string, CachedPage>;

/** What makes a request conditional on the copy we have; nothing where there is none. RFC 9110, 13.1. */
export async function conditionsOf(
  { href }: URL,
  cache: PageCache | null,
  kept: Kept,
): Promise<Record<string, string>> {
  const page = await cache?.find(href);
  if (!page) return {};
  kept.set(href, page);
  return {
    ...(page.etag && { "if-none-match": page.etag }),
    ...(page.lastModified && { "if-modified-since": page.lastModified }),
  };
}

/** The page we have, where the host says that it has not changed. */
export function unchangedOf(answer: Fetched | Refused, kept: Kept): Fetched | null {
  const page = answer.ok && answer.status === 304 ? kept.get(answer.url) : undefined;
  if (!answer.ok || !page) return null;
  return {
    ...answer,
    status: 200,
    headers: { ...page.headers, ...answer.headers },
    text: page.text,
  };
}
