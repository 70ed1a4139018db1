import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import type { Contents } from "../../db/backup/manifest.ts";
import { restoreBackup } from "../../db/backup/restore.ts";
import { writeBackup } from "../../db/backup/write.ts";
import { type Db, openDb } from "../../db/client.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { saveSetting } from "../../db/settings.ts";
import { findDoor, openDoor } from "../../db/tenants.ts";
import { serverUrl, testDatabase, testDb } from "../support/db.ts";
import { givenPerson, givenPool, givenRouted, givenScored, givenTenant } from "../support/given.ts";
import { testNow } from "../support/world.ts";

/** Everything but NUL, which PostgreSQL has no place for. */
const nasty = 'Zoë \u2028\u2029 \r\n\t\\N \\. {"a": [null]} $1 \' \u{1F9FE} \u202Eright';

const folder = mkdtempSync(join(tmpdir(), "baton-backup-"));
const db = await testDb();
const file = join(folder, "first.backup");
const desks: { tenantId: string; leadId: string }[] = [];
let door = { id: "", secret: "" };
let written: Contents;

before(async () => {
  desks.push(await fill(db), await fill(db));
  door = await openDoor(db, desks[0]?.tenantId ?? "", nasty);
  await db.owner.query("select graphile_worker.add_job('once', '{}', job_key := 'dead')");
  await db.owner.query(
    "update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'no' where key = 'dead'",
  );
  written = await writeBackup(db, file, testNow);
});
after(async () => {
  await db[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

describe("a backup", () => {
  it("is one file for its owner alone, in which nothing sealed can be read", () => {
    const text = gunzipSync(readFileSync(file)).toString();

    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.ok(!text.includes("ana@acme.example") && !text.includes("Ana Weber"));
    assert.ok(!text.includes(db.masterKey.toString("hex")));
  });

  it("never overwrites a file", async () => {
    const before = readFileSync(file);

    await assert.rejects(writeBackup(db, file, testNow), /exists\. Choose another name\.$/);

    assert.ok(readFileSync(file).equals(before));
  });

  it("knows every row of both tenants, their audits and the queue", () => {
    const audits = Object.values(written.chains);

    assert.deepEqual(
      Object.keys(written.chains).toSorted(),
      desks.map(({ tenantId }) => tenantId).toSorted(),
    );
    assert.ok(audits.every(({ leads, broken }) => leads === 2 && broken === 0));
    assert.notEqual(audits[0]?.heads, audits[1]?.heads);
    assert.equal(written.rows["public.lead"], 4);
    assert.ok((written.rows.jobs ?? 0) > 4);
  });
});

describe("a restore", () => {
  for (const kind of ["bare", "migrated"] as const) {
    it(`into a ${kind} database gives back all of it, as a second backup of it proves`, async () => {
      await using target = await emptyDatabase(kind);

      const restored = await restoreBackup(target.url, file, [db.masterKey]);

      await using copy = open(target.url, db.masterKey);
      const again = await writeBackup(copy, join(folder, `${kind}.backup`), testNow);
      assert.deepEqual(restored, written);
      assert.deepEqual(again, written);
      assert.deepEqual(await rowsOf(copy), await rowsOf(db));
    });
  }

  it("opens what was sealed, and works on: audits grow, numbers go on, dead jobs stay dead", async () => {
    await using target = await emptyDatabase("bare");
    await restoreBackup(target.url, file, [db.masterKey]);
    await using copy = open(target.url, db.masterKey);
    const { tenantId, leadId } = desks[0] ?? assert.fail();

    await givenScored(copy, tenantId, "B", { company: "New", domain: "new.example" });

    const dead = await copy.owner.query(
      "select attempts, last_error from graphile_worker.jobs where key = 'dead'",
    );
    assert.deepEqual(await viewOf(copy, tenantId, leadId), await viewOf(db, tenantId, leadId));
    assert.deepEqual((await findDoor(copy, door.id))?.secrets, [door.secret]);
    assert.deepEqual(dead.rows, [{ attempts: 25, last_error: "no" }]);
    assert.equal(await brokenChains(copy, tenantId), 0);
  });

  it("refuses a database that holds something", async () => {
    await assert.rejects(
      restoreBackup(db.url, file, [db.masterKey]),
      /^UserError: The database is not empty \([\w.]+\)\. Restore into a new one/,
    );
  });

  it("says that the key is another one, and takes the one before it", async () => {
    await using target = await emptyDatabase("bare");
    const other = randomBytes(32);

    await assert.rejects(restoreBackup(target.url, file, [other]), /made with another BATON_KEY/);
    const restored = await restoreBackup(target.url, file, [other, db.masterKey]);

    assert.deepEqual(restored, written);
  });

  const lines = () =>
    gunzipSync(readFileSync(file))
      .toString()
      .split(/(?<=\n)/);
  const broken: Record<string, () => Buffer> = {
    "was cut short": () => readFileSync(file).subarray(0, -200),
    "lost a bit": () => {
      const bytes = readFileSync(file);
      const at = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return bytes;
    },
    "lost a row": () => gzipSync(lines().toSpliced(-4, 1).join("")),
    "was changed by somebody": () => gzipSync(lines().join("").replace('"B"', '"A"')),
    "lost its end": () => gzipSync(lines().slice(0, -2).join("")),
    "is another kind of file": () => Buffer.from("id,name\n1,Ana\n"),
    "is another kind of gzip": () => gzipSync("id,name\n1,Ana\n"),
    "is empty": () => Buffer.alloc(0),
  };
  for (const [what, bytes] of Object.entries(broken)) {
    it(`refuses a file that ${what}, and leaves the database empty`, async () => {
      await using target = await emptyDatabase("bare");
      const bad = join(folder, "bad.backup");
      writeFileSync(bad, bytes());

      const failure = await restoreBackup(target.url, bad, [db.masterKey]).catch((error) => error);

      assert.match(String(failure), /^UserError: This is no (whole )?backup/);
      await using copy = open(target.url, db.masterKey);
      const there = await copy.owner.query(
        "select to_regclass('registry.tenant') is not null as t",
      );
      if (there.rows[0].t) {
        const { rowCount } = await copy.owner.query("select from registry.tenant");
        assert.equal(rowCount, 0);
      }
    });
  }

  it("refuses the backup of a newer Baton, and a table it was not asked about", async () => {
    await using target = await emptyDatabase("bare");
    const later = lines().join("").replace('"migrations":[', '"migrations":[9999999999999,');
    const foul = lines().join("").replace('"table":"public.lead"', '"table":"pg_authid"');
    const bad = join(folder, "newer.backup");

    const failures = [];
    for (const text of [later, foul]) {
      writeFileSync(bad, gzipSync(text));
      failures.push(String(await restoreBackup(target.url, bad, [db.masterKey]).catch((e) => e)));
    }

    assert.match(failures[0] ?? "", /made by a newer Baton\. Restore it with that one/);
    assert.match(failures[1] ?? "", /it knows another pg_authid/);
  });

  it("says that there is no such file, and asks no database for it", async () => {
    const none = join(folder, "none.backup");

    await assert.rejects(
      restoreBackup("postgres://127.0.0.1:1/x", none, [db.masterKey]),
      /^UserError: There is no file .*none\.backup\.$/,
    );
    assert.equal(existsSync(none), false);
  });
});

/** A tenant with two leads on their way, one of a person with a difficult name. */
async function fill(db: Db) {
  const tenantId = await givenTenant(db);
  const personId = await givenPerson(db, tenantId, `Rita ${nasty}`);
  await givenPool(db, tenantId, [personId], 3);
  const said = { name: "Ana Weber", email: "ana@acme.example", freeText: nasty };
  const leadId = await givenRouted(db, tenantId, "A", said, { raw: nasty });
  await givenScored(db, tenantId, "B", { company: nasty, domain: "b.example" });
  await db.inTenant(tenantId, (tx) =>
    saveSetting(tx, "text", { nasty, deep: [null, 1.5] }, "test"),
  );
  return { tenantId, leadId };
}

/** Every row of every table, as text. */
async function rowsOf(db: Db): Promise<unknown> {
  const all: Record<string, unknown> = {};
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname in ('registry', 'dispatch', 'public', 'playground') order by 1`,
  );
  for (const { tenantId } of desks) {
    const client = await db.owner.connect();
    await client.query(`begin; set local app.tenant_id = '${tenantId}'`);
    for (const { name } of tables) {
      const { rows } = await client.query(`select t::text as row from ${name} t order by 1`);
      all[`${name} ${tenantId}`] = rows;
    }
    await client.query("rollback");
    client.release();
  }
  return all;
}

async function emptyDatabase(kind: "bare" | "migrated") {
  if (kind === "migrated") return testDatabase();
  const name = `test_bare_${randomBytes(8).toString("hex")}`;
  await administer(`create database ${name}`);
  return {
    url: serverUrl(name),
    [Symbol.asyncDispose]: () => administer(`drop database ${name}`),
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function open(url: string, masterKey: Buffer): Db & AsyncDisposable {
  const connections = { appConnections: 2, ownerConnections: 2 };
  const db = openDb(url, { masterKey, ...connections, onError: () => {} });
  return Object.assign(db, { [Symbol.asyncDispose]: db.close });
}

function viewOf(db: Db, tenantId: string, leadId: string) {
  return db.inTenant(tenantId, (tx) => getLeadView(tx, leadId, "https://desk.test", testNow));
}

async function brokenChains(db: Db, tenantId: string): Promise<number> {
  return db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query(
      "select count(registry.broken_link(id))::int as n from lead",
    );
    return rows[0].n;
  });
}
