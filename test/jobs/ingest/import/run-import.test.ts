import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Db } from "../../../../db/client.ts";
import { listRows } from "../../../../db/imports/rows.ts";
import { saveSetting } from "../../../../db/settings.ts";
import { openDoor } from "../../../../db/tenants.ts";
import { fileLimit } from "../../../../jobs/ingest/import/file-limit.ts";
import { sweepImports } from "../../../../jobs/ingest/import/forget-import.ts";
import { readRaw } from "../../../../jobs/ingest/import/raw-row.ts";
import { readImport } from "../../../../jobs/ingest/import/read-import.ts";
import type { OutgoingFile } from "../../../../jobs/world.ts";
import { type Desk, openDesk, said } from "../../../bot/handlers/desk.ts";
import { testDb } from "../../../support/db.ts";
import { givenLead } from "../../../support/given.ts";
import { workOff } from "../../../support/queue.ts";
import { approve, countOf, drop, finish, importAll, lastText, newest, pressOn } from "./drop.ts";

let db: Db & AsyncDisposable;
before(async () => {
  db = await testDb();
});
after(() => db[Symbol.asyncDispose]());

const header = "Company,Website,Email,Name,Record ID\n";
const three = `${header}Acme,acme.example,ana@acme.example,Ana,
Borealis,borealis.example,bo@borealis.example,Bo,77
,,,Kim,
`;

/** Files a chat gave to people. */
function watchFiles({ world }: Desk): { to: string; file: OutgoingFile }[] {
  const files: { to: string; file: OutgoingFile }[] = [];
  assert.ok(world.chat.slack);
  world.chat.slack.sendFile = (_, to, file) => {
    files.push({ to, file });
    return Promise.resolve();
  };
  return files;
}

describe("the lines of a file", () => {
  it("become leads, their people and companies, each told where it is from", async () => {
    const desk = await openDesk(db);

    const id = await importAll(desk, "Rita", three);

    const { rows } = await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query(
        `select line, channel, status, import_id = $1 as "ofImport" from source_event order by line`,
        [id],
      ),
    );
    assert.deepEqual(rows, [
      { line: 2, channel: "file", status: "ingested", ofImport: true },
      { line: 3, channel: "file", status: "ingested", ofImport: true },
    ]);
    assert.equal(await countOf(desk, "lead"), 2);
    assert.equal(await countOf(desk, "contact"), 2);
    assert.equal(await countOf(desk, "import_chunk"), 0);
  });

  it("are quiet: no card in a channel, no message to anybody, no alert", async () => {
    const desk = await openDesk(db);
    await db.inTenant(desk.tenantId, (tx) =>
      saveSetting(tx, "channels.slack", { leads: "CLEADS", aLeads: "CHOT" }, "test"),
    );

    await importAll(desk, "Rita", three);
    await workOff(desk.world);

    const others = desk.slack.filter(({ card }) => !card.id.startsWith("import:"));
    assert.deepEqual(others, []);
  });

  it("speak up once somebody asks for the lead", async () => {
    const desk = await openDesk(db);
    await importAll(desk, "Rita", three);

    const answer = await desk.types("Rita", "show acme.example");

    assert.match(said(answer), /Acme/);
  });

  it("are known again: by id, by address, by domain, and when they say the same", async () => {
    const desk = await openDesk(db);
    await importAll(desk, "Rita", three);
    await givenLead(db, desk.tenantId, { company: "Cirrus", domain: "cirrus.example" });

    await drop(
      desk,
      "Rita",
      `${header}Acme,acme.example,ana@acme.example,Ana,
Borealis Ltd,other.example,,,77
Elsewhere,elsewhere.example,bo@borealis.example,,
Cirrus,www.cirrus.example,carl@cirrus.example,Carl,
New,new.example,,,
New,new.example,,,
`,
      "again.csv",
    );

    const { counts, skipped } = await newest(desk);
    assert.deepEqual(counts, { unchanged: 1, update: 3, create: 1, skipped: 1 });
    assert.deepEqual(skipped, { same_as: { count: 1, lines: [7] } });
    assert.match(lastText(desk.slack), /1 the same as an earlier line \(line 7\)/);
  });

  it("come back with their reasons, formulas made harmless", async () => {
    const desk = await openDesk(db);
    const files = watchFiles(desk);
    const bad = `Company,Website,Email,Phone\nAcme,acme.example,,\n,,,=HYPERLINK("evil")\nBorealis,borealis.example,not-an-address,\n`;

    const id = await importAll(desk, "Rita", bad);
    const answer = await pressOn(desk, "Rita", "import_rejected", id);

    assert.match(said(answer), /in your messages/);
    assert.equal(files.length, 2, "once by itself, once because it was asked for");
    const [sent] = files;
    assert.equal(sent?.to, "URita");
    assert.equal(sent?.file.name, "rejected-leads-nov.csv");
    const text = sent?.file.body.toString() ?? "";
    assert.match(text, /Company,Website,Email,Phone,line,reason/);
    assert.match(text, /,3,It names no company/);
    assert.doesNotMatch(text, /(?:^|,|")=HYPERLINK/m);
  });

  it("go on a list of companies where that is what they are, and make no leads", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", three);

    await approve(desk, "Rita", id, { declaration: "crm_export", purpose: "customer" });
    await workOff(desk.world);

    const { rows } = await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query(
        "select standing, domain, import_id as id from known_account order by domain",
      ),
    );
    assert.deepEqual(rows, [
      { standing: "customer", domain: "acme.example", id },
      { standing: "customer", domain: "borealis.example", id },
    ]);
    assert.equal(await countOf(desk, "lead"), 0);
    assert.match(lastText(desk.slack), /Done: 2 rows on the list "Our customers"/);

    await desk.types("Rita", "import undo 1");
    await workOff(desk.world);
    const left = "select count(*)::int as n from known_account where removed_at is null";
    const after = await db.inTenant(desk.tenantId, (tx) => tx.client.query(left));
    assert.deepEqual(after.rows, [{ n: 0 }]);
  });
});

