import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { readMigrationFiles } from "drizzle-orm/migrator";
import pg from "pg";
import { isMigrated, migrate } from "../../db/migrate.ts";
import { serverUrl, testDb } from "../support/db.ts";

/** What reports, exports and the first design card rely on. More columns are fine, fewer are not. */
const promised: Record<string, string> = {
  lead: `company_id source raw_payload name email title phone website country product_interest
    free_text utm_source created_at`,
  company: `domain name employee_range industry tech_signals first_seen_at country size revenue tech
    employees sources`,
  decision: "lead_id score_int label_enum reasons_text risk_flags model_version decided_at",
  route_event: "lead_id channel_enum payload status response_json created_at",
  source_event: "tenant_id lead_id external_id raw normalised body_hash received_at",
  event: "id ts company_id topic type url text features lang",
  signal: "company_id product_id kind score ts_start ts_end evidence explanation",
  lead_score: "company_id product_id score components updated_at",
  proposal: "company_id product_id outline_md pdf_uri status valid_until",
  feedback: "lead_id signal_id outcome reason value ts",
};

describe("the schema", () => {
  it("has the tables and columns others rely on", async () => {
    await using db = await testDb();

    for (const [table, columns] of Object.entries(promised)) {
      const { rows } = await db.owner.query<{ name: string }>(
        "select column_name as name from information_schema.columns where table_name = $1",
        [table],
      );
      const there = rows.map((row) => row.name);
      const missing = columns.split(/\s+/).filter((name) => !there.includes(name));
      assert.deepEqual(missing, [], table);
    }
  });

  it("keeps people's texts in sealed columns only", async () => {
    await using db = await testDb();

    const { rows } = await db.owner.query(
      `select table_name || '.' || column_name as column, data_type as type
       from information_schema.columns where table_schema = 'public' and data_type <> 'bytea'
         and (table_name, column_name) in (('lead', 'name'), ('lead', 'email'), ('lead', 'title'),
           ('lead', 'phone'), ('lead', 'free_text'), ('lead', 'raw_payload'), ('contact', 'name'),
           ('contact', 'email'), ('contact', 'phone'), ('contact', 'title'), ('source_event', 'raw'),
           ('source_event', 'normalised'), ('company', 'employees'), ('draft', 'body'),
           ('consent', 'evidence'), ('outreach', 'content'), ('outreach', 'remark'))`,
    );

    assert.deepEqual(rows, []);
  });
});

describe("migrations", () => {
  it("are applied as they stand in their files", async () => {
    await using db = await testDb();

    const { rows } = await db.owner.query<{ hash: string }>(
      "select hash from drizzle.__drizzle_migrations order by id",
    );

    const files = readdirSync("migrations").filter((name) => name.endsWith(".sql"));
    const hashes = readMigrationFiles({ migrationsFolder: "migrations" }).map(({ hash }) => hash);
    assert.equal(hashes.length, files.length, "the journal names every file");
    assert.deepEqual(
      rows.map((row) => row.hash),
      hashes,
    );
  });

  it("may run again, and from three processes at once", async () => {
    const name = `test_migrate_${process.pid}`;
    await administer(`create database ${name}`);
    try {
      await Promise.all([1, 2, 3].map(() => migrate(serverUrl(name))));
      await migrate(serverUrl(name));

      const pool = new pg.Pool({ connectionString: serverUrl(name), max: 1 });
      const { rows } = await pool.query<{ n: number }>(
        "select count(*)::int as n from drizzle.__drizzle_migrations",
      );
      const done = await isMigrated(pool);
      await pool.end();
      const { length } = readMigrationFiles({ migrationsFolder: "migrations" });
      assert.deepEqual([done, rows[0]?.n], [true, length]);
    } finally {
      // Graphile's own migration may still be closing its connection.
      await administer(`drop database ${name} with (force)`);
    }
  });

  it("are noticed when one is missing", async () => {
    await using db = await testDb();
    assert.equal(await isMigrated(db.owner), true);

    await db.owner.query(
      "delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)",
    );

    assert.equal(await isMigrated(db.owner), false);
  });
});

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
