const LONGEST = 300;
const SHORTEST = 3;

/**
 * The words of a text that a quote means, as they stand there; undefined when the text does not say
 * so. Only the spacing and the marks of Markdown may differ: a quote that was tidied up is no proof.
 */
export function findQuote(quote: string, text: string): string | undefined {
  const wanted = withoutMarks(quote);
  if (wanted.length < SHORTEST || wanted.length > LONGEST) return undefined;
  const words = wanted.split(/\s+/u).map(literal);
  return new RegExp(words.join("\\s+"), "u").exec(text)?.[0];
}

/** Whether a text has these words whole, whatever the case, the accents and the spacing. */
export function names(text: string, words: string): boolean {
  const wanted = fold(words).split(/\s+/u).filter(Boolean).map(literal);
  if (wanted.length === 0) return false;
  const pattern = `(?<![\\p{L}\\p{N}])${wanted.join("\\s+")}(?![\\p{L}\\p{N}])`;
  return new RegExp(pattern, "u").test(fold(text));
}

/** The whole sentence or line around a quote: an order may stand just before the words it wants quoted. */
export function sentenceAround(quote: string, text: string): string {
  const at = text.indexOf(quote);
  if (at < 0) return quote;
  const start = Math.max(...[...ends(text.slice(0, at))], 0);
  const after = text.slice(at + quote.length);
  const end = after.search(/[.!?](?:\s|$)|\n/u);
  return text.slice(start, at + quote.length + (end < 0 ? after.length : end + 1)).slice(0, 2000);
}

function ends(before: string): number[] {
  return [...before.matchAll(/[.!?](?:\s|$)|\n/gu)].map(({ index }) => index + 1);
}

/** A page is given as Markdown, and its words are looked for as they were printed. */
function withoutMarks(quote: string): string {
  return quote
    .replaceAll(/\[([^\]]*)\]\([^)\s]*\)/gu, "$1")
    .replaceAll(/^[\s#>|*-]+|[\s|*]+$/gu, "")
    .replaceAll("**", "");
}

function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

function literal(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
