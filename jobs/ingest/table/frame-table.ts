import { findHeader } from "../../../pipeline/ingest/columns/find-header.ts";
import {
  type Table,
  type TableFormat,
  type TableLimits,
  TableRefused,
  type TableRow,
} from "./table.ts";

const SAMPLE_ROWS = 20;
const SHOWN = 1_000;

/** Rows as they stand in a file; where its header is, nobody knows yet. */
export type Unframed = {
  /** The first rows, enough to find the header and a sample. */
  first: TableRow[];
  /** All rows, in pieces. */
  all: () => AsyncIterable<TableRow[]>;
  close: () => Promise<void>;
  format: Omit<TableFormat, "headerLine" | "preambleLines">;
};

/** Finds the header in a file's rows and fits what stands below it to its width. */
export function frameTable(file: Unframed, limits: TableLimits): Table {
  const { first, all, close } = file;
  const whole = first.flatMap((row) => ("cells" in row ? [row] : []));
  const at = findHeader(whole.map(({ cells }) => cells));
  const headerLine = at === null ? null : (whole[at]?.line ?? null);
  const below = whole.slice(at === null ? 0 : at + 1).map(({ cells }) => cells);
  const header = headerOf(at === null ? [] : (whole[at]?.cells ?? []), below);
  if (header.length > limits.maxColumns) {
    const most = `more than ${limits.maxColumns} columns`;
    throw new TableRefused(`The table has ${most}. Send those that matter.`);
  }

  return {
    format: { ...file.format, headerLine, preambleLines: at ?? 0 },
    header,
    sample: below.slice(0, SAMPLE_ROWS).flatMap((cells) => fitted(cells, header.length) ?? []),
    rows: () => rowsBelow(all(), { headerLine: headerLine ?? 0, width: header.length }, limits),
    close,
  };
}

/** The header's names, and numbers for columns without one that most rows fill. */
function headerOf(named: readonly string[], below: readonly string[][]): string[] {
  const widths = below
    .slice(0, SAMPLE_ROWS)
    .map(filledWidth)
    .toSorted((a, b) => a - b);
  const usual = widths[Math.floor(widths.length / 2)] ?? 0;
  const width = Math.max(filledWidth(named), usual);
  return Array.from({ length: width }, (_, i) => named[i]?.trim() || `Column ${i + 1}`);
}

async function* rowsBelow(
  pieces: AsyncIterable<TableRow[]>,
  { headerLine, width }: { headerLine: number; width: number },
  { maxRows }: TableLimits,
): AsyncGenerator<TableRow> {
  let count = 0;
  for await (const rows of pieces) {
    for (const row of rows) {
      if (row.line <= headerLine) continue;
      count += 1;
      if (count > maxRows) throw tooMany(maxRows);
      yield "cells" in row ? fit(row, width) : row;
    }
  }
}

function fit(row: { line: number; cells: string[] }, width: number): TableRow {
  const { line, cells } = row;
  if (cells.length === width) return row;
  const right = fitted(cells, width)?.[0];
  if (right) return { line, cells: right };
  return { line, problem: "too_many_cells", text: cells.join(" | ").slice(0, SHOWN) };
}

/** The cells at the table's width, in a list; undefined where some would be lost. */
function fitted(cells: string[], width: number): [string[]] | undefined {
  if (filledWidth(cells) > width) return undefined;
  return [Array.from({ length: width }, (_, i) => cells[i] ?? "")];
}

function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "") + 1;
}

function tooMany(maxRows: number): TableRefused {
  const most = maxRows.toLocaleString("en");
  return new TableRefused(`The table has more than ${most} rows. Split it and send the parts.`);
}
