import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { openTable } from "../../../../jobs/ingest/table/open-table.ts";
import { TableRefused, tableLimits } from "../../../../jobs/ingest/table/table.ts";
import { proposeMapping } from "../../../../pipeline/ingest/columns/propose-mapping.ts";
import { cellsOf, readTable } from "./read-table.ts";
import { plainManner, writeTable } from "./write-table.ts";

const file = { name: "leads.csv", contentType: "text/csv" };

describe("a file that is no table", () => {
  const compound = Buffer.from("d0cf11e0a1b11ae1", "hex");
  const refused: [string, Uint8Array, RegExp][] = [
    ["nothing", Buffer.alloc(0), /empty/],
    ["only blank lines", Buffer.from("\n\r\n  \n"), /empty/],
    ["only a byte order mark", Buffer.from("\uFEFF"), /empty/],
    ["only separators", Buffer.from(",,,\n,,\n"), /no rows/],
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj"), /not a table.*CSV or XLSX/],
    [
      "a picture",
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(99).keys()]),
      /not a table/,
    ],
    ["an old workbook", Buffer.concat([compound, Buffer.alloc(600)]), /old Excel.*CSV or XLSX/],
    [
      "a workbook with a password",
      Buffer.concat([compound, Buffer.alloc(600), Buffer.from("EncryptedPackage", "utf16le")]),
      /password/,
    ],
    [
      "a web page that calls itself a workbook",
      Buffer.from("<html><table><tr><td>Acme"),
      /web page/,
    ],
    ["XML", Buffer.from('<?xml version="1.0"?><leads/>'), /XML/],
    ["JSON", Buffer.from('[{"company":"Acme"}]'), /JSON/],
    ["another archive", zipSync({ "word/document.xml": strToU8("<w/>") }), /no Excel workbook/],
    ["half a workbook", zipSync({ "xl/workbook.xml": strToU8("<w/>") }).subarray(0, 40), /damaged/],
  ];
  for (const [what, bytes, sentence] of refused) {
    it(`is refused in a sentence: ${what}`, async () => {
      const opening = readTable(bytes, { name: "leads.xls" });

      await assert.rejects(
        opening,
        (error) => error instanceof TableRefused && sentence.test(error.message),
      );
    });
  }
});

describe("a table beyond the limits", () => {
  const rows = Array.from({ length: 500 }, (_, n) => [`Company ${n}`, `a@c${n}.example`]);
  const bytes = writeTable([["Company", "Email"], ...rows], plainManner);

  it("is refused for its size as soon as that is known", async () => {
    let taken = 0;
    async function* endless() {
      for (;;) {
        taken += bytes.length;
        yield bytes;
      }
    }

    const opening = openTable(endless(), file, { ...tableLimits, maxBytes: 100_000 });

    await assert.rejects(opening, /larger than 100000 bytes/);
    assert.ok(taken < 120_000, String(taken));
  });

  it("is refused for its rows on the way", async () => {
    await assert.rejects(readTable(bytes, { limits: { maxRows: 499 } }), /more than 499 rows/);

    const table = await readTable(bytes, { limits: { maxRows: 500 } });

    assert.equal(table.rows.length, 500);
  });

  it("is refused for its columns", async () => {
    const wide = writeTable([Array.from({ length: 6 }, (_, n) => `Column ${n}`)], plainManner);

    await assert.rejects(readTable(wide, { limits: { maxColumns: 5 } }), /more than 5 columns/);
  });

  it("loses no more than the row that is too long", async () => {
    const long = `Company,Email\nAcme,${"x".repeat(3_000_000)}\nTailspin,tom@tailspin.example\n`;

    const table = await readTable(Buffer.from(long));

    assert.deepEqual(cellsOf(table.rows), ["too_long", ["Tailspin", "tom@tailspin.example"]]);
    assert.deepEqual(
      table.rows.map(({ line }) => line),
      [2, 3],
    );
  });

  it("finds its way back from a quote that stays open for a megabyte", async () => {
    const rest = Array.from({ length: 60_000 }, (_, n) => `Company ${n},a@c${n}.example`);

    const table = await readTable(Buffer.from(`Company,Email\n"Acme,x\n${rest.join("\n")}\n`));

    const [first, ...others] = cellsOf(table.rows);
    assert.equal(first, "open_quote");
    assert.deepEqual(
      others,
      rest.map((row) => row.split(",")),
    );
  });
});

