/** A cell in quotes; `next` is where the separator or line feed behind it stands. */
type QuotedCell = { value: string; next: number };

/**
 * Reads the cell whose opening quote stands at `start`. `more` where the text ends before the
 * quote does; `open` where it was never closed.
 *
 * A quote in the right place is doubled or ends its cell. Any other was typed by hand or written by
 * a careless program: if one further on in the line ends the cell, those before it belong to the text.
 */
export function readQuoted(
  text: string,
  start: number,
  separator: string,
): QuotedCell | "more" | "open" {
  let at = text.indexOf('"', start + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  if (at < 0 || at + 1 === text.length) return "more";

  const next = endOfCell(text, at + 1, separator);
  if (next >= 0) return { value: undoubled(text.slice(start + 1, at)), next };
  const spansLines = text.slice(start, at).includes("\n");
  return spansLines ? "open" : readCareless(text, start, at, separator);
}

/** How far a quote may stand from the stray one before it; longer, and every cell of a line could search the whole of it. */
const REACH = 1_000;

function readCareless(text: string, start: number, stray: number, separator: string): QuotedCell {
  const limit = Math.min(text.length, stray + REACH);
  for (let at = stray + 1; at < limit && text[at] !== "\n"; at++) {
    if (text[at] !== '"') continue;
    const next = endOfCell(text, at + 1, separator);
    if (next >= 0) return { value: undoubled(text.slice(start + 1, at)), next };
    if (text[at - 1] === separator) break; // the next cell's opening quote
  }
  const next = endOfPlain(text, stray, separator);
  return { value: text.slice(start + 1, stray) + text.slice(stray + 1, next), next };
}

/** Where a cell ends that is in no quotes. */
export function endOfPlain(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== "\n") at++;
  return at;
}

/** Where a cell ends if nothing but spaces follows its closing quote, else -1. */
function endOfCell(text: string, from: number, separator: string): number {
  let at = from;
  while (text[at] === " ") at++;
  return at >= text.length || text[at] === separator || text[at] === "\n" ? at : -1;
}

function undoubled(text: string): string {
  return text.replaceAll('""', '"');
}
