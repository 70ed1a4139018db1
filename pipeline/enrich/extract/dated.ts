import { findDate, plainDate } from "../read-date.ts";
import type { Block } from "./document.ts";
import { isHeading, notFuture, type Page, type Span } from "./page.ts";

/** A headline with its day, as press pages, blogs and changelogs list them. */
export type Entry = { title: string; date: string; span: Span; block: number };

const MOST_ENTRIES = 60;

/** The dated headlines of a page, in its order. */
export function datedEntries(page: Page): Entry[] {
  const { blocks } = page.document;
  const found = new Map<string, Entry>();
  for (const [index, block] of blocks.entries()) {
    if (found.size >= MOST_ENTRIES) break;
    if (block.region === "footer" || block.region === "nav") continue;
    const date = dateOf(page, block);
    const title = date && titleFor(page, index);
    if (title && !found.has(title.text)) {
      const [first, last] = [block, title.block].toSorted((a, b) => a.start - b.start);
      const span = { start: first?.start ?? 0, end: (last?.start ?? 0) + (last?.text.length ?? 0) };
      found.set(title.text, { title: title.text, date, span, block: index });
    }
  }
  return [...found.values()];
}

/** A page that is one piece of news: its headline and its day. */
export type Release = { title: string; date: string; span: Span };

const notReleases: ReadonlySet<Page["kind"]> = new Set([
  ...["landing", "about", "team", "careers", "pricing", "imprint"],
] as const);

/** The press release or article a page is, by its dateline or by what it tells programs of itself. */
export function releaseOf(page: Page): Release | undefined {
  const { blocks, tags } = page.document;
  const heading = blocks.find(({ tag, text }) => tag === "h1" && text.length >= 12);
  if (!heading) return undefined;
  const under = blocks.slice(blocks.indexOf(heading), blocks.indexOf(heading) + 12);
  const line = under.find(({ text }) => dateline.test(text.slice(0, 120)));
  const published = tags.find(({ attributes }) => attributes.property === "article:published_time");
  const stamped = notReleases.has(page.kind) ? null : plainDate(published?.attributes.content);
  const written = line ? findDate(line.text.slice(0, 120))?.date : undefined;
  const date = notFuture(page, written ?? stamped);
  const span = { start: heading.start, end: heading.start + heading.text.length };
  return date ? { title: withoutDate(heading.text).slice(0, 250), date, span } : undefined;
}

/** `GHENT, Belgium, Sept. 16, 2026 –`, `Gent, 16. September 2026 –`, `(Ghent, 16 September 2026)`. */
const dateline =
  /^\(?\p{Lu}[\p{L} .'’-]{2,40}(?:[,/] ?\p{Lu}[\p{L} .]{1,30})?(?:,|\s[-–—|])\s?(?:den |le |on )?(?:\p{L}{3,12}\.? \d{1,2},? (?:19|20)\d\d|\d{1,2}\.? ?(?:de )?\p{L}{3,12}\.? (?:de )?(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)\)?\s?(?:[-–—:)/]|\()/u;

/** The day a block carries, unless it has not come yet. */
export function dateOf(page: Page, block: Block): string | null {
  const written = plainDate(block.datetime) ?? findDate(block.text.slice(0, 200))?.date;
  return notFuture(page, written ?? null);
}

function titleFor(page: Page, index: number): { text: string; block: Block } | undefined {
  const { blocks } = page.document;
  const block = blocks[index];
  if (!block) return undefined;
  const own = withoutDate(block.text);
  if (own.length >= 15 && block.text.length <= 200 && own !== own.toUpperCase())
    return { text: own, block };
  if (own.length > 40) return undefined;

  const near = [1, 2, 3, -1, -2]
    .map((step) => blocks[index + step])
    .filter((other) => other !== undefined);
  const together = near.filter((other) => other.item === block.item);
  const outside = near.filter((other) => Math.abs(other.start - block.start) < 400);
  const titled = [...together, ...outside].filter(
    ({ text }) => text.length >= 8 && text.length <= 200 && withoutDate(text).length >= 8,
  );
  const best =
    titled.find(({ tag, item }) => isHeading(tag) && item === block.item) ??
    titled.find(({ links, item }) => links.length > 0 && item === block.item) ??
    together.find(({ text }) => text.length >= 15 && text.length <= 200) ??
    titled.find(({ tag, links }) => isHeading(tag) || links.length > 0);
  return best && { text: withoutDate(best.text), block: best };
}

function withoutDate(text: string): string {
  let rest = text;
  for (let tries = 0; tries < 3; tries++) {
    const found = findDate(rest);
    if (!found) break;
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found.length)}`;
  }
  return rest.replace(/^[\s–—|·•:,.()/-]+|[\s–—|·•:,()/-]+$/g, "");
}
