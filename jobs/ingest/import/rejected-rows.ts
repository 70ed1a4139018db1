import { rowReasonText, importWords as w } from "../../../cards/import-words.ts";
import type { Db } from "../../../db/client.ts";
import type { LeadImport } from "../../../db/imports/imports.ts";
import { listRejected, listRows } from "../../../db/imports/rows.ts";
import { csvOf } from "../../../pipeline/ingest/columns/write-csv.ts";
import type { OutgoingFile } from "../../world.ts";
import { readRaw } from "./raw-row.ts";

/** More than a person reads; whoever needs all of them has the file itself. */
const MOST_ROWS = 50_000;

/** The rows of a file that became nothing, as they were, with their lines and why; null where there are none left. */
export async function rejectedRows(
  db: Db,
  tenantId: string,
  { id, number, fileName, columns }: LeadImport,
): Promise<OutgoingFile | null> {
  if (!columns) return null;
  const found: { line: number; why: string; cells: string[] }[] = [];
  for (let after = 0; found.length < MOST_ROWS; ) {
    const rows = await db.inTenant(tenantId, (tx) => listRows(tx, id, ["skipped"], after));
    const last = rows.at(-1);
    if (!last) break;
    after = last.line;
    for (const { line, reason, raw } of rows) {
      found.push({ line, why: rowReasonText(reason ?? ""), cells: readRaw(raw) });
    }
  }
  for (const { line, detail, raw } of await db.inTenant(tenantId, (tx) => listRejected(tx, id))) {
    found.push({ line, why: detail ?? "", cells: readRaw(raw) });
  }
  if (found.length === 0) return null;
  found.sort((a, b) => a.line - b.line);
  const width = Math.max(columns.length, ...found.map(({ cells }) => cells.length));
  const header = Array.from({ length: width }, (_, at) => columns[at] ?? "");
  const rows = found.map(({ line, why, cells }) => [
    ...header.map((_, at) => cells[at] ?? ""),
    String(line),
    why,
  ]);
  return {
    name: w.rejectedName(fileName),
    title: w.rejectedTitle(number),
    contentType: "text/csv",
    body: Buffer.from(csvOf([...header, ...w.rejectedColumns], rows)),
  };
}
