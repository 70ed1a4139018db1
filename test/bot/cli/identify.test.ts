import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { baton } from "./baton.ts";

const letter =
  "Ich heiße Ana Weber und arbeite bei der Northwind GmbH. ana (at) northwind (dot) de";

describe("baton identify", () => {
  it("prints who a text is from as one JSON value", async () => {
    const { code, out, err } = await baton(["identify", letter, "--json"]);

    assert.deepEqual([code, err], [0, ""]);
    assert.deepEqual(JSON.parse(out), {
      name: "Ana Weber",
      email: "ana@northwind.de",
      company: "Northwind GmbH",
      domain: "northwind.de",
      website: null,
      phone: null,
      country: "DE",
      language: "de",
    });
  });

  it("prints what it knows for people, and that it knows nothing", async () => {
    using folder = newFolder({ "letter.txt": letter });

    const [known, unknown] = await Promise.all([
      baton(["identify", "--file", join(folder.path, "letter.txt")]),
      baton(["identify", "ok"]),
    ]);

    assert.match(known.out, /^name {6}Ana Weber\nemail {5}ana@northwind\.de\n/);
    assert.equal(unknown.out, "The text does not say who it is from.\n");
  });

  const wrong: [args: string[], code: number, complaint: RegExp][] = [
    [[], 2, /^error: give either a text or --file/],
    [["a", "--file", "b"], 2, /^error: give either a text or --file/],
    [["-"], 1, /^The text is empty\.\n$/],
    [["--file", "no-such-file"], 1, /^There is no file no-such-file to read\.\n$/],
  ];
  for (const [args, code, complaint] of wrong) {
    it(`answers ${JSON.stringify(args)} with ${code}`, async () => {
      const answer = await baton(["identify", ...args]);

      assert.deepEqual([answer.code, answer.out], [code, ""]);
      assert.match(answer.err, complaint);
    });
  }
});

describe("baton match", () => {
  const ana = { company: "Acme GmbH", first_name: "Ana", last_name: "Weber", extra: {} };

  it("prints the verdict on two leads with its reasons", async () => {
    using folder = newFolder({
      "a.json": JSON.stringify(ana),
      "b.json": JSON.stringify({ line: 2, lead: { company: "ACME", name: "Weber, Ana" } }),
    });
    const files = ["a.json", "b.json"].map((name) => join(folder.path, name));

    const [json, text] = await Promise.all([
      baton(["match", ...files, "--json"]),
      baton(["match", ...files]),
    ]);

    const why = ["The same person's name.", "The same company name."];
    assert.deepEqual([json.code, JSON.parse(json.out)], [0, { verdict: "same", why }]);
    assert.equal(text.out, `same\n${why.join("\n")}\n`);
  });

  it("knows the id that a CRM gave", async () => {
    const lead = (id: number) => JSON.stringify({ ...ana, source: "hubspot", external_id: id });
    using folder = newFolder({ "a.json": lead(1), "b.json": lead(2) });

    const { out } = await baton([
      "match",
      join(folder.path, "a.json"),
      join(folder.path, "b.json"),
      "--json",
    ]);

    assert.equal(JSON.parse(out).verdict, "different");
  });

  const wrong: [what: string, content: string, complaint: RegExp][] = [
    ["a number as company", '{"company":7}', /^\S+a\.json: company: .+\.\n$/],
    ["a list", "[]", /^\S+a\.json: .+\.\n$/],
    ["what is no JSON", "{", /^\S+a\.json is not JSON\.\n$/],
  ];
  for (const [what, content, complaint] of wrong) {
    it(`names the file and the field: ${what}`, async () => {
      using folder = newFolder({ "a.json": content });
      const file = join(folder.path, "a.json");

      const { code, out, err } = await baton(["match", file, file]);

      assert.deepEqual([code, out], [1, ""]);
      assert.match(err, complaint);
    });
  }
});

function newFolder(files: Record<string, string>) {
  const path = mkdtempSync(join(tmpdir(), "baton-identity-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
