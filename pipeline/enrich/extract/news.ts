import type { Fact } from "../fact.ts";
import { plainDate } from "../read-date.ts";
import { textOf } from "../read-json-ld.ts";
import { datedEntries } from "./dated.ts";
import { isHeading, type Page, said, structured } from "./page.ts";

type Kind = "news" | "changelog";

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
  const listed = datedEntries(page).flatMap(({ title, date, span, block }) => {
    const kind = usual ?? kindOfSection(page, block);
    if (!kind || titles.has(title.toLowerCase())) return [];
    return [said(page, kind, { title, date }, span, 0.85, date)];
  });
  return [...marked.map(({ fact }) => fact), ...listed];
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
  const path = URL.parse(page.url)?.pathname.replace(/[-_/]/g, " ") ?? "";
  if (aboutProduct.test(path)) return "changelog";
  if (page.kind === "press" || aboutNews.test(path)) return "news";
  return undefined;
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
