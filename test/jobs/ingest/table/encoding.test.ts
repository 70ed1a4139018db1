import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cellsOf, readTable } from "./read-table.ts";
import { encode } from "./write-table.ts";

describe("the encoding of a file", () => {
  const texts: [string, string, string][] = [
    ["German", "windows-1252", "Jörg Müller;Grüße aus Köln"],
    ["French", "windows-1252", "François Lefèvre;Forêt d’été"],
    ["Spanish", "windows-1252", "Begoña Núñez;Construcción"],
    ["Portuguese", "windows-1252", "João Conceição;Gestão de irmãos"],
    ["Danish", "windows-1252", "Søren Ørsted;Æbler på Åen"],
    ["prices", "windows-1252", "Acme – “Best”;€ 5 … it’s fine"],
    ["Hungarian", "windows-1250", "Szűcs Dániel;Győri Bútor Kft."],
    ["one Hungarian word", "windows-1250", "Erzsi Nagy;Győr Kft."],
    ["Polish", "windows-1250", "Łukasz Wiśniewski;Gdańsk Sp. z o.o."],
    ["Polish as Linux wrote it", "iso-8859-2", "Małgorzata Dąbrowska;Łódź i wieś"],
    ["Turkish", "windows-1254", "Çağrı Yıldız;Güneş Enerji"],
    ["Russian", "windows-1251", "Иван Петров;Общество Ромашка"],
    ["Greek", "windows-1253", "Γιώργος Παπαδόπουλος;Αθήνα"],
  ];
  for (const [what, encoding, row] of texts) {
    it(`is told by its letters: ${what} in ${encoding}`, async () => {
      const table = await readTable(encode(`Name;Company\n${row}\n`, encoding));

      assert.deepEqual(cellsOf(table.rows), [row.split(";")]);
    });
  }

  it("stays UTF-8 with one bad byte in it", async () => {
    const text = Buffer.from("Name,Company\nJörg,Müller\nAna,B_ckerei\n");
    text[text.indexOf("_")] = 0xe4;

    const table = await readTable(text);

    assert.deepEqual(cellsOf(table.rows), [
      ["Jörg", "Müller"],
      ["Ana", "B\uFFFDckerei"],
    ]);
  });

  it("is settled by the first letter that is not ASCII, however late it comes", async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `Person ${n},Company ${n}`).join("\n");
    const file = `Name,Company\n${rows}\nJörg,Müller`;

    const [utf8, windows] = await Promise.all(
      ["utf-8", "windows-1252"].map((encoding) => readTable(encode(file, encoding))),
    );

    assert.deepEqual(utf8?.rows.at(-1), { line: 20_002, cells: ["Jörg", "Müller"] });
    assert.deepEqual(windows?.rows.at(-1), { line: 20_002, cells: ["Jörg", "Müller"] });
  });

  it("survives characters cut in two by the network, wherever", async () => {
    const text = Buffer.from("Name,Company\nÁgnes,Kőbánya 👩‍💻\n");

    const tables = await Promise.all([1, 2, 3, 5, 7].map((size) => readTable(text, { size })));

    for (const { rows } of tables) assert.deepEqual(cellsOf(rows), [["Ágnes", "Kőbánya 👩‍💻"]]);
  });

  it("survives a line end and a character cut in two between two blocks", async () => {
    const row = "ő".repeat(50);
    const all = Array.from({ length: 6_000 }, (_, n) => `${"x".repeat(n % 7)}${row},${n}`);
    const text = Buffer.from(["Név,Azonosító", ...all].join("\r\n"));

    const table = await readTable(text, { size: 262_144 });

    assert.deepEqual(
      cellsOf(table.rows),
      all.map((line) => line.split(",")),
    );
  });
});
