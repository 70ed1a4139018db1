import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { strToU8, zipSync } from "fflate";
import { TableRefused } from "../../../../jobs/ingest/table/table.ts";
import { makeXlsx, textRows } from "./make-xlsx.ts";
import { cellsOf, readTable } from "./read-table.ts";

const header = [["Company", "Value"]];

/** What Baton reads in a cell under `Value`, given its XML. */
async function shown(
  cell: string,
  book: Parameters<typeof makeXlsx>[0] = {},
): Promise<string | undefined> {
  const rows = `${textRows(header)}<row r="2"><c t="inlineStr"><is><t>Acme</t></is></c>${cell}</row>`;
  const table = await readTable(makeXlsx({ ...book, sheets: [{ name: "Leads", rows }] }));
  const [row] = cellsOf(table.rows);
  return row?.[1];
}

const formats = [
  "General",
  "yyyy-mm-dd",
  '+00" "000" "000',
  "00000",
  "#,##0.00",
  "d. mmmm yyyy h:mm",
  "[h]:mm",
  "0%",
];
const styles =
  `<numFmts>${formats.map((code, at) => `<numFmt numFmtId="${at + 170}" formatCode="${code.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts>` +
  `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
  `<cellXfs>${formats.map((_, at) => `<xf numFmtId="${at + 170}"/>`).join("")}<xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>`;

describe("a cell of a workbook", () => {
  const cells: [string, string, string][] = [
    ["a shared text", '<c t="s"><v>0</v></c>', "Tailspin & Söhne"],
    ["a rich text", '<c t="s"><v>1</v></c>', "bold and plain"],
    ["a text with a Japanese reading", '<c t="s"><v>2</v></c>', "東京"],
    ["a text that is not there", '<c t="s"><v>99</v></c>', ""],
    [
      "an inline text in runs",
      '<c t="inlineStr"><is><r><t>one </t></r><r><t xml:space="preserve">two</t></r></is></c>',
      "one two",
    ],
    [
      "escapes",
      '<c t="inlineStr"><is><t>&lt;b&gt; &#38; &#x20AC; line_x000D_</t></is></c>',
      "<b> & € line\r",
    ],
    ["a formula's text", '<c t="str"><f>A1&amp;"x"</f><v>Acmex</v></c>', "Acmex"],
    ["a formula's number", "<c><f>1+1</f><v>2</v></c>", "2"],
    ["a formula without a value", "<c><f>1+1</f></c>", ""],
    ["a yes", '<c t="b"><v>1</v></c>', "TRUE"],
    ["a no", '<c t="b"><v>0</v></c>', "FALSE"],
    ["an error", '<c t="e"><v>#REF!</v></c>', ""],
    ["an ISO date", '<c t="d"><v>2026-03-12T00:00:00</v></c>', "2026-03-12T00:00:00"],
    ["a long number", "<c><v>493090182001</v></c>", "493090182001"],
    ["a long number as Excel stores some", "<c><v>4.93090182001E+11</v></c>", "493090182001"],
    ["noise of binary fractions", "<c><v>0.30000000000000004</v></c>", "0.3"],
    ["a date by its format", '<c s="1"><v>46093</v></c>', "2026-03-12"],
    ["a date by a built-in format", '<c s="8"><v>46093</v></c>', "2026-03-12"],
    ["a date and time", '<c s="9"><v>46093.75</v></c>', "2026-03-12T18:00:00"],
    ["a date in words", '<c s="5"><v>46093.5</v></c>', "2026-03-12T12:00:00"],
    ["a time", '<c s="6"><v>0.25</v></c>', "06:00:00"],
    ["a phone number under a mask", '<c s="2"><v>49309018</v></c>', "+49 309 018"],
    ["a postal code under a mask", '<c s="3"><v>1067</v></c>', "01067"],
    ["an amount", '<c s="4"><v>12500.5</v></c>', "12500.5"],
    ["a share", '<c s="7"><v>0.5</v></c>', "0.5"],
    ["nothing", '<c s="1"/>', ""],
    ["a cell out of the way", '<c r="B2" t="str"><v>x</v></c>', "x"],
  ];
  const texts =
    "<si><t>Tailspin &amp; Söhne</t></si>" +
    '<si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> and plain</t></r></si>' +
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>';
  for (const [what, cell, text] of cells) {
    it(`says what Excel shows: ${what}`, async () => {
      const value = await shown(cell, { texts, styles });

      assert.equal(value, text);
    });
  }

  it("counts days from 1904 where the workbook does", async () => {
    const value = await shown('<c s="1"><v>44631</v></c>', { styles, date1904: true });

    assert.equal(value, "2026-03-12");
  });
});

describe("a workbook", () => {
  it("is read from its first visible sheet that has rows", async () => {
    const table = await readTable(
      makeXlsx({
        sheets: [
          { name: "Secret", state: "hidden", rows: textRows([["Company"], ["Hidden"]]) },
          { name: "Empty", rows: '<row r="1"><c s="1"/></row>' },
          {
            name: "Leads &amp; more",
            rows: textRows([
              ["Company", "Email"],
              ["Acme", "ana@acme.example"],
            ]),
          },
        ],
      }),
    );

    assert.equal(table.format.sheet, "Leads & more");
    assert.deepEqual(cellsOf(table.rows), [["Acme", "ana@acme.example"]]);
  });

  it("keeps Excel's row numbers, finds a header under a title and cells left out", async () => {
    const rows =
      '<row r="1"><c r="A1" t="str"><v>Leads 2026</v></c></row><row r="2"/>' +
      '<row r="4"><c r="A4" t="str"><v>Company</v></c><c r="B4" t="str"><v>Phone</v></c><c r="C4" t="str"><v>Email</v></c></row>' +
      '<row r="7"><c r="A7" t="str"><v>Acme</v></c><c r="C7" t="str"><v>ana@acme.example</v></c></row>';

    const table = await readTable(makeXlsx({ sheets: [{ name: "Leads", rows }] }));

    assert.deepEqual(table.header, ["Company", "Phone", "Email"]);
    assert.equal(table.format.headerLine, 4);
    assert.deepEqual(table.rows, [{ line: 7, cells: ["Acme", "", "ana@acme.example"] }]);
  });

  it("is read whole in pieces, wherever they cut it", async () => {
    const count = 5_000;
    const texts = Array.from({ length: count }, (_, n) =>
      n % 5 === 0 ? "<si/>" : `<si><t>Company ${n}</t></si>`,
    );
    const rows = texts.map((_, n) => {
      const noise = "<c/>".repeat(n % 7);
      return n % 11 === 0
        ? `<row r="${n + 2}"/>`
        : `<row r="${n + 2}"><c t="s"><v>${n}</v></c><c><v>${n}</v></c>${noise}</row>`;
    });
    const sheet = `${textRows(header)}${rows.join("")}`;

    const table = await readTable(
      makeXlsx({ texts: texts.join(""), sheets: [{ name: "Leads", rows: sheet }] }),
    );

    const expected = Array.from({ length: count }, (_, n) => ({
      line: n + 2,
      cells: [n % 5 === 0 ? "" : `Company ${n}`, String(n)],
    }));
    assert.deepEqual(
      table.rows,
      expected.filter((_, n) => n % 11 !== 0),
    );
  });

  it("costs a hostile file's author more than us", async () => {
    const open = (tag: string) => `<${tag} `.repeat(200_000);
    const started = process.cpuUsage();

    const cases = [
      { sheets: [{ name: "Leads", rows: `<row r="1">${"<c><v>".repeat(200_000)}` }] },
      {
        sheets: [{ name: "Leads", rows: textRows(header) }],
        styles: `<cellXfs ${"a".repeat(1_000_000)}>${open("xf")}`,
      },
      {
        sheets: [{ name: "Leads", rows: textRows(header) }],
        texts: `<si>${open("rPh")}${open("t")}</si>`,
      },
    ].map((book) =>
      readTable(makeXlsx(book)).catch((error) => assert.ok(error instanceof TableRefused)),
    );
    await Promise.all(cases);

    const { user } = process.cpuUsage(started);
    assert.ok(user < 5_000_000, `${user} µs`);
  });

  it("may be written with a namespace before every name", async () => {
    const rows =
      '<x:row r="1"><x:c t="str"><x:v>Company</x:v></x:c><x:c t="str"><x:v>Email</x:v></x:c></x:row><x:row r="2"><x:c t="str"><x:v>Acme</x:v></x:c><x:c t="str"><x:v>ana@acme.example</x:v></x:c></x:row>';

    const table = await readTable(makeXlsx({ sheets: [{ name: "Leads", rows }] }));

    assert.deepEqual(cellsOf(table.rows), [["Acme", "ana@acme.example"]]);
  });

  it("cannot pull in what it declares as an entity", async () => {
    const value = await shown('<c t="str"><v>&xxe;&lol;</v></c>');

    assert.equal(value, "&xxe;&lol;");
  });

  it("has no rows where no sheet has any", async () => {
    const empty = readTable(makeXlsx({ sheets: [{ name: "Leads", rows: "" }] }));

    await assert.rejects(empty, /no rows/);
  });

  it("is refused before anything is unpacked if it would unpack to too much", async () => {
    const bomb = makeXlsx({
      sheets: [{ name: "Leads", rows: textRows(header) }],
      more: { "xl/media/bomb.bin": "0".repeat(20_000_000) },
    });
    assert.ok(bomb.length < 100_000);

    const opening = readTable(bomb, { limits: { maxUnpackedBytes: 10_000_000 } });

    await assert.rejects(
      opening,
      (error) => error instanceof TableRefused && /more than 10 MB/.test(error.message),
    );
  });

  it("is refused if a part is larger than the archive says", async () => {
    const file = Buffer.from(
      makeXlsx({ sheets: [{ name: "Leads", rows: textRows(header).padEnd(5_000_000, " ") }] }),
    );
    for (let at = file.indexOf("PK\x01\x02"); at >= 0; at = file.indexOf("PK\x01\x02", at + 4)) {
      file.writeUInt32LE(Math.min(900, file.readUInt32LE(at + 24)), at + 24);
    }

    const opening = readTable(file);

    await assert.rejects(opening, /damaged/);
  });

  const encrypted = Buffer.from(makeXlsx({ sheets: [{ name: "Leads", rows: textRows(header) }] }));
  encrypted[encrypted.indexOf("PK\x01\x02") + 8] = 1;
  const broken: [string, Uint8Array, RegExp][] = [
    ["encrypted parts", encrypted, /password/],
    ["no sheet list", zipSync({ "xl/styles.xml": strToU8("<s/>") }), /no Excel workbook/],
    ["a directory that points nowhere", nowhere(), /damaged/],
    ["data that cannot be unpacked", scrambled(), /damaged/],
  ];
  for (const [what, bytes, sentence] of broken) {
    it(`is refused in a sentence with ${what}`, async () => {
      await assert.rejects(
        readTable(bytes),
        (error) => error instanceof TableRefused && sentence.test(error.message),
      );
    });
  }
});

function nowhere(): Buffer {
  const file = Buffer.from(makeXlsx({ sheets: [{ name: "Leads", rows: textRows(header) }] }));
  file.writeUInt32LE(file.length + 5, file.lastIndexOf("PK\x05\x06") + 16);
  return file;
}

function scrambled(): Buffer {
  const file = Buffer.from(makeXlsx({ sheets: [{ name: "Leads", rows: textRows(header) }] }));
  const at = file.indexOf("xl/workbook.xml") + "xl/workbook.xml".length;
  return file.fill(0xff, at, at + 40);
}
