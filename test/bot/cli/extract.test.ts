import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { baton } from "./baton.ts";

const corpus = "test/fixtures/pages/corpus";
const about = `${corpus}/polderzicht/over-ons.html`;

describe("baton extract", () => {
  it("prints a line per fact, each with a quote of the page", async () => {
    const args = ["extract", about, "--url", "https://polderzicht.example/over-ons", "--json"];

    const { code, out, err } = await baton(args);

    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const size = lines.find(({ field }) => field === "employee_count");
    const country = lines.find(({ field }) => field === "hq_country");
    assert.deepEqual([code, err], [0, ""]);
    assert.deepEqual([size.file, size.value], [about, 47]);
    assert.match(size.evidence, /47 medewerkers/);
    assert.equal(country.value, "Netherlands (NL)");
    assert.deepEqual(Object.keys(size), ["file", "field", "value", "evidence"]);
  });

  it("reads several files without their addresses, and says what it found to people", async () => {
    const { code, out } = await baton(["extract", about, `${corpus}/palmgrove/index.html`]);

    assert.equal(code, 0);
    assert.match(out, /founded_year {2,}2011/);
    assert.match(out, /palmgrove\/index\.html\n/);
  });

  it("names the file that is not there, and the address that is none", async () => {
    const [missing, wrong] = await Promise.all([
      baton(["extract", "no-such.html"]),
      baton(["extract", about, "--url", "polderzicht"]),
    ]);

    assert.deepEqual([missing.code, missing.err], [1, "There is no file no-such.html to read.\n"]);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /--url must be a whole address/);
  });
});

describe("baton eval-pages", () => {
  it("prints what was found, avoided and made up", async () => {
    const { code, out } = await baton(["eval-pages", corpus, "--json"]);

    const { present, traps, absent, quotes, fields } = JSON.parse(out);
    assert.equal(code, 0);
    assert.ok(present.hits / present.of >= 0.9, `found ${present.hits} of ${present.of}`);
    assert.ok(traps.hits / traps.of >= 0.95, `avoided ${traps.hits} of ${traps.of}`);
    assert.equal(absent.hits, absent.of);
    assert.equal(quotes.hits, quotes.of);
    assert.ok(fields.person.precision.hits / fields.person.precision.of >= 0.95);
  });

  it("names the folder that holds no pages", async () => {
    const { code, err } = await baton(["eval-pages", "test/fixtures/cards"]);

    assert.deepEqual(
      [code, err],
      [1, "There is no file test/fixtures/cards/pages.jsonl to read.\n"],
    );
  });
});
