import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { brokenLink } from "../../../../db/audit.ts";
import type { Db } from "../../../../db/client.ts";
import { findLead, findLeadByDomain, readLeadInput } from "../../../../db/leads.ts";
import { type Desk, type Name, openDesk } from "../../../bot/handlers/desk.ts";
import { testDb } from "../../../support/db.ts";
import { givenLead, givenRouted } from "../../../support/given.ts";
import { workOff } from "../../../support/queue.ts";
import { countOf, drop, importAll, lastText, newest } from "./drop.ts";

let db: Db & AsyncDisposable;
before(async () => {
  db = await testDb();
});
after(() => db[Symbol.asyncDispose]());

const names = ["Acme", "Borealis", "Cirrus", "Delta", "Etna", "Fjord", "Gorge"];
const file = `Company,Website,Email,Name,Title
${names.map((name) => `${name},${name}.example,ana@${name}.example,Ana,CEO`.toLowerCase()).join("\n")}
`;

/** A desk with an import of seven companies, done. Its clock is the database's: undoing compares the two. */
async function givenImport(text = file): Promise<Desk> {
  const desk = await openDesk(db);
  desk.clock.now = new Date();
  await importAll(desk, "Rita", text);
  return desk;
}

async function leadOf({ tenantId }: Desk, domain: string): Promise<string> {
  const lead = await db.inTenant(tenantId, (tx) => findLeadByDomain(tx, domain));
  assert.ok(lead, domain);
  return lead.id;
}

async function undo(desk: Desk, name: Name = "Rita", number = 1): Promise<void> {
  desk.clock.now = new Date();
  await desk.types(name, `import undo ${number}`);
  await workOff(desk.world);
}

const everything = [
  ...["lead", "contact", "company", "source_event", "decision", "transition", "fact", "consent"],
  ...["touch", "feedback", "page_visit", "cost", "routing"],
];

describe("undoing an import", () => {
  it("leaves nothing of it but its history", async () => {
    const desk = await givenImport();
    await workOff(desk.world); // research, scores, offers

    await undo(desk);

    for (const table of everything) assert.equal(await countOf(desk, table), 0, table);
    const { state, counts, kept } = await newest(desk);
    assert.deepEqual(
      { state, kept, removed: counts.removed },
      {
        ...{ state: "undone", kept: {}, removed: 7 },
      },
    );
    const { rows } = await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query("select type from event where type like 'import.%' order by seq"),
    );
    assert.deepEqual(
      rows.map(({ type }) => type),
      ["import.importing", "import.undoing", "import.undone"],
    );
  });

  it("keeps the leads somebody worked on, and says which and why", async () => {
    const desk = await givenImport();
    await workOff(desk.world);
    await desk.types("Rita", "claim acme.example");
    await desk.submit("Ravi", "log_outcome", await leadOf(desk, "borealis.example"), {
      outcome: "no_answer",
    });
    await desk.types("Mona", "snooze cirrus.example 3d");
    await givenLead(db, desk.tenantId, { company: "Delta", domain: "delta.example" });

    await undo(desk);

    const { kept, counts } = await newest(desk);
    assert.deepEqual(
      Object.entries(kept).map(([reason, { count }]) => [reason, count]),
      [
        ["claimed", 1],
        ["worked_on", 2],
        ["other_door", 1],
      ],
    );
    assert.equal(counts.removed, 3);
    assert.equal(await countOf(desk, "lead"), 4);
    const text = lastText(desk.slack);
    assert.match(text, /Undone: 3 leads removed\./);
    assert.match(text, /4 leads kept:/);
    assert.match(text, /1 claimed: acme/);
    assert.match(text, /2 worked on: borealis, cirrus/);
    assert.match(text, /1 came through another door too: delta/);
  });

  it("gives leads from before their old face, and a new score", async () => {
    const desk = await openDesk(db);
    desk.clock.now = new Date();
    const before = await givenRouted(db, desk.tenantId, "C", {
      ...{ company: "Acme", domain: "acme.example" },
    });
    await importAll(desk, "Rita", file);

    await undo(desk);

    await db.inTenant(desk.tenantId, async (tx) => {
      const lead = await findLead(tx, before);
      assert.ok(lead);
      const { title, email } = await readLeadInput(tx, lead);
      assert.deepEqual(
        { title, email, contactId: lead.contactId },
        {
          ...{ title: null, email: null, contactId: null },
        },
      );
      assert.equal(await brokenLink(tx, before), null);
    });
    assert.match(lastText(desk.slack), /Undone: 6 leads removed\./);
    assert.match(lastText(desk.slack), /1 lead from before stand/);
    assert.equal(await countOf(desk, "lead"), 1);
    assert.equal(await countOf(desk, "contact"), 0);
  });

  it("leaves a lead from before as it is where somebody went on with it", async () => {
    const desk = await openDesk(db);
    desk.clock.now = new Date();
    await givenRouted(db, desk.tenantId, "C", { company: "Acme", domain: "acme.example" });
    await importAll(desk, "Rita", file);
    await desk.types("Mona", "snooze acme.example 3d");

    await undo(desk);

    assert.match(lastText(desk.slack), /1 changed since: Acme/);
    assert.equal(await countOf(desk, "source_event"), 2);
  });

  it("lets the same file be imported again", async () => {
    const desk = await givenImport();
    await undo(desk);

    await drop(desk, "Rita", file);

    assert.deepEqual((await newest(desk)).counts, { create: 7 });
  });

  it("takes back its own lines and no other file's", async () => {
    const desk = await givenImport();
    const other = "Company,Website\nHadal,hadal.example\nAcme again,acme.example\n";
    await importAll(desk, "Rita", other);

    await undo(desk, "Rita", 2);

    assert.equal(await countOf(desk, "lead"), 7);
    assert.equal(await countOf(desk, "source_event"), 7);
  });
});
