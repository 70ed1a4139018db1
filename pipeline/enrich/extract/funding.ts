import type { Fact } from "../fact.ts";
import { findDate } from "../read-date.ts";
import { siteLabel, squeeze } from "./company.ts";
import { dateOf } from "./dated.ts";
import { notFuture, type Page, type Sentence, said, sentencesOf, spanOf } from "./page.ts";

const round =
  /(?<!\p{L})(?:pre-?seed|(?:seed|angel|bridge|growth)(?=[ -](?:round|funding|financing|investment|runde|finanzierung))|s[eé]rie?s?[ -][A-H](?![\p{L}])\+?)/iu;
const money =
  /(?:(?:US)?[$€£]|(?:USD|EUR|GBP|CHF)\s)\s?\d+(?:[.,]\d+)?\s?(?:k|m|mn|mio\.?|bn|million|billion|millionen)?(?!\p{L})|\d+(?:[.,]\d+)?\s?(?:million|billion|millionen|mio\.?|millions d['’]|millones de|miljoen)\s?(?:euros?|dollars?|dólares|pounds|€|\$|USD|EUR|GBP)/iu;
const event =
  /(?<!\p{L})(?:rais(?:e[sd]?|ing)|clos(?:e[sd]?|ing)|secur(?:e[sd]?|ing)|land(?:s|ed)|announc\w+|complet\w+|receiv\w+|bag(?:s|ged)|led by|fund-?rais\w*|funding|financing|investment round|l[èe]ve|lev[ée]e de fonds|sammelt|sichert sich|schlie[ßs]+t|erh[äa]lt|finanzierung\w*|cierra|ronda|haalt|investering\w*)(?!\p{L})/iu;
const moneyEvent =
  /(?<!\p{L})(?:rais(?:e[sd]?|ing)|fund-?rais\w*|funding|financing|investment from|l[èe]ve|lev[ée]e de fonds|sammelt|finanzierung\w*|ronda|investering\w*)(?!\p{L})/iu;
const notOurs =
  /(?<!\p{L})(?:customers?|clients?|portfolio|charit\w+|donat\w+|nonprofits?|good cause|valuation|revenue|how to|tips|plans? to|want(?:s|ing)? to|help(?:s|ed|ing)? (?:\w+ )?(?:startups?|founders|companies|you)|grants?|kunden|spenden)(?!\p{L})/iu;
const subject =
  /^((?:\p{Lu}[\p{L}\d.&-]*\s){1,4})(?:has |have )?(?:rais|clos|secur|land|announc|complet|receiv|bag|l[èe]v|sammelt|sichert|schlie|erh[äa]l|cierra|haalt)/u;

/** Rounds of funding the company says it closed; a round told twice is one round. */
export function funding(page: Page): Fact[] {
  if (page.kind === "pricing" || page.kind === "careers") return [];
  const found = new Map<string, { fact: Fact; weight: number }>();
  for (const sentence of sentencesOf(page.document)) {
    const read = readSentence(page, sentence);
    if (!read) continue;
    const known = found.get(read.key);
    if (!known || known.weight < read.weight) found.set(read.key, read);
  }
  return [...found.values()].map(({ fact }) => fact);
}

function readSentence(page: Page, { text, start, block }: Sentence) {
  const found = roundIn(text);
  if (!found || page.document.blocks[block]?.quoted || isAboutAnother(page, text)) return undefined;
  const { match, ...stated } = found;
  const date =
    notFuture(page, findDate(text)?.date ?? null) ??
    dateNear(page, block) ??
    notFuture(page, yearIn.exec(text)?.[0] ?? null);
  const weight = (stated.amount ? 2 : 0) + (date ? 1 : 0);
  const fact = said(page, "funding", { ...stated, date }, spanOf(start, match), 0.8, date);
  return { key: stated.round ?? stated.amount ?? "", weight, fact };
}

/** A closed round: its stage with a word for it, or a sum in millions with a word for raising it. */
function roundIn(text: string) {
  const stage = round.exec(text);
  const amount = money.exec(text);
  const match = stage ?? amount;
  if (!match || notOurs.test(text) || !(stage ? event : moneyEvent).test(text)) return undefined;
  const large = /\d\s?(?:m|mn|mio|bn|million|billion)/i.test(amount?.[0] ?? "");
  if (!stage && !large) return undefined;
  return { match, round: stage ? tidy(stage[0]) : null, amount: amount?.[0].trim() ?? null };
}

function isAboutAnother(page: Page, text: string): boolean {
  const named = subject.exec(text)?.[1]?.trim();
  if (!named || /^(?:We|The|Our|Today|Das|Die|Nous)\b/.test(named)) return false;
  return !squeeze(named).includes(siteLabel(page.url));
}

/** The day of the entry a sentence is in: the same box, else one of the blocks just above or below. */
function dateNear(page: Page, index: number): string | null {
  const { blocks } = page.document;
  const item = blocks[index]?.item;
  const near = [0, -1, -2, 1, -3]
    .map((step) => blocks[index + step])
    .filter((block) => block !== undefined);
  const sorted = near.toSorted((a, b) => Number(b.item === item) - Number(a.item === item));
  return sorted.map((block) => dateOf(page, block)).find(Boolean) ?? null;
}

const yearIn = /(?<=\bin )20\d\d(?!\d)/;

function tidy(stage: string): string {
  const letter = /s[eé]rie?s?[ -]([A-H]\+?)/i.exec(stage)?.[1];
  return letter
    ? `Series ${letter.toUpperCase()}`
    : `${stage.charAt(0).toUpperCase()}${stage.slice(1).toLowerCase()}`;
}
