import { inBlocks } from "./blocks.ts";
import { frameTable } from "./frame-table.ts";
import { openCsv } from "./open-csv.ts";
import { openWorkbook } from "./open-workbook.ts";
import { isWorkbook } from "./refuse-kind.ts";
import { type Table, type TableLimits, TableRefused } from "./table.ts";

/**
 * Opens a file of rows by what its bytes are, whatever its name says. Text is read as it comes, at
 * flat memory; a workbook's file is held until its rows are read, since its index stands at its end.
 * Throws {@link TableRefused}, and lets go of the bytes then.
 */
export async function openTable(
  bytes: AsyncIterable<Uint8Array>,
  { name }: { name: string; contentType: string | null },
  limits: TableLimits,
): Promise<Table> {
  const blocks = inBlocks(bytes, limits.maxBytes);
  try {
    const first = await blocks.next();
    const head = first.done ? Buffer.alloc(0) : first.value;
    const file = isWorkbook(head, name)
      ? await openWorkbook(await gather(head, blocks), limits)
      : openCsv(head, blocks, name);
    const table = frameTable(file, limits);
    if (table.header.length === 0) throw new TableRefused("The file has no rows.");
    return table;
  } catch (error) {
    await blocks.return(undefined);
    throw error;
  }
}

const MAX_WORKBOOK = 100_000_000;

async function gather(head: Buffer, rest: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts = [head];
  let size = head.length;
  for await (const part of rest) {
    size += part.length;
    if (size > MAX_WORKBOOK) {
      throw new TableRefused("The workbook is larger than 100 MB. Save it as CSV and send that.");
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
