import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { skipReasons } from "../../../cards/import-words.ts";
import { rowReasons } from "../../../pipeline/ingest/columns/reasons.ts";
import { baton } from "./baton.ts";

const folder = mkdtempSync(join(tmpdir(), "baton-parse-"));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const messy = [
  "Firma;Ansprechpartner;E-Mail;Telefon;Land;Mitarbeiter;Notizen;Status",
  "Northwind GmbH;Dr. Ana von der Weber;ana@northwind.example;030 901820;Deutschland;51-200;ruft an;neu",
  "Tailspin;Tom Lee;tom at tailspin;;UK;;;",
  ";Zoe Park;zoe.park@gmail.com;;;;;",
  "",
].join("\n");

describe("baton parse", { concurrency: 4 }, () => {
  it("prints one object per row, with the lead or why there is none", async () => {
    const { code, out, err } = await baton(["parse", file("messy.csv", messy), "--json"]);

    const rows = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual([code, err], [0, ""]);
    assert.deepEqual(rows, [
      {
        line: 2,
        status: "ok",
        reason: null,
        lead: {
          company: "Northwind GmbH",
          domain: "northwind.example",
          email: "ana@northwind.example",
          name: "Dr. Ana von der Weber",
          first_name: "Ana",
          last_name: "von der Weber",
          title: null,
          phone: "+4930901820",
          country: "DE",
          employees: 51,
          free_text: "ruft an",
          source: "csv",
          extra: { Status: "neu", employees: "51-200" },
        },
      },
      { line: 3, status: "rejected", reason: "bad_email", lead: null },
      { line: 4, status: "rejected", reason: "no_company", lead: null },
    ]);
  });

  it("tells people how the file is written, what its columns are and what is wrong with it", async () => {
    const { code, out } = await baton(["parse", file("messy.csv", messy)]);

    assert.equal(code, 0);
    assert.match(out, /CSV, utf-8,\s+semicolons, header in line 1/);
    assert.match(out, /Firma → company, Ansprechpartner → name, E-Mail → email/);
    assert.match(out, /kept as they are: Status/);
    assert.match(out, /3 rows: 1 ok, 2 rejected\n {2}1 with a broken e-mail address \(line 3\)/);
  });

  it("takes the mapping a person wants, by a column's name or number", async () => {
    const path = file("odd.csv", "Wer,Was,Wo\nAcme,Sales,acme.example\n");

    const { code, out } = await baton([
      "parse",
      path,
      "--map",
      "company=Wer,title=2,url=Wo",
      "--json",
    ]);

    const { lead } = JSON.parse(out);
    assert.equal(code, 0);
    assert.deepEqual([lead.company, lead.title, lead.domain], ["Acme", "Sales", "acme.example"]);
  });

  it("drops a field that a person does not want", async () => {
    const { out } = await baton(["parse", file("messy.csv", messy), "--map", "email=", "--json"]);

    const [, second] = out.split("\n").map((line) => line && JSON.parse(line));
    assert.deepEqual([second.status, second.lead.extra["E-Mail"]], ["ok", "tom at tailspin"]);
  });

  it("has words for every reason there is", () => {
    const wordless = rowReasons.filter((reason) => !(reason in skipReasons));

    assert.deepEqual(wordless, []);
  });

  const failures: [string, string[], number, RegExp][] = [
    [
      "a file that is not there",
      [join(folder, "none.csv")],
      1,
      /^There is no file .*none\.csv\.\n$/,
    ],
    ["a folder", [folder], 1, /is no file\.\n$/],
    ["a file that is no table", [file("a.pdf", "%PDF-1.7\n")], 1, /^a\.pdf is not a table\. .*\n$/],
    ["an empty file", [file("empty.csv", "")], 1, /^The file is empty\.\n$/],
    [
      "a column that is not there",
      [file("m.csv", messy), "--map", "company=Nope"],
      1,
      /^There is no column Nope\. There are Firma, /,
    ],
    [
      "a field that is none",
      [file("m.csv", messy), "--map", "firm=Firma"],
      2,
      /Fields are company, url/,
    ],
  ];
  for (const [what, args, status, sentence] of failures) {
    it(`says in a sentence what is wrong with ${what}`, async () => {
      const { code, out, err } = await baton(["parse", ...args]);

      assert.deepEqual([code, out], [status, ""]);
      assert.match(err, sentence);
    });
  }
});
