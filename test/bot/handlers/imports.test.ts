import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Db } from "../../../db/client.ts";
import { saveSetting } from "../../../db/settings.ts";
import { UserError } from "../../../pipeline/errors.ts";
import {
  approve,
  countOf,
  drop,
  fileOf,
  finish,
  importAll,
  lastCard,
  lastText,
  newest,
  pressOn,
} from "../../jobs/ingest/import/drop.ts";
import { testDb } from "../../support/db.ts";
import { workOff } from "../../support/queue.ts";
import { buttonsOf, type Desk, openDesk, said } from "./desk.ts";

let db: Db & AsyncDisposable;
before(async () => {
  db = await testDb();
});
after(() => db[Symbol.asyncDispose]());

const five = `Firma;Mail;Website;Kostenstelle
Acme GmbH;ana@acme.example;acme.example;12
Borealis;bo@borealis.example;;
;;;13
Cirrus;;cirrus.example;
Delta;dora@delta.example;www.delta.example;
`;

describe("a dropped file", () => {
  it("is shown as a dry run, and nothing is written before somebody says yes", async () => {
    const desk = await openDesk(db);

    await drop(desk, "Rita", five);

    const text = lastText(desk.slack);
    assert.match(text, /leads-nov\.csv · 5 rows/);
    assert.match(text, /Create 4 · Update 0 · Unchanged 0 · Skipped 1/);
    assert.match(text, /1 empty \(line 4\)/);
    assert.match(text, /Firma → company, Mail → e-mail, Website → site; Kostenstelle ignored/);
    assert.match(text, /Acme GmbH +acme\.example/);
    assert.match(text, /Where is this list from\?/);
    for (const table of ["company", "contact", "lead", "source_event"]) {
      assert.equal(await countOf(desk, table), 0, table);
    }
  });

  it("has one card, posted where it was dropped and edited from then on", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", five);

    await approve(desk, "Rita", id);
    await finish(desk, id);

    const about = desk.slack.filter(({ card }) => card.id.startsWith("import:"));
    assert.deepEqual([...new Set(about.map(({ to }) => to))], ["C1"]);
    assert.equal(about.filter(({ kind }) => kind === "post").length, 1);
    assert.match(lastText(desk.slack), /Done: 4 in, 1 out · Undo until Mon 09:00/);
  });

  it("comes to the dropper's own messages where the channel does not take the card", async () => {
    const desk = await openDesk(db);
    const { ChatRefused } = await import("../../../jobs/world.ts");
    const { slack } = desk.world.chat;
    assert.ok(slack);
    const post = slack.post;
    slack.post = (tenantId, target, card) =>
      target.kind === "channel"
        ? Promise.reject(new ChatRefused("slack", "not_in_channel"))
        : post(tenantId, target, card);

    await drop(desk, "Rita", five);

    assert.deepEqual([...new Set(desk.slack.map(({ to }) => to))], ["dm:URita"]);
  });

  it("is refused with its limit where it is too large, and nothing of it is kept", async () => {
    const desk = await openDesk(db);
    await db.inTenant(desk.tenantId, (tx) => saveSetting(tx, "files", { mostMb: 1 }, "test"));
    const large = `Company\n${"Acme\n".repeat(300_000)}`;

    const honest = desk.handlers.file(desk.as("Rita", null), fileOf("a.csv", large));
    await assert.rejects(honest, /larger than 1 MB/);
    const lying = { ...fileOf("a.csv", large, 100_000), size: null };
    await assert.rejects(desk.handlers.file(desk.as("Rita", null), lying), UserError);

    for (const table of ["lead_import", "import_chunk", "import_row"]) {
      assert.equal(await countOf(desk, table), 0, table);
    }
  });

  it("leaves nothing behind when it breaks off", async () => {
    const desk = await openDesk(db);
    const broken = async function* () {
      yield Buffer.alloc(2_000_000, "a,b\n");
      throw new Error("the chat hung up");
    };
    const file = { ...fileOf("a.csv", ""), size: null, read: () => Promise.resolve(broken()) };

    await assert.rejects(desk.handlers.file(desk.as("Rita", null), file), /hung up/);

    assert.equal(await countOf(desk, "lead_import"), 0);
    assert.equal(await countOf(desk, "import_chunk"), 0);
  });

  it("that is no table says why on its card", async () => {
    const desk = await openDesk(db);

    await drop(desk, "Rita", "%PDF-1.7\n1 0 obj\n");

    assert.equal((await newest(desk)).state, "failed");
    assert.match(lastText(desk.slack), /leads-nov\.csv/);
    assert.equal(await countOf(desk, "import_chunk"), 0);
  });

  it("of another kind is nobody's business in a channel, and explained in a conversation", async () => {
    const desk = await openDesk(db);
    const here = desk.as("Rita", null);
    const dm = { ...here, place: { ...here.place, kind: "dm" as const } };

    const loud = await desk.handlers.file(dm, fileOf("cat.png", "…"));
    const quiet = await desk.handlers.file(here, fileOf("cat.png", "…"));

    assert.match(said(loud), /CSV and XLSX/);
    assert.equal(said(quiet), "");
    assert.equal(await countOf(desk, "lead_import"), 0);
  });

  it("is not taken from somebody who may only look", async () => {
    const desk = await openDesk(db);

    const answer = await desk.handlers.file(desk.as("Vera", null), fileOf("a.csv", five));

    assert.match(said(answer), /You can look, not act/);
    assert.equal(await countOf(desk, "lead_import"), 0);
  });
});

