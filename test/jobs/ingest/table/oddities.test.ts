import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { z } from "zod";
import { cellsOf, readTable } from "./read-table.ts";

const Oddity = z.object({
  name: z.string(),
  text: z.string(),
  header: z.array(z.string()),
  headerLine: z.number().nullable(),
  /** Cells, or the word for what is wrong with a row. */
  rows: z.array(z.union([z.array(z.string()), z.string()])),
  lines: z.array(z.number()).optional(),
});

const file = new URL("../../../fixtures/tables/oddities.json", import.meta.url);
const oddities = z.array(Oddity).parse(JSON.parse(readFileSync(file, "utf8")));

describe("a file written by hand or by a careless program", () => {
  for (const { name, text, header, headerLine, rows, lines } of oddities) {
    it(`is read as it was meant: ${name}`, async () => {
      const table = await readTable(Buffer.from(text));

      assert.deepEqual(table.header, header);
      assert.equal(table.format.headerLine, headerLine);
      assert.deepEqual(cellsOf(table.rows), rows);
      if (lines) {
        assert.deepEqual(
          table.rows.map(({ line }) => line),
          lines,
        );
      }
    });

    it(`is read the same byte by byte: ${name}`, async () => {
      const whole = await readTable(Buffer.from(text));

      const bytes = await readTable(Buffer.from(text), { size: 1 });

      assert.deepEqual(bytes.rows, whole.rows);
    });
  }
});
