import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findDoor, findDoorByBearer } from "../../../db/tenants.ts";
import { testDb } from "../../support/db.ts";
import { givenTenant } from "../../support/given.ts";
import { baton } from "./baton.ts";

describe("baton door", () => {
  it("opens a door whose printed credentials work, and keeps the bearer nowhere", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const settings = { DATABASE_URL: db.url, BATON_KEY: db.masterKey.toString("hex") };

    const { code, out } = await baton(["door", "Website form", "--json"], settings);

    const printed = JSON.parse(out);
    const door = await findDoor(db, printed.id);
    const stored = await db.owner.query("select d::text as row from registry.door d");
    assert.equal(code, 0);
    assert.deepEqual([door?.tenantId, door?.secrets], [tenantId, [printed.secret]]);
    assert.equal((await findDoorByBearer(db, printed.bearer))?.id, printed.id);
    assert.doesNotMatch(stored.rows[0].row, new RegExp(`${printed.bearer}|${printed.secret}`));
  });
});
