import type { Unframed } from "./frame-table.ts";
import { sheetRows } from "./sheet-rows.ts";
import { type TableLimits, TableRefused, type TableRow } from "./table.ts";
import { readWorkbook, type Workbook } from "./workbook.ts";
import { readZip, type ZipPart } from "./zip.ts";

/** Enough rows for a header under notes and a sample. */
const FIRST_ROWS = 100;

/** Opens the first sheet of a workbook that has anything in it. */
export async function openWorkbook(file: Buffer, limits: TableLimits): Promise<Unframed> {
  const book = await readWorkbook(readZip(file, limits));
  for (const { name, part } of book.sheets) {
    const first = await firstRows(part, book);
    if (first.length === 0) continue;
    return {
      first,
      all: () => sheetRows(part, book),
      close: async () => undefined,
      format: { kind: "xlsx", encoding: "utf-8", separator: "", sheet: name },
    };
  }
  throw new TableRefused("The workbook has no rows.");
}

async function firstRows(part: ZipPart, book: Workbook): Promise<TableRow[]> {
  const first: TableRow[] = [];
  for await (const rows of sheetRows(part, book)) {
    first.push(...rows.slice(0, FIRST_ROWS));
    if (first.length >= FIRST_ROWS) break;
  }
  return first;
}
