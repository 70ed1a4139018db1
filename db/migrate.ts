import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import pg from "pg";

/** Any number that nothing else locks on: one process migrates, the others wait and find it done. */
const LOCK = 7_319_21;

/**
 * Brings a database to the newest schema, the job queue's included. Needs an owner who may create
 * roles; a superuser is neither needed nor wanted. Safe to run from many processes at once.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await runMigrations({ connectionString: url });
    await applyMigrations(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
}

const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/** Whether the database has every migration of this build. */
export async function isMigrated(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from drizzle.__drizzle_migrations",
  );
  return (rows[0]?.n ?? 0) >= readMigrationFiles({ migrationsFolder }).length;
}
