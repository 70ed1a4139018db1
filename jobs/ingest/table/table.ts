import { UserError } from "../../../pipeline/errors.ts";

/** What is read of a file before it is refused. */
export type TableLimits = {
  /** Of the file as it came. */
  maxBytes: number;
  /** Of a workbook after unpacking, which may be a thousand times its size. */
  maxUnpackedBytes: number;
  maxRows: number;
  maxColumns: number;
};

export const tableLimits: TableLimits = {
  maxBytes: 1_000_000_000,
  maxUnpackedBytes: 1_000_000_000,
  maxRows: 1_100_000, // one more than a whole sheet of Excel
  maxColumns: 500,
};

/** How a file turned out to be written. */
export type TableFormat = {
  kind: "csv" | "xlsx";
  /** As the encoding standard names it: `utf-8`, `utf-16le`, `windows-1252`. */
  encoding: string;
  /** What stands between cells; empty in a workbook. */
  separator: string;
  /** The line of the header; null where the file has none and its columns are called by number. */
  headerLine: number | null;
  /** Filled lines above the header, which are not part of the table. */
  preambleLines: number;
  /** The sheet read, of a workbook. */
  sheet: string | null;
};

/** Why a row cannot be taken apart. */
export type RowProblem = "too_many_cells" | "too_long" | "open_quote";

/** A row where it begins in the file, counted from 1; `text` is what stands there, shortened. */
export type TableRow =
  | { line: number; cells: string[] }
  | { line: number; problem: RowProblem; text: string };

/** A file of rows, ready to be read from its first row to its last, once. */
export type Table = {
  format: TableFormat;
  header: string[];
  /** The first rows that can be taken apart. */
  sample: string[][];
  /**
   * Every row, the sample's too. It reads on in the stream the table was opened on and so can be
   * gone through once; for another time open the table again. Throws {@link TableRefused} where a
   * limit is only met on the way.
   */
  rows: () => AsyncIterable<TableRow>;
  /** Lets go of a file whose rows nobody wants. */
  close: () => Promise<void>;
};

/** A file that is no table we read, in a sentence for the person who sent it. */
export class TableRefused extends UserError {}