describe("a file that is read", () => {
  it("goes on where its worker died, and doubles no line", async () => {
    const desk = await openDesk(db);
    const many = Array.from({ length: 4_500 }, (_, n) => `C${n},c${n}.example,,,`).join("\n");
    await drop(desk, "Rita", `${header}${many}\n`);
    const { id } = await newest(desk);
    // As if the worker had died after the first piece was staged.
    await db.inTenant(desk.tenantId, async (tx) => {
      await tx.client.query("delete from import_row where line > 2001");
      await tx.client.query(
        `update lead_import set state = 'reading', rows_read = 2000, counts = '{"create": 2000}'`,
      );
    });

    await readImport.run({ tenantId: desk.tenantId, id }, desk.world);

    const { counts, rowsRead, state } = await newest(desk);
    assert.deepEqual(
      { counts, rowsRead, state },
      {
        ...{ counts: { create: 4_500 }, rowsRead: 4_500, state: "waiting" },
      },
    );
    assert.equal(await countOf(desk, "import_row"), 4_500);
  });

  it("seals what it says, cell by cell as it stood there", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", three);

    const rows = await db.inTenant(desk.tenantId, (tx) => listRows(tx, id, ["create"], 0));
    const { rows: stored } = await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query<{ n: number }>(
        `select count(*)::int as n from import_row r, lead_import i
         where position('ana@acme'::bytea in r.raw || r.normalised) > 0
           or position('Company'::bytea in i.columns) > 0`,
      ),
    );

    assert.deepEqual(rows.map(({ raw }) => readRaw(raw))[0], [
      ...["Acme", "acme.example", "ana@acme.example", "Ana", ""],
    ]);
    assert.deepEqual(stored, [{ n: 0 }]);
  });

  it("is forgotten after 7 days without a yes, and its card says so", async () => {
    const desk = await openDesk(db);
    await drop(desk, "Rita", three);
    desk.clock.now = new Date(desk.clock.now.getTime() + 7 * 24 * 3_600_000 + 1);

    await sweepImports(desk.world);
    await workOff(desk.world);

    assert.equal((await newest(desk)).state, "expired");
    assert.match(lastText(desk.slack), /Nobody said yes within 7 days/);
    assert.equal(await countOf(desk, "import_row"), 0);
    assert.equal(await countOf(desk, "import_chunk"), 0);
  });

  it("is swept an hour after it broke off, and not before", async () => {
    const desk = await openDesk(db);
    await drop(desk, "Rita", three);
    await db.inTenant(desk.tenantId, (tx) =>
      tx.client.query("update lead_import set state = 'arriving'"),
    );

    desk.clock.now = new Date(desk.clock.now.getTime() + 3_599_000);
    await sweepImports(desk.world);
    const before = await countOf(desk, "lead_import");
    desk.clock.now = new Date(desk.clock.now.getTime() + 2_000);
    await sweepImports(desk.world);

    assert.equal(before, 1);
    assert.equal(await countOf(desk, "lead_import"), 0);
  });
});

describe("the size limit of a file", () => {
  it("is the tenant's, but for doors that have their own, by name or id", async () => {
    const { tenantId } = await openDesk(db);
    const limits = { mostMb: 50, doors: [{ name: "website", mostMb: 5 }] };
    const website = await openDoor(db, tenantId, "website");
    const shop = await openDoor(db, tenantId, "shop");
    const limitOf = (doorId: string | null) =>
      db.inTenant(tenantId, async (tx) => (await fileLimit(tx, doorId)) / 1024 / 1024);

    const unset = await limitOf(website.id);
    await db.inTenant(tenantId, (tx) => saveSetting(tx, "files", limits, "test"));

    assert.equal(unset, 100);
    assert.deepEqual(
      [await limitOf(null), await limitOf(shop.id), await limitOf(website.id)],
      [50, 50, 5],
    );
  });
});

describe("an import under way", () => {
  it("tells how far it is, and is done when its last line is settled", async () => {
    const desk = await openDesk(db);
    const id = await drop(desk, "Rita", three);

    await approve(desk, "Rita", id);
    await workOff(desk.world);
    const under = lastText(desk.slack);
    await finish(desk, id);

    assert.match(under, /░ 0 of 2/);
    assert.match(lastText(desk.slack), /Done: 2 in, 1 out/);
  });
});
