import type { Fact } from "../fact.ts";
import { count } from "./head-count.ts";
import {
  isAboutOthers,
  isArticle,
  isHeading,
  type Page,
  type Sentence,
  said,
  sentencesOf,
  spanOf,
} from "./page.ts";

const people =
  "customers?|clients|users|companies|businesses|organi[sz]ations|brands|merchants|retailers|teams|enterprises|developers|subscribers|members|learners|students|patients|guests|drivers|stores|shops|restaurants|hospitals|clinics|schools|agencies|creators|sellers|employees protected|employees|people|lives|homes|websites|sites|apps|devices|downloads|installs|kunden|unternehmen|nutzer|betriebe|h[äa]ndler|clients|entreprises|utilisateurs|clientes|empresas|usuarios|klanten|bedrijven|gebruikers";
const amount =
  "(?<digits>\\d{1,3}(?:[.,'’ \\u00a0]\\d{3})+|\\d+(?:[.,]\\d)?)\\s?(?<unit>k|m|mn|mio\\.?|million(?:en|s)?|millones|miljoen|thousand|billion)?(?<plus>\\s?\\+)?";
const some = new RegExp(
  `(?<![\\p{L}\\d.,$€£#])${amount}\\s(?:(?:de |d['’]|of )?(?:[\\p{L}-]+ ){0,3}?)(?<of>${people})(?!\\p{L})`,
  "iu",
);
/** Whoever trusts us is a customer, whatever they are called: `450 cooperatives trust us`. */
const trusting = new RegExp(
  `(?:(?:trusted|used|loved|chosen) by (?:over |more than |nearly |almost )?${amount}\\s(?<of>(?:\\p{L}[\\p{L}-]+ ?){1,3}?)(?= (?:in|across|around|worldwide|and|to|for|with|who|that)|[.,!]|$))|(?<![\\p{L}\\d.,$€£#])${amount.replaceAll("?<", "?<b")}\\s(?<bof>(?:\\p{L}[\\p{L}-]+ ?){1,3}?) (?:nous font|trust|rely on|conf[íi]an en|font confiance|vertrauen|vertrouwen)(?!\\p{L})`,
  "iu",
);
/** What we serve so many of, if it is nobody: `serves 40 countries`. */
const nobody =
  /^(?:\p{L}+ )?(?:countries|cities|states|markets|languages|years?|hours|days|weeks|months|minutes|regions|locations|offices|percent|miles|kilomet\p{L}+|orders|requests|transactions|messages|meals|dinners|things|ways|steps|questions|reasons|people|employees)\b/iu;
const serving = new RegExp(
  `(?<!\\p{L})(?:serv(?:e|es|ing)|work(?:s|ing)? with|power(?:s|ing)?|support(?:s|ing)?|help(?:s|ed|ing)?|look(?:s|ing)? after) (?:over |more than |nearly |almost |some |around )?${amount} (?<of>\\p{L}[\\p{L}-]*(?: \\p{L}[\\p{L}-]*(?=[.,;!]|$| (?:in|across|around|with|on|from|of|to)))?)`,
  "iu",
);
const served =
  /(?<!\p{L})(?:trusted|relied|used|chosen|loved|serv(?:e|es|ed|ing)|help(?:s|ed|ing)?|power(?:s|ed|ing)?|protect(?:s|ed|ing)?|support(?:s|ed|ing)?|reach\p{L}*|active|happy|satisfied|paying|worldwide|globally|around the world|join|rely|trust|use|our (?:customers|clients|users)|vertrauen|nutzen|zufriedene|setzen auf|font confiance|utilisent|conf[íi]an|vertrouwen|gebruiken|with us|choose)(?!\p{L})/iu;
