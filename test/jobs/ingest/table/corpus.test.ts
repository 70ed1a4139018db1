import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { proposeMapping } from "../../../../pipeline/ingest/columns/propose-mapping.ts";
import { rowReader } from "../../../../pipeline/ingest/columns/read-row.ts";
import { cellsOf, type ReadTable, readTable } from "./read-table.ts";
import { type Manner, plainManner, writeTable } from "./write-table.ts";

/** The same leads in letters that one family of encodings has. */
const tables = {
  western: [
    ["First Name", "Last Name", "Email", "Company", "Job Title", "Phone", "Employees", "Notes"],
    [
      "Jörg",
      "Müller",
      "joerg@fabrikam.example",
      "Fabrikam GmbH, Köln",
      "Geschäftsführer",
      "+49 30 901820",
      "51-200",
      'wants the "big" one',
    ],
    [
      "Begoña",
      "Núñez",
      "begona@norte.example",
      "Construcción Norte; S.A.",
      "Directora",
      "",
      "12",
      "line one\nline two",
    ],
    [
      "Chloé",
      "Lefèvre",
      "chloe@foret.example",
      "La Forêt | Société",
      "Chef\tde projet",
      "+33 1 42 68 53 00",
      "1 200",
      "",
    ],
    [
      "Søren",
      "Ångström",
      "soren@sjoe.example",
      'Sjö & Co, "Nord"',
      "CTO",
      "",
      "7",
      'ends with a quote"',
    ],
    [
      "Zoë",
      "O'Neil",
      "zoe@tailspin.example",
      "Tailspin",
      "",
      "+1 202 555 0100",
      "",
      "it's fine, really; or not",
    ],
  ],
  central: [
    [
      "Keresztnév",
      "Vezetéknév",
      "E-mail cím",
      "Cégnév",
      "Beosztás",
      "Telefonszám",
      "Létszám",
      "Megjegyzés",
    ],
    [
      "Dániel",
      "Szűcs",
      "daniel@gyor.example",
      "Győri Bútor Kft.",
      "ügyvezető",
      "+36 1 237 4700",
      "85",
      "később hívjon, ha lehet",
    ],
    [
      "Erzsébet",
      "Nagy",
      "erzsebet@kobanya.example",
      "Kőbánya; Zrt.",
      "vezető",
      "",
      "250",
      "első sor\nmásodik sor",
    ],
    [
      "Ágnes",
      "Őri",
      "agnes@erdo.example",
      'Erdő "Zöld" Bt.',
      "titkárnő",
      "+36 20 555 0123",
      "",
      "fűrész | gyalu",
    ],
  ],
};

const encodings = [
  ...["utf-8", "utf-8+bom", "utf-16le+bom", "utf-16be+bom", "utf-16le", "utf-16be"],
  ...["windows-1252", "iso-8859-15", "windows-1250", "iso-8859-2"],
];
const manners = encodings
  .flatMap((encoding) => [",", ";", "\t", "|"].map((separator) => ({ encoding, separator })))
  .flatMap((made) => ["\n", "\r\n", "\r"].map((lineEnd) => ({ ...made, lineEnd })))
  .flatMap((made) => (["needed", "all"] as const).map((quoting) => ({ ...made, quoting })))
  .map((made, index): Manner => ({ ...plainManner, ...made, ...varied(index, made.separator) }));

/** What else differs between files, dealt out so that every value meets every other axis. */
function varied(index: number, separator: string): Partial<Manner> {
  const preambles = [
    [],
    ["Notes:", '"Some addresses are missing, because their owners hide them."', ""],
    [],
    ["Export of 12 Mar 2026", ""],
    [`sep=${separator}`],
  ];
  return {
    preamble: preambles[index % preambles.length] ?? [],
    endsWithLine: index % 3 !== 0,
    blankLines: index % 7 === 0,
  };
}

describe("the same leads in every manner of writing a file", () => {
  it("are over 200 files", () => {
    assert.ok(manners.length > 200, String(manners.length));
  });

  for (const [index, manner] of manners.entries()) {
    const isCentral = ["windows-1250", "iso-8859-2"].includes(manner.encoding);
    const [header = [], ...rows] = isCentral ? tables.central : tables.western;
    const { encoding, separator, lineEnd, quoting, preamble } = manner;
    const how = [encoding, separator, lineEnd, quoting, `${preamble.length} lines before`];

    it(`read the same: ${JSON.stringify(how)}`, async () => {
      const bytes = writeTable([header, ...rows], manner);
      const sizes = [1, 3, 1000, 65_536];

      const table = await readTable(bytes, { size: sizes[index % sizes.length] ?? 1 });

      assert.deepEqual(table.header, header);
      assert.deepEqual(cellsOf(table.rows), rows);
      assert.deepEqual(
        leadsOf(table),
        leadsOf(await readTable(writeTable([header, ...rows], plainManner))),
      );
      assert.equal(table.format.separator, separator);
      assert.equal(table.format.encoding, namedByUs(encoding));
    });
  }
});

function leadsOf({ header, sample, rows }: ReadTable) {
  const read = rowReader(header, proposeMapping(header, sample).mapping, "csv");
  return rows.map((row) => {
    const reading = "cells" in row ? read(row.cells) : undefined;
    assert.ok(reading?.ok);
    return reading.lead;
  });
}

/** ISO-8859-15 and Windows' page are the same for these letters; so are the two of Central Europe. */
function namedByUs(encoding: string): string {
  const name = encoding.replace("+bom", "");
  if (name === "iso-8859-15") return "windows-1252";
  return name === "iso-8859-2" ? "windows-1250" : name;
}
