import { headerKey } from "./header-key.ts";
import { meaningsOf } from "./match-header.ts";
import { isPlainlyValue } from "./value-kinds.ts";

/** A header further down than this belongs to another table. */
const HEADER_WITHIN = 20;

/**
 * Which of a table's first rows names its columns; null where they all hold values. Exports put
 * notes, titles and dates above their header: the most names of columns in one row decide.
 */
export function findHeader(rows: readonly string[][]): number | null {
  const first = rows.slice(0, HEADER_WITHIN);
  const scores = first.map(namesIn);
  const most = Math.max(0, ...scores);
  const width = usualWidth(rows);
  const named = first.findIndex((row, at) => {
    const score = scores[at] ?? 0;
    const isFull = filled(row) >= width && width > 1 && row.every(isName);
    return score > 0 && !row.some(isPlainlyValue) && (isFull || isMostly(row, score, most));
  });
  if (named >= 0) return named;

  const top = first.findIndex((row) => filled(row) >= width);
  return width > 1 && first[top]?.every(isName) ? top : null;
}

/** The most usual number of filled cells, the wider one of two. */
function usualWidth(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(filled(row), (counts.get(filled(row)) ?? 0) + 1);
  const usual = [...counts].toSorted(([a, n], [b, m]) => m - n || b - a);
  return usual[0]?.[0] ?? 0;
}

/** Values can read like names of columns, `Website` as a lead's source for one, but hardly a whole row of them. */
function isMostly(row: readonly string[], score: number, most: number): boolean {
  return score >= most * 0.6 && score * 5 >= filled(row);
}

/** `First Name` beside `Connected On` is LinkedIn's header however empty the rest of the file is. */
function namesIn(row: readonly string[]): number {
  const keys = row.map(headerKey);
  if (keys.includes("first name") && keys.includes("connected on")) return row.length;
  return keys.filter((key, at) => isName(row[at] ?? "") && meaningsOf(key).length > 0).length;
}

function isName(cell: string): boolean {
  return cell.length <= 80 && /\p{L}/u.test(cell) && !isPlainlyValue(cell);
}

function filled(row: readonly string[]): number {
  return row.filter((cell) => cell.trim() !== "").length;
}
