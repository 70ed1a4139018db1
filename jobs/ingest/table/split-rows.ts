import { endOfPlain, readQuoted } from "./quoted-cell.ts";
import type { RowProblem, TableRow } from "./table.ts";

/** A longer row is no lead, and a quote that is open for longer was never meant to open. */
const MAX_ROW = 1_000_000;
const SHOWN = 1_000;

type Read = { cells: string[]; problem: RowProblem | null; next: number };

/**
 * Takes a text apart into rows, piece by piece: each call returns the rows that are complete by
 * then. Lines end in `\n`; blank rows are left out, but counted.
 *
 * Written by hand because it has to be fast, to know each row's line, and to go on behind a quote
 * that nobody closed: a row without quotes costs an `indexOf` and a `split`.
 */
export function rowSplitter(separator: string): (piece: string, isLast: boolean) => TableRow[] {
  let rest = "";
  let line = 1;
  return (piece, isLast) => {
    const text = rest + piece + (isLast ? "\n" : "");
    const rows: TableRow[] = [];
    let at = 0;
    while (at < text.length) {
      const read = readRow(text, at, separator, isLast);
      if (read === "more") break;

      const { cells, problem, next } = read;
      if (problem)
        rows.push({ line, problem, text: text.slice(at, Math.min(next - 1, at + SHOWN)) });
      else if (!isBlank(cells)) rows.push({ line, cells });
      line += linesIn(text, at, next);
      at = next;
    }
    rest = text.slice(at, at + MAX_ROW + 1); // what goes beyond would be thrown away anyway
    return rows;
  };
}

function readRow(text: string, at: number, separator: string, isLast: boolean): Read | "more" {
  const end = text.indexOf("\n", at);
  const row = text.slice(at, end < 0 ? text.length : end);
  if (row.includes('"')) {
    const isPatient = !isLast && text.length - at <= MAX_ROW;
    return readQuotedRow(text, at, separator, isPatient);
  }
  if (end < 0) return "more";
  const problem = row.length > MAX_ROW ? "too_long" : null;
  return { cells: row.split(separator), problem, next: end + 1 };
}

function readQuotedRow(
  text: string,
  at: number,
  separator: string,
  isPatient: boolean,
): Read | "more" {
  const cells: string[] = [];
  let problem: RowProblem | null = null;
  for (let from = at; ; ) {
    const cell = readCell(text, from, separator);
    if (cell === "more" && isPatient) return "more";

    const isOpen = cell === "more" || cell === "open";
    if (isOpen) problem = "open_quote";
    const next = isOpen ? endOfPlain(text, from, separator) : cell.next;
    if (next >= text.length) return "more";
    cells.push(isOpen ? text.slice(from, next) : cell.value);
    if (text[next] === "\n") return { cells, problem, next: next + 1 };
    from = next + 1;
  }
}

function readCell(text: string, from: number, separator: string): ReturnType<typeof readQuoted> {
  let start = from;
  while (text[start] === " ") start++;
  if (text[start] === '"') return readQuoted(text, start, separator);
  const next = endOfPlain(text, from, separator);
  return { value: text.slice(from, next), next };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) {
    lines += 1;
  }
  return lines;
}
