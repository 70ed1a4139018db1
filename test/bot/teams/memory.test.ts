import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Conversation } from "../../../bot/teams/memory.ts";
import { thisMachine } from "../../../bot/teams/microsoft.ts";
import { teamsMemory } from "../../../bot/teams-memory.ts";
import type { Db } from "../../../db/client.ts";
import { testDb } from "../../support/db.ts";
import { givenPerson, givenTenant } from "../../support/given.ts";

const url = "http://127.0.0.1:4000/";

function conversation(conversationId: string, own: Partial<Conversation> = {}): Conversation {
  return {
    conversationId,
    kind: "channel",
    teamId: null,
    serviceUrl: url,
    botId: "28:baton",
    userId: "29:rita",
    aadObjectId: null,
    entraTenantId: "entra-1",
    ...own,
  };
}

/** A memory as another process would open it. */
const memoryOf = (db: Db) => teamsMemory(db, thisMachine.isServiceUrl);

describe("what Baton remembers of Teams", () => {
  it("outlives the process that heard it", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const leads = conversation("19:leads");

    await memoryOf(db).remember(tenantId, leads);

    assert.deepEqual(await memoryOf(db).recall(tenantId, "19:leads"), leads);
    assert.deepEqual(await memoryOf(db).latest(tenantId), leads);
  });

  it("is no other tenant's", async () => {
    await using db = await testDb();
    const [ours, theirs] = [await givenTenant(db), await givenTenant(db)];
    const memory = memoryOf(db);

    await memory.remember(ours, conversation("19:leads"));
    await memory.forget(theirs, "19:leads", null);

    assert.equal(await memory.recall(theirs, "19:leads"), undefined);
    assert.equal(await memory.latest(theirs), undefined);
    assert.notEqual(await memory.recall(ours, "19:leads"), "gone");
  });

  it("moves with Teams, and notes nothing where it only looks on", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const memory = memoryOf(db);
    await memory.remember(tenantId, conversation("19:leads"));

    await memory.renew(tenantId, "19:leads", "http://127.0.0.1:5000/");
    await memory.renew(tenantId, "19:strangers", "http://127.0.0.1:5000/");

    const moved = conversation("19:leads", { serviceUrl: "http://127.0.0.1:5000/" });
    assert.deepEqual(await memory.recall(tenantId, "19:leads"), moved);
    assert.equal(await memory.recall(tenantId, "19:strangers"), undefined);
  });

  it("takes no address that posts must not go to", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const memory = memoryOf(db);
    const away = "https://evil.example/";

    await memory.remember(tenantId, conversation("19:evil", { serviceUrl: away }));
    await memory.remember(tenantId, conversation("19:leads"));
    await memory.renew(tenantId, "19:leads", away);

    assert.equal(await memory.recall(tenantId, "19:evil"), undefined);
    assert.deepEqual(await memory.recall(tenantId, "19:leads"), conversation("19:leads"));
  });

  it("loses a whole team when Baton is removed, and has it back when it is added again", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const memory = memoryOf(db);
    const inTeam = { teamId: "19:team" };
    await memory.remember(tenantId, conversation("19:general", inTeam));
    await memory.remember(tenantId, conversation("19:leads", inTeam));
    await memory.remember(tenantId, conversation("19:elsewhere", { teamId: "19:other" }));
    const states = () =>
      Promise.all(
        ["19:general", "19:leads", "19:elsewhere"].map(async (id) => {
          const known = await memory.recall(tenantId, id);
          return typeof known === "object" ? "there" : known;
        }),
      );

    await memory.forget(tenantId, "19:general", "19:team");
    const removed = await states();
    const near = await memory.latest(tenantId);
    await memory.remember(tenantId, conversation("19:general", inTeam));
    const added = await states();

    assert.deepEqual(removed, ["gone", "gone", "there"]);
    assert.equal(near?.conversationId, "19:elsewhere");
    assert.deepEqual(added, ["there", "there", "there"]);
  });

  it("knows a person's own conversation by both of their ids", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const memory = memoryOf(db);
    const aadObjectId = "00000000-0000-4000-8000-000000000001";
    const rita = conversation("a:rita", { kind: "personal", aadObjectId });
    await memory.remember(tenantId, rita);

    assert.deepEqual(await memory.personal(tenantId, "29:rita"), rita);
    assert.deepEqual(await memory.personal(tenantId, aadObjectId), rita);
    assert.equal(await memory.personal(tenantId, "29:ravi"), undefined);
    await memory.forget(tenantId, "a:rita", null);
    assert.equal(await memory.personal(tenantId, "29:rita"), "gone");
  });

  it("keeps a file sealed, for one person, until they have it", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    await givenPerson(db, tenantId, "rita");
    await givenPerson(db, tenantId, "ravi");
    const memory = memoryOf(db);
    const body = Buffer.from("line,reason\n7,no domain\n");
    const file = { name: "out.csv", title: "Left out", contentType: "text/csv", body };

    const kept = await memory.keepFile(tenantId, "29:rita", file);

    const { rows } = await db.inTenant(tenantId, (tx) =>
      tx.execute<{ body: Buffer }>("select body from draft"),
    );
    assert.equal(rows[0]?.body.includes("no domain"), false);
    assert.equal(await memory.readFile(tenantId, "29:ravi", kept), undefined);
    assert.equal(await memory.readFile(tenantId, "29:rita", "not-an-id"), undefined);
    assert.deepEqual(await memory.readFile(tenantId, "29:rita", kept), file);
    await memory.dropFile(tenantId, "29:rita", kept);
    assert.equal(await memory.readFile(tenantId, "29:rita", kept), undefined);
  });
});