const ownStaff =
  /(?<!\p{L})(?:we are|we['’]re|our team|team of|our (?:\d\S* )?(?:employees|people)|we employ|with (?:\S+ )?employees|company of|grew from|staff)(?!\p{L})/iu;
/** A case study's numbers are its customer's; a market's are everybody's. */
const theirs =
  /(?<!\p{L})(?:surveyed|according to|market of|plan|up to|from \d|between|per (?:month|user)|\d+ (?:hours|minutes|days)|their|his|her|former\p{L}*|previously|looking for|aim\p{L}*|goal|by 20\d\d|will|he|she|led|managed|customers? (?:who|like)|saved)(?!\p{L})/iu;
const staffWord = /^(?:employees|people|members|developers|teams?)$/i;

/** How many customers the company says it serves: `Trusted by 10,000+ companies`. */
export function customersScale(page: Page): Fact[] {
  if (isAboutOthers(page) || isArticle(page)) return [];
  if (!["landing", "about", "other", "careers", "team"].includes(page.kind)) return [];
  const sentences = sentencesOf(page.document);
  const found = sentences.flatMap((sentence) => inSentence(page, sentence) ?? []);
  const all = found.length > 0 ? found : inTiles(page);
  const seen = new Set<string>();
  return all
    .filter(({ value }) => {
      const key = JSON.stringify(value);
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, 3);
}

function inSentence(page: Page, sentence: Sentence): Fact | undefined {
  const { text, start, block } = sentence;
  const { quoted, region } = page.document.blocks[block] ?? {};
  const byVerb = serving.exec(text);
  const named =
    trusting.exec(text) ?? (nobody.test(byVerb?.groups?.of ?? "people") ? null : byVerb);
  const match = named ?? some.exec(text);
  if (!match || quoted || region === "nav" || theirs.test(text)) return undefined;
  const of = match.groups?.of ?? match.groups?.bof ?? "";
  const tile = text.length <= match[0].length + 25;
  const isServed = served.test(text);
  if (named) return factFrom(page, named, spanOf(start, named), 0.8);
  if (ownStaff.test(text) || (staffWord.test(of) && !isServed)) return undefined;
  if (!isServed && !tile) return undefined;
  return factFrom(page, match, spanOf(start, match), isServed ? 0.8 : 0.6);
}

/** A big number with its word below it. */
function inTiles(page: Page): Fact[] {
  const { blocks } = page.document;
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    if (!next || block.quoted || next.text.length > 40 || isHeading(next.tag)) return [];
    if (!/^[\d.,]+\s?(?:k|m|million)?\s?\+?$/i.test(block.text)) return [];
    const match = some.exec(`${block.text} ${next.text}`);
    if (match?.index !== 0 || (staffWord.test(match.groups?.of ?? "") && !served.test(next.text)))
      return [];
    const span = { start: block.start, end: next.start + next.text.length };
    return factFrom(page, match, span, 0.65) ?? [];
  });
}

function factFrom(
  page: Page,
  match: RegExpExecArray,
  span: { start: number; end: number },
  confidence: number,
): Fact | undefined {
  const { bdigits, bunit = "", bof = "", ...first } = match.groups ?? {};
  const { digits = bdigits, unit = bunit, of = bof } = first;
  const size = sizeOf(digits ?? "", unit.toLowerCase());
  if (!size || size < 20 || (/^(?:19|20)\d\d$/.test(digits ?? "") && !unit)) return undefined;
  const value = { count: size, of: tidy(of) };
  return said(page, "customers_scale", value, span, confidence);
}

function tidy(of: string): string {
  return of
    .toLowerCase()
    .replace(/ (?:worldwide|globally|nous|who|that)$/, "")
    .trim();
}

/** `350K` is 350,000. */
function sizeOf(digits: string, unit: string): number | undefined {
  const decimal = /^\d+[.,]\d$/.test(digits);
  const whole = decimal ? Number(digits.replace(",", ".")) : count(digits, undefined);
  if (whole === undefined) return undefined;
  const factor = /^(?:k|thousand)/.test(unit) ? 1e3 : /^b/.test(unit) ? 1e9 : unit ? 1e6 : 1;
  return Math.round(whole * factor);
}

/** The amount as the quote writes it, with its words: `350K+ employees protected`. */
export function amountIn(quote: string, size: number): string | null {
  const all = [...quote.matchAll(new RegExp(amount, "giu"))];
  const written = all.find(
    ({ groups }) => sizeOf(groups?.digits ?? "", groups?.unit?.toLowerCase() ?? "") === size,
  );
  const rest = written && quote.slice(written.index).match(/^\S+(?: \S+){0,2}/)?.[0];
  return rest?.replace(/[.,;!]+$/, "") ?? null;
}
