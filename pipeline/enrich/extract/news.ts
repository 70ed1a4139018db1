import { type Fact, values } from "../fact.ts";
import { plainDate } from "../read-date.ts";
import { textOf } from "../read-json-ld.ts";
import { datedEntries, releaseOf } from "./dated.ts";
import { eventsIn } from "./dated-events.ts";
import { isOwn, type Own, ownNames } from "./dated-own.ts";
import { isHeading, type Page, said, structured } from "./page.ts";

type Kind = "news" | "changelog";

/** Headlines of what a company did, not of what it thinks: on a blog both stand side by side. */
const announcement =
  /(?<!\p{L})(?:announc\p{L}+|launch(?:es|ed)|opens|joins|partners with|partnership|wins|won|awarded|named|appoints?|appointed|raises|acquires|introduces|celebrates|expands|eröffnet|gewinnt|startet|ernennt|ouvre|lance|remporte|nomme|abre|lanza|gana|nombra|opent|lanceert|wint|benoemt)(?!\p{L})/iu;

const aboutNews =
  /\b(?:news|newsroom|press|presse|announcements?|aktuelles|meldungen|actualit[ée]s|noticias|prensa|nieuws|pers)\b/i;
const aboutProduct =
  /\b(?:changelog|release notes?|releases|what['’]?s[ -]new|product updates?|blog|neuerungen|nouveaut[ée]s|novedades)\b/i;

/** Dated headlines: press items, and what the product learned. */
export function news(page: Page): Fact[] {
  if (page.kind === "careers") return [];
  const marked = fromJsonLd(page);
  const titles = new Set(marked.map(({ title }) => title.toLowerCase()));

  const usual = kindOfPage(page);
  const own = ownNames(page);
  const listed = datedEntries(page).flatMap(({ title, date, span, block }) => {
    const section = usual ?? kindOfSection(page, block);
    const kind = section === "changelog" && tellsNews(title, own) ? "news" : section;
    if (!kind || titles.has(title.toLowerCase())) return [];
    return [said(page, kind, { title, date }, span, 0.85, date)];
  });
  const told = new Set([...titles, ...listed.map(({ value }) => titleOf(value))]);
  const release = releaseOf(page);
  const single = [release].flatMap((one) => {
    if (!one || told.has(one.title.toLowerCase())) return [];
    const { title, date, span } = one;
    return [said(page, kindOfEntry(page.url, title, own), { title, date }, span, 0.85, date)];
  });
  return [...marked.map(({ fact }) => fact), ...single, ...listed];
}

function titleOf(value: Fact["value"]): string {
  return values.news.safeParse(value).data?.title.toLowerCase() ?? "";
}

function fromJsonLd(page: Page): { title: string; fact: Fact }[] {
  return page.things.flatMap((thing) => {
    const type = thing.types.find((name) =>
      /^(?:NewsArticle|BlogPosting|Article|PressRelease)$/.test(name),
    );
    const title = textOf(thing.properties.headline) ?? textOf(thing.properties.name);
    const date = plainDate(textOf(thing.properties.datePublished));
    if (!type || !title || !date || date > page.observedAt) return [];
    const name: Kind = type === "BlogPosting" ? "changelog" : "news";
    return [{ title, fact: structured(page, name, { title, date }, thing, title, date) }];
  });
}

function kindOfPage(page: Page): Kind | undefined {
  return kindOfPath(page.url) ?? (page.kind === "press" ? "news" : undefined);
}

function kindOfPath(url: string): Kind | undefined {
  const path = URL.parse(url)?.pathname.replace(/[-_/]/g, " ") ?? "";
  if (aboutProduct.test(path)) return "changelog";
  return aboutNews.test(path) ? "news" : undefined;
}

/** What an entry of a feed is: news, unless it comes from where the product is written about. */
export function kindOfEntry(url: string, title: string, own: Own): Kind {
  return kindOfPath(url) === "changelog" && !tellsNews(title, own) ? "changelog" : "news";
}

function tellsNews(title: string, own: Own): boolean {
  return (announcement.test(title) && isOwn(title, own)) || eventsIn(title, own).length > 0;
}

/** On other pages a dated line counts only under a heading that says what the list is. */
function kindOfSection(page: Page, index: number): Kind | undefined {
  const before = page.document.blocks.slice(Math.max(0, index - 30), index + 1).toReversed();
  for (const { tag, text } of before) {
    if (!isHeading(tag) || text.length > 60) continue;
    if (aboutProduct.test(text)) return "changelog";
    if (aboutNews.test(text)) return "news";
    if (tag === "h1" || tag === "h2") return undefined;
  }
  return undefined;
}
