import { openTable } from "../../../../jobs/ingest/table/open-table.ts";
import {
  type Table,
  type TableLimits,
  type TableRow,
  tableLimits,
} from "../../../../jobs/ingest/table/table.ts";
import { inPieces } from "./write-table.ts";

export type ReadTable = Omit<Table, "rows" | "close"> & { rows: TableRow[] };

/** A whole file, as a job would read it. */
export async function readTable(
  bytes: Uint8Array,
  {
    name = "leads.csv",
    size = 65_536,
    limits = {},
  }: { name?: string; size?: number; limits?: Partial<TableLimits> } = {},
): Promise<ReadTable> {
  const file = { name, contentType: null };
  const table = await openTable(inPieces(bytes, size), file, { ...tableLimits, ...limits });
  return { ...table, rows: await Array.fromAsync(table.rows()) };
}

/** The cells of rows that could be read, and the problems of those that could not. */
export function cellsOf(rows: readonly TableRow[]): (string[] | string)[] {
  return rows.map((row) => ("cells" in row ? row.cells : row.problem));
}