describe("the yes to an import", () => {
  it("asks where the list is from and what is in it", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", five);

    const answer = await pressOn(desk, "Rita", "import_approve", id);

    assert.ok(answer.kind === "form");
    const { fields, submit } = answer.form;
    assert.equal(submit, "Import 4");
    assert.deepEqual(
      fields.map(({ name, required }) => [name, required]),
      [
        ["declaration", true],
        ["purpose", true],
      ],
    );
  });

  const refused = {
    "a list nobody answers for": [{}, /Say where this list is from/],
    "a source we do not know": [{ declaration: "toString" }, /Say where this list is from/],
    "a bought list": [{ declaration: "bought" }, /Bought lists are not imported/],
  } as const;
  for (const [what, [values, why]] of Object.entries(refused)) {
    it(`is not taken for ${what}`, async () => {
      const desk = await openDesk(db);
      const id = await drop(desk, "Rita", five);

      const answer = await approve(desk, "Rita", id, { ...values });

      assert.equal(answer.kind, "invalid");
      assert.match(said(answer), why);
      assert.equal((await newest(desk)).state, "waiting");
      assert.equal(await countOf(desk, "source_event"), 0);
    });
  }

  it("is for whoever dropped the file, and for managers", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", five);

    const colleague = await approve(desk, "Ravi", id);
    const viewer = await approve(desk, "Vera", id);
    const manager = await approve(desk, "Mona", id);

    assert.match(said(colleague), /This file is Rita's\. Ask them, or a manager\./);
    assert.match(said(viewer), /You can look/);
    assert.match(said(manager), /0 of 4/);
  });

  it("counts once, however often it is pressed", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", five);

    await approve(desk, "Rita", id);
    const again = await approve(desk, "Rita", id);
    await finish(desk, id);

    assert.match(said(again), /moved on/);
    assert.equal(await countOf(desk, "lead"), 4);
  });

  it("can be no: cancelling forgets the file", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", five);

    const answer = await pressOn(desk, "Rita", "import_cancel", id);

    assert.match(said(answer), /Cancelled\. Nothing was written\./);
    assert.match(said(await approve(desk, "Rita", id)), /moved on/);
  });
});

