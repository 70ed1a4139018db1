import type { Fact } from "../fact.ts";
import { fieldOf, textOf } from "../read-json-ld.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import { count, findHeadCount, type HeadCount } from "./head-count.ts";
import {
  isAboutOthers,
  isArticle,
  type Page,
  type Sentence,
  said,
  sentencesOf,
  spanOf,
  structured,
} from "./page.ts";

const words = (pattern: string) => new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, "iu");

const aboutUs = words(
  "we|we['’](?:re|ve)|our|us|ours|(?:the|our) company|wir|unser\\p{L}*|nous|notre|nuestr\\p{L}+|somos|wij|ons|onze|headcount|employs?|workforce",
);
/** The number is somebody else's: a former employer's, a customer's, a survey's, a vacancy's. */
const elsewhere = words(
  "former(?:ly)?|previous(?:ly)?|prior to|before joining|ehemals|zuvor|auparavant|anteriormente|he|she|his|her|years? of experience|survey\\p{L}*|respondents|according to|polled|interviewed|acquired|population|inhabitants|up to|spin-?off|you|your|vous|votre|dirig\\p{L}+|encadr\\p{L}+|f[üu]hr\\p{L}+|lider\\p{L}+|aanstur\\p{L}+|worked|antes|trabaj[óo]|avant|auparavant|travaillait|vorher|arbeitete|voorheen|werkte",
);
const elsewhereBefore = words(
  "customers?|clients?|subscribers|users|prospects|tenants|companies|businesses|organi[sz]ations|enterprises|firms|employers|manufacturers|teams|startups|carriers|retailers|hospitals|schools|agencies|workforces|kunden|unternehmen|betriebe|entreprises|empresas|klanten|bedrijven|help(?:s|ed|ing)?|serv(?:e|es|ed|ing)|trusted|used|protect\\p{L}*|reach\\p{L}*|train(?:ed|s|ing)?|led|lead(?:s|ing)?|manag(?:e|ed|es|ing)|grew|scaled|headed|oversaw|hir(?:e|ed|es|ing)|recruit\\p{L}*|lay(?:ing)? off|laid off|cut|add(?:ed|ing)?|looking for|welcom(?:e|ed|ing)|paid|insur\\p{L}*|einstell\\p{L}*",
);
const elsewhereAfter = words(
  "protected|covered|insured|served|reached|trained|use[ds]?|using|trust|rely|attend(?:ed|ing)?|live|downloads?|laid off|let go|were surveyed|or (?:more|less|fewer)|hired|per (?:month|user|seat)|minimum",
);
/** `A shipyard with 700 employees` is not us, unless that is what we are. */
const someOther =
  /(?<!\p{L})(?:an?|eine[rmns]?|une?|una?|een) (?:[\p{L}-]+ ){1,3}(?:with|of|mit|von|de|con|met|van) (?:[\p{L}]+ ){0,2}$/iu;
const isThat =
  /(?<!\p{L})(?:are|is|we['’]re|be|became|sind|ist|sommes|est|somos|es|zijn|as|into) (?:now |today )?(?:an?|eine[rmns]?|une?|una?|een) [^,;]*$|(?<!\p{L})(?:team|[ée]quipe|equipo) (?:of|aus|von|de|van) (?:[\p{L}]+ ){0,2}$/iu;
const NEAR = 45;

/** How many people work there, from structured data or from sentences about the company itself. */
export function employees(page: Page): Fact[] {
  const known = fromJsonLd(page);
  if (known) return [known];
  if (page.kind === "pricing") return []; // `up to 50 employees` is a plan

  const found = sentencesOf(page.document).flatMap(
    (sentence) => fromSentence(page, sentence) ?? [],
  );
  const best = found.toSorted((a, b) => b.confidence - a.confidence)[0] ?? fromTiles(page);
  return best ? [best] : [];
}

function fromSentence(page: Page, { text, start, block }: Sentence): Fact | undefined {
  const found = findHeadCount(text);
  const { quoted, tag } = page.document.blocks[block] ?? {};
  if (!found || quoted || tag === "button" || isElsewhere(text, found)) return undefined;

  const named = squeeze(text).includes(siteLabel(page.url));
  if (isAboutOthers(page) && !named) return undefined;
  const about = named || aboutUs.test(text);
  if (!about && !speaksForItself(page, text, found)) return undefined;
  const confidence = (found.said === "people" ? 0.65 : 0.8) + (about ? 0.1 : 0);
  return said(page, "employees", rangeOf(found), spanOf(start, found), confidence);
}

/** Without a `we`, only a bare figure, or a word for staff on a page about the company, is ours. */
function speaksForItself(page: Page, text: string, found: HeadCount): boolean {
  const onOwnPage = page.kind === "about" || page.kind === "team" || page.kind === "careers";
  const bare = text.length <= found[0].length + 25;
  if (isArticle(page)) return false;
  if (found.said === "people") return bare && (onOwnPage || page.kind === "landing");
  return bare || onOwnPage;
}

/** A big number with its word below it: two blocks, one statement. */
function fromTiles(page: Page): Fact | undefined {
  const { blocks } = page.document;
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1];
    if (!next || block.quoted || !/^~?\d.{0,12}$/.test(block.text) || next.text.length > 40)
      continue;
    const joined = `${block.text.replace(/^~/, "")} ${next.text}`;
    const found = findHeadCount(joined);
    if (found?.index !== 0 || isElsewhere(joined, found)) continue;
    const span = { start: block.start, end: next.start + next.text.length };
    return said(page, "employees", rangeOf(found), span, 0.7);
  }
  return undefined;
}

function fromJsonLd(page: Page): Fact | undefined {
  for (const thing of ownOrganisations(page)) {
    const stated = thing.properties.numberOfEmployees;
    const text = textOf(fieldOf(stated, "minValue") ?? fieldOf(stated, "value") ?? stated);
    const [min, top] = [...(text ?? "").matchAll(/\d[\d.,]*/g)].map(([digits]) =>
      count(digits, undefined),
    );
    if (!text || !min) continue;
    const most = count(textOf(fieldOf(stated, "maxValue")), undefined) ?? top ?? min;
    return structured(page, "employees", { min, max: Math.max(min, most) }, thing, text);
  }
  return undefined;
}

/** Looks at the words near the number, because one sentence often counts staff and customers. */
function isElsewhere(text: string, found: HeadCount): boolean {
  const before = text.slice(Math.max(0, found.index - NEAR), found.index);
  const clause = before.slice(before.search(/[,;:][^,;:]*$/) + 1);
  const end = found.index + found[0].length;
  return (
    elsewhere.test(text) ||
    elsewhereBefore.test(clause) ||
    elsewhereAfter.test(text.slice(end, end + 25)) ||
    /\bnew\b|\bneue/i.test(found[0]) ||
    (someOther.test(before) && !isThat.test(before))
  );
}

function rangeOf({ min, max }: HeadCount): { min: number; max: number | null } {
  return { min, max };
}
