import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { findDoor, openDoor } from "../../../db/tenants.ts";
import { testDatabase, testDb } from "../../support/db.ts";
import { givenScored, givenTenant } from "../../support/given.ts";
import { baton } from "./baton.ts";

const folder = mkdtempSync(join(tmpdir(), "baton-cli-backup-"));
after(() => rmSync(folder, { recursive: true }));

describe("baton backup and restore", () => {
  it("carry a desk to another database, and print what there is of each table", async () => {
    await using db = await testDb();
    await using empty = await testDatabase();
    const tenantId = await givenTenant(db);
    await givenScored(db, tenantId, "A");
    const key = { BATON_KEY: db.masterKey.toString("hex") };
    const file = join(folder, "desk.backup");

    const saved = await baton(["backup", file], { DATABASE_URL: db.url, ...key });
    const restored = await baton(["restore", file], { DATABASE_URL: empty.url, ...key });
    const again = await baton(["restore", file], { DATABASE_URL: empty.url, ...key });
    const shown = await baton(["show", "acme.example"], { DATABASE_URL: empty.url, ...key });

    assert.deepEqual([saved.code, saved.err, restored.code, restored.err], [0, "", 0, ""]);
    assert.match(saved.out, /^public\.lead +1$/m);
    assert.match(saved.out, /Audits of 1 lead in 1 tenant: all whole\.\nWritten to /);
    assert.match(restored.out, /^public\.lead +1$/m);
    assert.match(restored.out, /every count and audit fits\.\n$/);
    assert.deepEqual([again.code, again.out], [1, ""]);
    assert.match(again.err, /^The database is not empty .*\n$/);
    assert.match(shown.out, /Acme/);
  });

  it("say what is missing in one line", async () => {
    await using empty = await testDatabase();
    const settings = { DATABASE_URL: empty.url };

    const keyless = await baton(["restore", "no.backup"], settings);
    const fileless = await baton(["restore", "no.backup"], {
      ...settings,
      BATON_KEY: "ab".repeat(32),
    });

    assert.match(
      keyless.err,
      /^There is no key in .*baton\.key\. Put it back, or set BATON_KEY\.\n$/,
    );
    assert.match(fileless.err, /^There is no file no\.backup\.\n$/);
    assert.deepEqual([keyless.code, fileless.code], [1, 1]);
  });
});

describe("baton migrate", () => {
  it("is harmless when several processes run it at once", async () => {
    await using database = await testDatabase();

    const runs = await Promise.all(
      [1, 2, 3].map(() => baton(["migrate"], { DATABASE_URL: database.url })),
    );

    for (const run of runs) {
      assert.deepEqual(run, { code: 0, out: "The database is up to date.\n", err: "" });
    }
  });
});

describe("baton rotate-key", () => {
  it("counts what it sealed anew, after which the new key is enough", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const door = await openDoor(db, tenantId, "Form");
    const fresh = randomBytes(32);
    const both = {
      DATABASE_URL: db.url,
      BATON_KEY: fresh.toString("hex"),
      BATON_KEY_OLD: db.masterKey.toString("hex"),
    };

    const { code, out } = await baton(["rotate-key", "--json"], both);

    const stale = await baton(["rotate-key"], { ...both, BATON_KEY_OLD: "" });
    assert.deepEqual([code, out], [0, '{"tenants":1,"doors":1,"access":0,"installs":0}\n']);
    await assert.rejects(findDoor(db, door.id)); // this one still has the old key only
    assert.deepEqual([stale.code, stale.out], [1, ""]);
    assert.match(stale.err, /^Set BATON_KEY to the new key and BATON_KEY_OLD/);
  });
});
