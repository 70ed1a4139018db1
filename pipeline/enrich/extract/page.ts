import type { Fact, FactName, PageVisit } from "../fact.ts";
import type { Thing } from "../read-json-ld.ts";
import type { PageDocument } from "./document.ts";

/** A fetched page as the extractors see it. */
export type Page = {
  url: string;
  headers: Readonly<Record<string, string>>;
  kind: PageVisit["kind"];
  observedAt: string;
  document: PageDocument;
  things: Thing[];
};

const MOST_QUOTE = 300;

/** A stretch of the document's text. */
export type Span = { start: number; end: number };

/** A fact the page says in visible words. The quote is the sentence around the span, literally. */
export function said(
  page: Page,
  name: FactName,
  value: Fact["value"],
  span: Span,
  confidence: number,
  date: string | null = null,
): Fact {
  return proven(
    page,
    name,
    value,
    { quote: quoteAround(page.document, span), provider: "page" },
    confidence,
    date,
  );
}

/** A fact whose proof is markup, a header or a JSON-LD block rather than a sentence. */
export function proven(
  page: Page,
  name: FactName,
  value: Fact["value"],
  proof: { quote: string; provider: "page" | "header" | "json_ld" },
  confidence: number,
  date: string | null = null,
): Fact {
  const quote = proof.quote.slice(0, MOST_QUOTE);
  const observedAt = date ? new Date(date).toISOString() : page.observedAt;
  return {
    name,
    value,
    sourceUrl: page.url,
    quote,
    observedAt,
    provider: proof.provider,
    confidence,
  };
}

/** A fact from JSON-LD, proven by the place in the block where its value is written. */
export function structured(
  page: Page,
  name: FactName,
  value: Fact["value"],
  thing: Thing,
  written: string,
  date: string | null = null,
  /** How often the same words stood in the block before. */
  before = 0,
): Fact {
  const literal = JSON.stringify(written);
  let whole = thing.source.indexOf(literal);
  for (let skip = before; skip > 0 && whole >= 0; skip--) {
    whole = thing.source.indexOf(literal, whole + 1);
  }
  const at = whole >= 0 ? whole : Math.max(0, thing.source.indexOf(literal.slice(1, -1)));
  const from = Math.max(0, at - 60);
  const quote = thing.source.slice(from, from + MOST_QUOTE);
  return proven(page, name, value, { quote, provider: "json_ld" }, 0.95, date);
}

/** The visible text around a span: its sentence, at most 300 characters, without what is beyond a seam. */
function quoteAround({ text, seams, blocks }: PageDocument, span: Span): string {
  const { start, end } = largestPiece(seams, span);
  const last = Math.min(end, start + MOST_QUOTE);
  const block = blocks[lastUpTo(blocks.length, (index) => (blocks[index]?.start ?? 0) <= start)];
  const blockStart = block?.start ?? 0;
  const blockEnd = Math.max(last, blockStart + (block?.text.length ?? 0));
  const sentence = blockStart + text.slice(blockStart, start).search(/[.!?]\s+[^.!?]*$/) + 1;
  const stop = text.slice(last, blockEnd).search(/[.!?](?:\s|$)/);

  let from = Math.max(sentence, start - Math.floor((MOST_QUOTE - (last - start)) / 2));
  if (from > sentence) from = Math.min(start, text.indexOf(" ", from) + 1 || start);
  const to = Math.min(stop < 0 ? blockEnd : last + stop + 1, from + MOST_QUOTE);

  const before = lastUpTo(seams.length, (index) => (seams[index] ?? 0) <= start);
  const after = lastUpTo(seams.length, (index) => (seams[index] ?? 0) < last) + 1;
  return text.slice(Math.max(from, seams[before] ?? 0), Math.min(to, seams[after] ?? to)).trim();
}

const ENOUGH = 2;

/** A span cut by seams shrinks to its longest piece: only that is literal wherever it is looked up. */
function largestPiece(seams: readonly number[], { start, end }: Span): Span {
  const first = lastUpTo(seams.length, (index) => (seams[index] ?? 0) <= start) + 1;
  const last = lastUpTo(seams.length, (index) => (seams[index] ?? 0) < end) + 1;
  const edges = [start, ...seams.slice(first, last), end];
  const pieces = edges.slice(1).map((edge, index) => ({ start: edges[index] ?? start, end: edge }));
  const [longest] = pieces.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const size = longest ? longest.end - longest.start : 0;
  return longest && size >= ENOUGH ? longest : { start, end };
}

/** The last of `length` ordered things that fits, by halving; -1 when none does. */
function lastUpTo(length: number, fits: (index: number) => boolean): number {
  let low = -1;
  let high = length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** A sentence of the page and where it stands. Longer ones are cut, so that patterns stay cheap. */
export type Sentence = { text: string; start: number; block: number };

const MOST_SENTENCE = 600;
/** Up to a full stop that is not an abbreviation's. */
const sentence =
  /\S(?:[^.!?]|[.!?](?!\s)|(?<=\b(?:Dr|Prof|Dipl|Ing|Mag|Mr|Mrs|Ms|St|Inc|Ltd|Co|Corp|No|Nr|Est|est|Str|Tel|Ste|Ave?|Blvd|ca|approx|Mio|Mrd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[A-Z]))\.)*[.!?]?/g;

const split = new WeakMap<PageDocument, Sentence[]>();

/** The sentences of a page, split once for all who read them. */
export function sentencesOf(document: PageDocument): Sentence[] {
  const known = split.get(document) ?? splitSentences(document);
  split.set(document, known);
  return known;
}

function splitSentences({ blocks }: PageDocument): Sentence[] {
  return blocks.flatMap((block, index) => {
    const found: Sentence[] = [];
    for (const { 0: text, index: at } of block.text.matchAll(sentence)) {
      for (let cut = 0; cut < text.length; cut += MOST_SENTENCE) {
        const part = text.slice(cut, cut + MOST_SENTENCE);
        found.push({ text: part, start: block.start + at + cut, block: index });
      }
    }
    return found;
  });
}

/** The span of a match inside a sentence or block that starts at `start`. */
export function spanOf(start: number, match: { 0: string; index: number }): Span {
  return { start: start + match.index, end: start + match.index + match[0].length };
}

/** A day the page may speak of; tomorrow's events are not news yet. */
export function notFuture(page: Page, date: string | null): string | null {
  return date && date <= page.observedAt.slice(0, date.length) ? date : null;
}

const headings = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);

export function isHeading(tag: string): boolean {
  return headings.has(tag);
}

const about =
  /\/(?:customers?|case-?stud\w*|success(?:-stor\w*)?|stories|customer-stories|clients?|references?|referenzen|kunden|portfolio|projects?|partners?|integrations?)\/[^/]+/i;
const articles =
  /\/(?:blog|articles?|guides?|resources|learn|glossary|academy|insights|magazin|ratgeber|wiki|faq|help|docs|(?:19|20)\d\d\/\d\d?)(?:\/|$)/i;

/** A page about a customer or partner: what it says is theirs unless it names us. */
export function isAboutOthers({ url }: Page): boolean {
  return about.test(URL.parse(url)?.pathname ?? "");
}

/** An article, which speaks of companies in general as often as of its own. */
export function isArticle({ kind, url }: Page): boolean {
  return kind === "press" || articles.test(URL.parse(url)?.pathname ?? "");
}
