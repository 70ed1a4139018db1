import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { doorkeeper } from "../../../bot/doorkeeper.ts";
import { newId } from "../../../db/ids.ts";
import { listCandidates, listPeople, lockPool } from "../../../db/people.ts";
import { addInstall, findInstall } from "../../../db/tenants.ts";
import { testDb } from "../../support/db.ts";
import { givenPerson, givenTenant } from "../../support/given.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const rita = { id: "URita", name: "Rita" };

describe("who is at the door", () => {
  it("is nobody when no tenant installed Baton there", async () => {
    const { whoIs } = doorkeeper(db, []);

    assert.equal(await whoIs("slack", newId(), rita), undefined);
  });

  it("is the colleague the chat names, with the role the tenant gave", async () => {
    const [team, tenantId] = [newId(), await givenTenant(db)];
    await addInstall(db, "slack", team, tenantId);
    const personId = await givenPerson(db, tenantId, "Rita", "manager");

    const who = await doorkeeper(db, []).whoIs("slack", team, rita);

    const known = { personId, name: "Rita", role: "manager" };
    assert.deepEqual(who, { ...known, tenantId, surface: "slack", userId: "URita" });
  });

  it("is a colleague of their own team only, though user ids may repeat", async () => {
    const [one, two] = [newId(), newId()];
    const [ours, theirs] = [await givenTenant(db), await givenTenant(db)];
    await addInstall(db, "slack", one, ours);
    await addInstall(db, "slack", two, theirs);
    const { whoIs } = doorkeeper(db, []);

    const [mine, other] = [await whoIs("slack", one, rita), await whoIs("slack", two, rita)];

    assert.deepEqual([mine?.tenantId, other?.tenantId], [ours, theirs]);
    assert.notEqual(mine?.personId, other?.personId);
  });

  it("is a new rep on first sight, after the first of all who becomes admin", async () => {
    const team = newId();
    const { whoIs } = doorkeeper(db, ["slack"]);

    const first = await whoIs("slack", team, rita);
    const second = await whoIs("slack", team, { id: "URavi", name: null });
    const again = await whoIs("slack", team, { id: "URavi", name: "Ravi" });

    assert.deepEqual([first?.role, second?.role, second?.name], ["admin", "rep", "URavi"]);
    assert.deepEqual(again, second);
    assert.deepEqual(await poolOf(second?.tenantId ?? ""), ["Rita", "URavi"]);
  });

  it("is one person, of one tenant, who may get leads, however many first messages come at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const team = newId();
      const { whoIs } = doorkeeper(db, ["teams"]);

      const seen = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          whoIs("teams", team, { id: `29:${index % 2}`, name: `Person ${index % 2}` }),
        ),
      );

      const tenantId = (await findInstall(db, "teams", team)) ?? "";
      assert.deepEqual(new Set(seen.map((who) => who?.tenantId)), new Set([tenantId]));
      assert.equal(new Set(seen.map((who) => who?.personId)).size, 2);
      const people = await db.inTenant(tenantId, listPeople);
      assert.deepEqual(people.map(({ role }) => role).toSorted(), ["admin", "rep"]);
      assert.deepEqual((await poolOf(tenantId)).toSorted(), ["Person 0", "Person 1"]);
    }
  });
});

describe("a chat's event", () => {
  it("is seen for the first time once, though it comes six times at once", async () => {
    const tenantId = await givenTenant(db);
    const { firstSight } = doorkeeper(db, []);

    const seen = await Promise.all(
      Array.from({ length: 6 }, () => firstSight(tenantId, "slack", "Ev1")),
    );

    assert.equal(seen.filter(Boolean).length, 1);
  });

  it("is another one in another chat or tenant", async () => {
    const [ours, theirs] = [await givenTenant(db), await givenTenant(db)];
    const { firstSight } = doorkeeper(db, []);

    const seen = [
      await firstSight(ours, "slack", "Ev1"),
      await firstSight(ours, "teams", "Ev1"),
      await firstSight(theirs, "slack", "Ev1"),
    ];

    assert.deepEqual(seen, [true, true, true]);
  });
});

/** Who gets leads, in turn. */
function poolOf(tenantId: string): Promise<string[]> {
  return db.inTenant(tenantId, async (tx) => {
    const pool = await lockPool(tx);
    const candidates = pool ? await listCandidates(tx, pool.id) : [];
    return candidates.map(({ name }) => name);
  });
}