describe("a file made to keep us busy", () => {
  const files: [string, string][] = [
    ["stray quotes in every cell of a long line", `"a"b, `.repeat(150_000)],
    ["quotes that open and never close", `"a\n`.repeat(300_000)],
    ["nothing but quotes", '"'.repeat(900_000)],
    ["a cell of spaces", `"${" ".repeat(900_000)}x`],
    ["a header of one endless word", "a".repeat(900_000)],
    ["a header of many words", `${"e mail ".repeat(100_000)},x`],
  ];
  for (const [what, text] of files) {
    it(`is read in no time: ${what}`, async () => {
      const started = process.cpuUsage();

      const table = await readTable(Buffer.from(`Company,Email\n${text}\n`));
      proposeMapping(table.header, table.sample);
      await readTable(Buffer.from(text)).catch((error) => assert.ok(error instanceof TableRefused));

      const { user } = process.cpuUsage(started);
      assert.ok(user < 20_000_000, `${user} µs`);
    });
  }
});

describe("an opened table", () => {
  it("lets go of the bytes when it is refused, when it is closed and when it is read", async () => {
    const ended: string[] = [];
    async function* watched(name: string, text: string) {
      try {
        for (;;) yield Buffer.from(text.repeat(1000));
      } finally {
        ended.push(name);
      }
    }

    await assert.rejects(openTable(watched("refused", '{"a":1}'), file, tableLimits));
    const closed = await openTable(watched("closed", "Company,Email\n"), file, tableLimits);
    await closed.close();
    const read = await openTable(watched("read", "Company,Email\n"), file, tableLimits);
    for await (const _row of read.rows()) break;

    assert.deepEqual(ended, ["refused", "closed", "read"]);
  });

  it("shows the first rows before any is read, and reads them again", async () => {
    const rows = Array.from({ length: 30 }, (_, n) => [`Company ${n}`, `a@c${n}.example`]);

    const table = await readTable(writeTable([["Company", "Email"], ...rows], plainManner));

    assert.deepEqual(table.sample, rows.slice(0, 20));
    assert.deepEqual(cellsOf(table.rows), rows);
  });

  it("has the cells that were written, whatever they hold and however they arrive", async () => {
    const cell = fc.string({ unit: fc.constantFrom(..."ab \"\n,;\t|éő1@'") });
    const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(",", ";", "\t", "|"),
        fc.integer({ min: 1, max: 50 }),
        async (rows, separator, size) => {
          const header = ["Company", "Email", "Notes"];
          const manner = { ...plainManner, separator, quoting: "all" as const };
          const bytes = writeTable([header, ...rows], manner);

          const read = await readTable(bytes, { size });

          const filled = rows.filter((row) => row.some((text) => text.trim() !== ""));
          assert.deepEqual(cellsOf(read.rows), filled);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("agrees with a strict reader on every file that one accepts", async () => {
    const piece = fc.constantFrom("a", "b c", ",", "\n", '"', '""', '"x"', ',"y,z",', "é");
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const text = `Company,Email\n${pieces.join("")}`;
        const strict = strictly(text);
        fc.pre(strict !== undefined);

        const read = await readTable(Buffer.from(text));

        assert.deepEqual(cellsOf(read.rows), strict);
      }),
      { numRuns: 500 },
    );
  });
});

/** What csv-parse makes of a well-formed file with two columns; undefined where it is not. */
function strictly(text: string): string[][] | undefined {
  try {
    const [, ...rows] = parse(text, { relax_column_count: true });
    const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
    return filled.every(({ length }) => length === 2) ? filled : undefined;
  } catch {
    return undefined;
  }
}