describe("the mapping of a file", () => {
  it("can be changed, and the file is read again by it", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", five);
    const form = await pressOn(desk, "Rita", "import_map", id);

    await mapped(desk, id, { company: "3", email: "1", url: "2" });
    await workOff(desk.world);

    assert.ok(form.kind === "form");
    const [company] = form.form.fields;
    assert.ok(company?.kind === "choice");
    assert.equal(company.initial, "0");
    assert.deepEqual(company.options[1], { value: "0", label: "Firma: Acme GmbH" });
    const text = lastText(desk.slack);
    assert.match(text, /Mail → e-mail, Website → site, Kostenstelle → company; Firma ignored/);
    assert.match(text, /5 rows/);
    assert.equal(await countOf(desk, "import_row"), 5);
  });

  it("is refused where a column is chosen twice, or nothing tells the company", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", five);

    const twice = await mapped(desk, id, { company: "0", email: "0" });
    const nothing = await mapped(desk, id, { name: "0" });
    const forged = await mapped(desk, id, { company: "17" });

    assert.match(said(twice), /email: Firma is chosen twice/);
    assert.match(said(nothing), /company: Choose a column/);
    assert.equal(forged.kind, "invalid");
    assert.equal((await newest(desk)).state, "waiting");
  });

  function mapped(desk: Desk, id: string, values: Record<string, string>) {
    const args = { import: id };
    return desk.handlers.submit(desk.as("Rita", "m1"), { verb: "import_map", args, values });
  }
});

describe("/lead import", () => {
  it("lists one's own files, and a manager everybody's", async () => {
    const desk = await openDesk(db);
    await importAll(desk, "Rita", five);
    await drop(desk, "Ravi", "Company;Site\nEtna;etna.example\n", "ravi.csv");

    const rita = said(await desk.types("Rita", "imports"));
    const mona = said(await desk.types("Mona", "imports"));

    assert.match(rita, /1 · leads-nov\.csv · 1 Mar · Rita · done · 4 in, 1 out/);
    assert.doesNotMatch(rita, /ravi\.csv/);
    assert.match(mona, /2 · ravi\.csv · 1 Mar · Ravi · waits for a yes/);
  });

  it("says how to begin where there was none", async () => {
    const desk = await openDesk(db);

    assert.match(said(await desk.types("Rita", "imports")), /Drop a CSV or XLSX file/);
    assert.match(said(await desk.types("Rita", "import 7")), /There is no import 7/);
  });

  it("with a number shows its card, to those who may decide about it", async () => {
    const desk = await openDesk(db);
    await drop(desk, "Rita", five);

    const own = await desk.types("Rita", "import 1");

    assert.ok(buttonsOf(own).has("Import 4"));
    assert.match(said(await desk.types("Ravi", "import 1")), /This file is Rita's/);
  });

  it("undo takes an import back, once and within a day", async () => {
    const desk = await openDesk(db);
    await importAll(desk, "Rita", five);

    assert.match(said(await desk.types("Ravi", "import undo 1")), /This file is Rita's/);
    assert.match(said(await desk.types("Rita", "import undo 1")), /Undoing/);
    await workOff(desk.world);
    assert.match(lastText(desk.slack), /Undone: 4 leads removed\./);
    assert.match(said(await desk.types("Rita", "import undo 1")), /Only an import that is done/);

    const late = await openDesk(db);
    await importAll(late, "Rita", five);
    late.clock.now = new Date(late.clock.now.getTime() + 25 * 3_600_000);
    assert.match(said(await late.types("Rita", "import undo 1")), /can be undone for a day/);
    assert.equal(await countOf(late, "lead"), 4);
  });

  it("undo is asked for once more when it is pressed", async () => {
    const desk = await openDesk(db);
    const id = await importAll(desk, "Rita", five);

    const form = await pressOn(desk, "Rita", "import_undo", id);
    const before = (await newest(desk)).state;
    await desk.handlers.submit(desk.as("Rita", "m1"), {
      ...{ verb: "import_undo", args: { import: id }, values: {} },
    });

    assert.equal(form.kind, "form");
    assert.equal(before, "done");
    assert.equal((await newest(desk)).state, "undoing");
  });
});

describe("an import of another tenant", () => {
  it("is out of reach by number and by id", async () => {
    const [mine, theirs] = [await openDesk(db), await openDesk(db)];
    const id = await drop(theirs, "Rita", five);

    assert.match(said(await mine.types("Mona", "import 1")), /There is no import 1/);
    for (const verb of ["import_approve", "import_cancel", "import_rejected", "import_undo"]) {
      await assert.rejects(pressOn(mine, "Mona", verb, id), UserError, verb);
    }
    await assert.rejects(approve(mine, "Mona", id), UserError);
    assert.equal((await newest(theirs)).state, "waiting");
    assert.equal(lastCard(theirs.slack).version > 0, true);
  });
});
