import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { playgroundTenant } from "../../../bot/playground/settle.ts";
import type { Db } from "../../../db/client.ts";
import { eraseLeads } from "../../../db/erase.ts";
import { openPlayDb } from "../../../db/playground.ts";
import { addMessage } from "../../../db/playground-messages.ts";
import { createTenant } from "../../../db/tenants.ts";
import { testDb } from "../../support/db.ts";
import { givenPerson, givenPool, givenRouted, givenScored } from "../../support/given.ts";
import { testNow } from "../../support/world.ts";
import { baton } from "./baton.ts";

/** Tables that have nothing to do with any lead. */
const kept = [
  ...["chat_event", "conversation", "person", "person_identity", "pool", "pool_member"],
  ...["setting", "suppression"],
];

describe("baton erase-demo", () => {
  it("erases the playground's leads and messages, and nobody else's", async () => {
    await using db = await testDb();
    const demo = await givenDesk(db, "Playground", playgroundTenant);
    const real = await givenDesk(db, "Acme");
    const play = openPlayDb(db.owner);
    const said = { surface: "slack", channelId: "C1", authorId: "U1", text: "hello" } as const;
    const rest = { threadId: null, onlyFor: null, body: {}, postedAt: testNow };
    await addMessage(play, { ...said, ...rest });
    const before = await rowsOf(db, real);

    const { code, out, err } = await baton(["erase-demo"], settingsOf(db));

    const messages = await db.owner.query("select from playground.message");
    assert.deepEqual([code, err], [0, ""]);
    assert.equal(out, "The leads of Playground are gone: 0 rows left.\n");
    assert.deepEqual(Object.keys(await rowsOf(db, demo)), kept.filter(isFilled));
    assert.deepEqual(await rowsOf(db, real), before);
    assert.equal(messages.rowCount, 0);
  });

  it("wants a tenant that is no demo named twice", async () => {
    await using db = await testDb();
    const real = await givenDesk(db, "Acme");
    const before = await rowsOf(db, real);

    const none = await baton(["erase-demo"], settingsOf(db));
    const once = await baton(["erase-demo", "--tenant", "Acme"], settingsOf(db));
    const wrong = await baton(["erase-demo", "--tenant", "acme", "--yes", "acme"], settingsOf(db));
    const untouched = await rowsOf(db, real);
    const twice = await baton(
      ["erase-demo", "--tenant", "Acme", "--yes", "Acme", "--json"],
      settingsOf(db),
    );

    assert.equal(none.err, "There is no demo data in this database.\n");
    for (const { code, err } of [once, wrong]) {
      assert.equal(code, 1);
      assert.match(err, /^Acme is no demo\. To erase .* add --yes "Acme"\.\n$/);
    }
    assert.deepEqual(untouched, before);
    assert.equal(twice.out, '{"tenant":"Acme","left":0}\n');
  });
});

describe("erasing leads", () => {
  it("comes to an end while workers go on, and what they then do finds nothing", async () => {
    await using db = await testDb();
    const tenantId = await givenDesk(db, "Busy");
    let done = false;
    const work = async (worker: number) => {
      for (let n = 0; !done; n += 1) {
        const domain = `w${worker}-${n}.example`;
        await givenScored(db, tenantId, "B", { company: domain, domain }).catch(ignoreErased);
      }
    };
    const workers = [1, 2, 3].map(work);

    try {
      for (let round = 0; round < 5; round += 1) await eraseLeads(db, tenantId);
    } finally {
      done = true;
      await Promise.all(workers);
    }

    assert.equal(await eraseLeads(db, tenantId), 0);
    assert.deepEqual(Object.keys(await rowsOf(db, tenantId)), kept.filter(isFilled));
  });
});

const settingsOf = (db: Db & { url: string }) => ({
  DATABASE_URL: db.url,
  BATON_KEY: db.masterKey.toString("hex"),
});

/** What `givenDesk` puts in there. */
const isFilled = (table: string) => /^p/.test(table);

/** A worker's own complaint about a lead that is gone, or a row that points at one. */
function ignoreErased(error: unknown): void {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code !== "23503" && code !== "40P01") assert.match(String(error), /not found/);
}

async function givenDesk(db: Db, name: string, id?: string): Promise<string> {
  const tenantId = await createTenant(db, name, id);
  await givenPool(db, tenantId, [await givenPerson(db, tenantId, "Rita")]);
  await givenRouted(db, tenantId, "A", { name: "Ana", email: "ana@acme.example" });
  return tenantId;
}

/** The tenant's rows by table, without the tables that are empty. */
async function rowsOf(db: Db, tenantId: string): Promise<Record<string, number>> {
  return db.inTenant(tenantId, async (tx) => {
    const { rows: tables } = await tx.client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const { rowCount } = await tx.client.query(`select from ${name}`);
      if (rowCount) counts[name] = rowCount;
    }
    return counts;
  });
}
