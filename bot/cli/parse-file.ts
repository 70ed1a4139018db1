import { once } from "node:events";
import { basename } from "node:path";
import { openTable } from "../../jobs/ingest/table/open-table.ts";
import { type Table, type TableRow, tableLimits } from "../../jobs/ingest/table/table.ts";
import { proposeMapping } from "../../pipeline/ingest/columns/propose-mapping.ts";
import { type RowReading, rowReader } from "../../pipeline/ingest/columns/read-row.ts";
import { remapped, type Wish } from "../../pipeline/ingest/columns/remap.ts";
import { splitName } from "../../pipeline/ingest/columns/split-name.ts";
import { newTally, proposalInWords, sampleLine, type Tally, tallyInWords } from "./parse-text.ts";
import { printText } from "./print.ts";

/** Where the leads are from, as far as a file tells. */
const SOURCE = "csv";
/** Output is handed on in pieces of this size; one write per row takes longer than the row. */
const PIECE = 65_536;
const SHOWN_ROWS = 5;

/** Prints every row of a file for programs, or what an import would make of it for people. */
export async function parseFile(
  { path, bytes }: { path: string; bytes: AsyncIterable<Uint8Array> },
  wishes: readonly Wish[],
  json: boolean,
): Promise<void> {
  const file = { name: basename(path), contentType: null };
  const table = await openTable(bytes, file, tableLimits);
  const proposal = proposeMapping(table.header, table.sample);
  const mapping = remapped(proposal.mapping, wishes, table.header);
  const read = rowReader(table.header, mapping, SOURCE);
  if (json) return printRows(table, read);
  const unsure = wishes.length > 0 ? [] : proposal.unsure;
  printText(proposalInWords(path, table, mapping, unsure));
  printText(tallyInWords(await tallyOf(table, read)));
}

type Read = (cells: readonly string[]) => RowReading;
function judge(row: TableRow, read: Read): RowReading {
  return "cells" in row ? read(row.cells) : { ok: false, reason: row.problem, field: null };
}

async function printRows(table: Table, read: Read): Promise<void> {
  let piece = "";
  for await (const row of table.rows()) {
    piece += `${JSON.stringify(rowAsJson(row.line, judge(row, read)))}\n`;
    if (piece.length < PIECE) continue;
    await write(piece);
    piece = "";
  }
  await write(piece);
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

function rowAsJson(line: number, reading: RowReading) {
  if (!reading.ok) return { line, status: "rejected", reason: reading.reason, lead: null };

  const { lead, raw } = reading;
  const split = splitName(lead.name ?? "");
  return {
    line,
    status: "ok",
    reason: null,
    lead: {
      company: lead.company,
      domain: lead.domain,
      email: lead.email,
      name: lead.name,
      first_name: raw.firstName ?? split.first,
      last_name: raw.lastName ?? split.last,
      title: lead.title,
      phone: lead.phone,
      country: lead.country,
      employees: lead.employees,
      free_text: lead.freeText,
      source: lead.source,
      extra: lead.extra,
    },
  };
}

async function tallyOf(table: Table, read: Read): Promise<Tally> {
  const tally = newTally();
  for await (const row of table.rows()) {
    const reading = judge(row, read);
    tally.rows += 1;
    if (!reading.ok) {
      const lines = tally.rejected.get(reading.reason) ?? [];
      lines.push(row.line);
      tally.rejected.set(reading.reason, lines);
    } else if (tally.samples.length < SHOWN_ROWS) {
      tally.samples.push(sampleLine(row.line, reading.lead));
    }
  }
  return tally;
}
