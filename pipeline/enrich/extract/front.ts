import type { Fact } from "../fact.ts";
import { languageOf } from "../language.ts";
import { type Page, proven, said } from "./page.ts";

/** What a site asks its visitors to do, in five languages. */
const asks =
  /\b(?:(?:book|request|get|see|schedule|watch) (?:a |your |the )?(?:free )?(?:demo|tour|call|walkthrough|quote)|(?:start|get|try)(?: your| a| it| now)? ?(?:free|for free|trial|started)|free trial|sign up|talk to (?:us|sales|an expert)|contact sales|get in touch|request (?:access|pricing)|join the waitlist|demo (?:buchen|anfragen|vereinbaren)|jetzt (?:testen|starten|buchen|anfragen)|kostenlos testen|termin (?:buchen|vereinbaren)|angebot anfordern|beratung (?:buchen|vereinbaren)|kontakt aufnehmen|demander une d[ée]mo|r[ée]server une d[ée]mo|essai gratuit|essayer gratuitement|solicit(?:ar|a) (?:una )?demo|prueba gratis|demo aanvragen|gratis proberen|plan een demo)\b/i;

const MOST_ASKS = 5;

/** Buttons and links that ask for something: `Book a demo`. */
export function callsToAction(page: Page): Fact[] {
  const { blocks, links } = page.document;
  const found = new Map<string, Fact>();
  for (const block of blocks) {
    if (block.text.length > 160 || !asks.test(block.text)) continue;
    const link = block.links
      .map((index) => links[index])
      .find((link) => asks.test(link?.text ?? ""));
    const text = link?.text ?? (block.tag === "button" ? block.text : undefined);
    if (!text || text.length > 60 || found.has(text.toLowerCase())) continue;
    const start = block.start + Math.max(0, block.text.indexOf(text));
    const span = { start, end: Math.min(start + text.length, block.start + block.text.length) };
    found.set(text.toLowerCase(), said(page, "cta", { text, url: link?.url ?? null }, span, 0.9));
  }
  return [...found.values()].slice(0, MOST_ASKS);
}

/** The words of the site's menu, in its order. */
export function navigation(page: Page): Fact[] {
  if (page.kind !== "landing") return [];
  const inMenu = page.document.blocks.filter(
    ({ region, links, text }) => region === "nav" && links.length > 0 && text.length <= 40,
  );
  const [first] = inMenu;
  if (!first) return [];
  const labels = [...new Set(inMenu.map(({ text }) => text))].slice(0, 12);
  return [
    said(
      page,
      "navigation",
      labels,
      { start: first.start, end: first.start + first.text.length },
      0.9,
    ),
  ];
}

/** What the words of a language are quoted by: their first. */
const QUOTED_WORDS = 80;

/** The page's language: what it declares, checked against what it reads like. */
export function language(page: Page): Fact[] {
  const { tags, text } = page.document;
  const root = tags.find(({ name, attributes }) => name === "html" && attributes.lang);
  const found = languageOf(root?.attributes.lang, text);
  if (found === "unknown") return [];
  if (root && found.by === "markup") {
    return [proven(page, "language", found.code, { quote: root.raw, provider: "page" }, 0.9)];
  }
  const span = { start: 0, end: Math.min(QUOTED_WORDS, text.length) };
  return [said(page, "language", found.code, span, 0.7)];
}
