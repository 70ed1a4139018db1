import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { type Db, openDb } from "../../db/client.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { rotateMasterKey } from "../../db/rotate-key.ts";
import { addInstall, findDoor, openDoor } from "../../db/tenants.ts";
import { sealBytes } from "../../db/vault.ts";
import { testDb } from "../support/db.ts";
import { givenScored, givenTenant } from "../support/given.ts";
import { testNow } from "../support/world.ts";

describe("the master key", () => {
  it("is rotated twice, after which everything opens with the newest key alone", async () => {
    await using db = await testDb();
    const { tenantId, leadId, door } = await givenSecrets(db);
    const before = await viewOf(db, tenantId, leadId);
    const [second, third] = [randomBytes(32), randomBytes(32)];

    await using first = reopen(db, second, db.masterKey);
    const counts = await rotateMasterKey(first);
    await using last = reopen(db, third, second);
    await rotateMasterKey(last);

    await using alone = reopen(db, third, null);
    assert.deepEqual(counts, { tenants: 2, doors: 1, access: 0, installs: 1 });
    assert.deepEqual(await viewOf(alone, tenantId, leadId), before);
    assert.deepEqual((await findDoor(alone, door.id))?.secrets, [door.secret]);
    assert.equal(alone.openSealed(await credentialsOf(db)).toString(), "xoxb-secret");
    for (const old of [db.masterKey, second]) {
      await using stale = reopen(db, old, null);
      await assert.rejects(viewOf(stale, tenantId, leadId));
      await assert.rejects(findDoor(stale, door.id));
      const sealed = await credentialsOf(db);
      assert.throws(() => stale.openSealed(sealed));
    }
  });

  it("opens what either key sealed while a rotation is under way", async () => {
    await using db = await testDb();
    const { tenantId, leadId, door } = await givenSecrets(db);
    await using both = reopen(db, randomBytes(32), db.masterKey);

    const young = await givenTenant(both); // sealed with the new key already
    const newDoor = await openDoor(both, young, "Form");

    assert.ok(await viewOf(both, tenantId, leadId));
    assert.deepEqual((await findDoor(both, door.id))?.secrets, [door.secret]);
    assert.deepEqual((await findDoor(both, newDoor.id))?.secrets, [newDoor.secret]);
    assert.deepEqual(await rotateMasterKey(both), { tenants: 2, doors: 1, access: 0, installs: 1 });
    assert.deepEqual(await rotateMasterKey(both), { tenants: 0, doors: 0, access: 0, installs: 0 });
  });

  it("changes nothing when the key named as the old one is another", async () => {
    await using db = await testDb();
    const { tenantId, leadId } = await givenSecrets(db);
    await using wrong = reopen(db, randomBytes(32), randomBytes(32));

    await assert.rejects(rotateMasterKey(wrong), /sealed with neither key\. Nothing was changed/);

    assert.ok(await viewOf(db, tenantId, leadId));
  });
});

/** Two tenants, and one of everything that the master key seals. */
async function givenSecrets(db: Db) {
  const tenantId = await givenTenant(db);
  await givenTenant(db);
  const leadId = await givenScored(db, tenantId, "A", { name: "Ana", email: "ana@acme.example" });
  const door = await openDoor(db, tenantId, "Website form");
  await addInstall(db, "slack", "T1", tenantId);
  await addInstall(db, "teams", "without-credentials", tenantId);
  await db.owner.query("update registry.install set sealed_credentials = $1 where team = 'T1'", [
    sealBytes(db.masterKey, Buffer.from("xoxb-secret")),
  ]);
  return { tenantId, leadId, door };
}

async function credentialsOf(db: Db): Promise<Buffer> {
  const { rows } = await db.owner.query<{ sealed: Buffer }>(
    "select sealed_credentials as sealed from registry.install where team = 'T1'",
  );
  return rows[0]?.sealed ?? assert.fail("there is no install");
}

function reopen(db: { url: string }, masterKey: Buffer, oldMasterKey: Buffer | null) {
  const connections = { appConnections: 2, ownerConnections: 2, onError: () => {} };
  const opened = openDb(db.url, { masterKey, oldMasterKey, ...connections });
  return Object.assign(opened, { [Symbol.asyncDispose]: opened.close });
}

function viewOf(db: Db, tenantId: string, leadId: string) {
  return db.inTenant(tenantId, (tx) => getLeadView(tx, leadId, "https://desk.test", testNow));
}
