import { readFileSync } from "node:fs";
import { z } from "zod";
import {
  type ColumnField,
  columnFields,
  type Mapping,
} from "../../../../pipeline/ingest/columns/fields.ts";

const HeaderSet = z.object({
  name: z.string(),
  /** Each header and what a person says it is; null for what no field takes. */
  columns: z.array(z.tuple([z.string(), z.enum(columnFields).nullable()])),
  rows: z.array(z.array(z.string())).default([]),
});
export type HeaderSet = z.infer<typeof HeaderSet>;

/** Headers of real exports, forms and hand-made lists, each labelled by hand. */
export function headerSets(): HeaderSet[] {
  const url = new URL("../../../fixtures/tables/header-sets.json", import.meta.url);
  return z.array(HeaderSet).parse(JSON.parse(readFileSync(url, "utf8")));
}

export type Wrong = {
  set: string;
  header: string;
  expected: ColumnField | null;
  got: ColumnField | null;
};

/** The columns a way of mapping gets wrong, and how many there are in all. */
export function judge(map: (header: string[], rows: string[][]) => Mapping): {
  wrong: Wrong[];
  all: number;
} {
  const wrong: Wrong[] = [];
  let all = 0;
  for (const { name, columns, rows } of headerSets()) {
    const fields = map(
      columns.map(([header]) => header),
      rows,
    );
    const byColumn = new Map(Object.entries(fields).map(([field, column]) => [column, field]));
    for (const [column, [header, expected]] of columns.entries()) {
      all += 1;
      const got = columnFields.find((field) => field === byColumn.get(column)) ?? null;
      if (got !== expected) wrong.push({ set: name, header, expected, got });
    }
  }
  return { wrong, all };
}
