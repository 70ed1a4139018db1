import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { tidyCell } from "../../../../pipeline/ingest/columns/tidy-cell.ts";
import { csvOf } from "../../../../pipeline/ingest/columns/write-csv.ts";

describe("a table that leaves Baton", () => {
  it("opens right in Excel: marked as UTF-8, lines as Windows ends them", () => {
    const csv = csvOf(["Név", "Cég"], [["Őri Ágnes", "Kőbánya Zrt."]]);

    assert.equal(csv, "\uFEFFNév,Cég\r\nŐri Ágnes,Kőbánya Zrt.\r\n");
  });

  const formulas = [
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "+49 30 901820",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =cmd|' /C calc'!A0",
    "\u00a0=1",
    "\u3000=1",
    "\ufeff=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
  ];
  for (const formula of formulas) {
    it(`makes ${JSON.stringify(formula)} text, in rows and in the header`, () => {
      const [header = [], row = []] = parse(csvOf([formula], [[formula]]), { bom: true });

      assert.deepEqual([header, row], [[`'${formula}`], [`'${formula}`]]);
    });
  }

  const harmless = ["Acme", "a=b", "ana@acme.example", "", "1-2", "O'Neil", "’tis", " spaced "];
  for (const text of harmless) {
    it(`leaves ${JSON.stringify(text)} as it is`, () => {
      const rows = parse(csvOf(["a", "b"], [[text, "x"]]), { bom: true });

      assert.deepEqual(rows, [
        ["a", "b"],
        [text, "x"],
      ]);
    });
  }

  it("never has a cell that a spreadsheet would compute, and reads back as it was", () => {
    const cell = fc.string({ unit: fc.constantFrom(..." =+-@\t\r\n\"',;aé＝1") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), (rows) => {
        const read = parse(csvOf(["a", "b"], rows), { bom: true });

        const cells: string[] = read.slice(1).flat();
        assert.deepEqual(
          cells.filter((text) => /^[=+\-@\t\r＝]/.test(text.trimStart())),
          [],
        );
        assert.deepEqual(
          cells.map((text, at) => (text === rows.flat()[at] ? text : text.slice(1))),
          rows.flat(),
        );
      }),
    );
  });

  it("comes back through our own door without the apostrophes it was given", () => {
    const [, row = []] = parse(csvOf(["a", "b", "c"], [["=1+1", "+49 30", "'t Hooft"]]), {
      bom: true,
    });

    assert.deepEqual(row.map(tidyCell), ["=1+1", "+49 30", "'t Hooft"]);
  });
});
