import { emptyWords } from "../../data/empty-words.ts";

/** What only tables have: the errors of formulas, the blanks of pivot tables, pandas' `nan`. */
const ofTables =
  /^(?:#(?:n\/a|ref!|value!|name\?|null!|num!|div\/0!)|nan|[–—_]+|\(?(?:blank|empty|leer|no value)\)?)$/i;
/** In a table an x is a tick. */
const tick = /^x+$/i;
/** No word for nothing is longer. */
const LONGEST = 20;

/** What programs and people write into a cell to say that it is empty. */
export function isNothing(text: string): boolean {
  if (text === "" || text.length > LONGEST) return text === "";
  return ofTables.test(text) || (emptyWords.has(text.toLowerCase()) && !tick.test(text));
}
