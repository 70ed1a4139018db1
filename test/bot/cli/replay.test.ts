import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readRecording } from "../../../bot/replay/recording.ts";
import { replay } from "../../../bot/replay/replay.ts";
import { UserError } from "../../../pipeline/errors.ts";
import { baton } from "./baton.ts";

const hostile = "test/fixtures/leads/hostile-form-and-page";

describe("baton replay", () => {
  it("prints every stage of a recorded lead as one JSON value", async () => {
    const { code, out, err } = await baton(["replay", hostile, "--json"]);

    assert.deepEqual([code, err], [0, ""]);
    const stages = JSON.parse(out);
    assert.deepEqual(Object.keys(stages), [
      ...["input", "normalised", "facts", "parts", "decision", "cards"],
    ]);
    assert.deepEqual(Object.keys(stages.cards), ["slack", "teams", "text"]);
    assert.deepEqual(stages, JSON.parse(JSON.stringify(replay(await readRecording(hostile)))));
  });

  it("prints the stages for people at 80 columns, with nothing that could command a terminal", async () => {
    const { code, out } = await baton(["replay", hostile]);

    assert.equal(code, 0);
    const titles = out.split("\n").filter((line) => /^\S/.test(line));
    const cards = ["Card as text", "Card in Slack", "Card in Teams"];
    assert.deepEqual(titles, ["Input", "Normalised", "Facts", "Parts", "Decision", ...cards]);
    const wide = out.split("\n").filter((line) => line.length > 80 && !line.includes("https://"));
    assert.deepEqual(wide, []);
    assert.doesNotMatch(out, /(?!\n)[\p{Cc}\u200b-\u200f\u202a-\u202e]/u);
  });

  it("says in one sentence that there is no recorded lead", async () => {
    const { code, out, err } = await baton(["replay", "test/fixtures"]);

    assert.deepEqual([code, out], [1, ""]);
    assert.equal(err, "There is no lead.json to read in test/fixtures.\n");
  });
});

describe("a recording", () => {
  const now = "2026-03-02T09:00:00Z";
  const input = { text: "acme.example" };
  const page = { file: "page.html", url: "https://acme.example/", kind: "landing" };
  const intake = { company: "Acme", source: "website" };
  const cases: [what: string, lead: object, complaint: RegExp][] = [
    ["no moment", { input }, /now: /],
    ["a moment that is none", { now: "yesterday", input }, /now: /],
    ["no input", { now }, /input: must be/],
    ["two inputs", { now, input: { ...input, intake } }, /input: must be/],
    ["a time zone nobody has", { now, input, timeZone: "Mars/Olympus" }, /timeZone: must be/],
    ["a knob the playbook lacks", { now, input, playbook: { bass: 3 } }, /playbook: .*bass/],
    ["a field it does not know", { now, input, pagez: [] }, /pagez/],
    ["a page elsewhere", { now, input, pages: [{ ...page, file: "../x" }] }, /same folder/],
    ["a page that is missing", { now, input, pages: [page] }, /no page\.html to read/],
    ["a text without a company", { now, input: { text: "hello you" } }, /No company's domain/],
    ["nothing typed", { now, input: { text: " " } }, /Type a company's domain/],
    ["a body the door refuses", { now, input: { intake } }, /url and email are both missing/],
  ];
  for (const [what, lead, complaint] of cases) {
    it(`is refused with the reason: ${what}`, async () => {
      using folder = newFolder(JSON.stringify(lead));

      const failure = await replayed(folder.path).catch((error: unknown) => error);

      assert.ok(failure instanceof UserError, String(failure));
      assert.match(failure.message, complaint);
    });
  }

  it("is refused with the reason: a file that is not JSON", async () => {
    using folder = newFolder("{");

    await assert.rejects(replayed(folder.path), /lead\.json is not JSON\.$/);
  });

  it("counts with the playbook it names, on top of the default one", async () => {
    using average = newFolder(JSON.stringify({ now, input }));
    using generous = newFolder(JSON.stringify({ now, input, playbook: { base: 70 } }));

    const [before, after] = [await replayed(average.path), await replayed(generous.path)];

    assert.equal((after.decision.score ?? 0) - (before.decision.score ?? 0), 30);
  });

  it("is not scored when its landing page is for sale", async () => {
    using folder = newFolder(JSON.stringify({ now, input, pages: [page] }));
    writeFileSync(
      join(folder.path, page.file),
      "<title>acme.example is for sale</title><h1>Buy this domain</h1><p>This domain is for sale.</p>",
    );

    await assert.rejects(replayed(folder.path), /page\.html is not a company's page/);
  });
});

async function replayed(folder: string) {
  return replay(await readRecording(folder));
}

function newFolder(lead: string) {
  const path = mkdtempSync(join(tmpdir(), "baton-lead-"));
  writeFileSync(join(path, "lead.json"), lead);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
