import { importWords, skipReasons } from "../../cards/import-words.ts";
import type { Table } from "../../jobs/ingest/table/table.ts";
import type { Mapping, Proposal } from "../../pipeline/ingest/columns/fields.ts";
import type { RowReason } from "../../pipeline/ingest/columns/reasons.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";

/** What became of a file's rows. */
export type Tally = { rows: number; samples: string[]; rejected: Map<RowReason, number[]> };

const LINES = 5;
const separatorNames: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

export function newTally(): Tally {
  return { rows: 0, samples: [], rejected: new Map() };
}

/** How a file is written and what its columns are taken for. */
export function proposalInWords(
  file: string,
  { format, header }: Table,
  mapping: Mapping,
  unsure: Proposal["unsure"],
): string {
  const { kind, encoding, separator, sheet, headerLine } = format;
  const how =
    kind === "xlsx"
      ? `XLSX, sheet "${sheet}"`
      : `CSV, ${encoding}, ${separatorNames[separator] ?? `"${separator}"`}`;
  const where = headerLine === null ? "no header" : `header in line ${headerLine}`;
  const fields = Object.entries(mapping).toSorted(([, a], [, b]) => a - b);
  const known = fields.map(([field, column]) => `${header[column]} → ${field}`);
  const used = new Set(fields.map(([, column]) => header[column]));
  const others = header.filter((name) => !used.has(name));
  const check = unsure.map(({ field, column }) => `${header[column]} → ${field}`);
  return [
    `${file}: ${how}, ${where}`,
    known.join(", ") || "No column has a name that says what it is.",
    ...(others.length > 0 ? [`kept as they are: ${others.join(", ")}`] : []),
    ...(check.length > 0 ? [`please check: ${check.join(", ")}`] : []),
  ].join("\n");
}

/** A lead in a line: whose, where, who. */
export function sampleLine(line: number, { company, domain, name, email }: LeadInput): string {
  const said = [company, domain, name, email].filter((part) => part !== null);
  return `line ${line}: ${said.join(" · ")}`;
}

export function tallyInWords({ rows, samples, rejected }: Tally): string {
  const out = [...rejected.values()].reduce((sum, lines) => sum + lines.length, 0);
  const reasons = [...rejected].map(([reason, lines]) => {
    const shown = importWords.lines(lines.slice(0, LINES), lines.length > LINES);
    return `  ${lines.length} ${skipReasons[reason] ?? reason}${shown}`;
  });
  return [
    ...samples,
    `${importWords.rows(rows)}: ${rows - out} ok, ${out} rejected`,
    ...reasons,
  ].join("\n");
}
