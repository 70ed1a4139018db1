/** A quote with the words around it, as the page has them. */
export type InContext = { before: string; quote: string; after: string };

/** How much of a long sentence is shown on either side. */
const MOST_AROUND = 200;

/**
 * Finds a quote in the visible text of its page and returns the sentence around it; null where the
 * page does not have it. Spaces and line breaks count alike.
 */
export function quoteInContext(text: string, quote: string): InContext | null {
  const [flat, wanted] = [oneLine(text), oneLine(quote)];
  const at = wanted === "" ? -1 : flat.indexOf(wanted);
  if (at < 0) return null;
  const end = at + wanted.length;
  return {
    before: sentenceStart(flat.slice(Math.max(0, at - MOST_AROUND), at), at > MOST_AROUND),
    quote: wanted,
    after: /[.!?]$/.test(wanted)
      ? ""
      : sentenceEnd(flat.slice(end, end + MOST_AROUND), flat.length > end + MOST_AROUND),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** From the last end of a sentence on; cut at a word where there is none. */
function sentenceStart(head: string, isCut: boolean): string {
  const ends = [...head.matchAll(/[.!?]\s+/g)];
  const last = ends.at(-1);
  if (last) return head.slice(last.index + last[0].length);
  return isCut ? `…${head.replace(/^\S*\s?/, "")}` : head;
}

function sentenceEnd(tail: string, isCut: boolean): string {
  const end = /[.!?](?=\s|$)/.exec(tail);
  if (end) return tail.slice(0, end.index + 1);
  return isCut ? `${tail.replace(/\s?\S*$/, "")}…` : tail;
}
