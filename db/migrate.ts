import { fileURLToPath } from "node:url";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { UserError } from "../pipeline/errors.ts";

/** Any number that nothing else locks on: one process migrates, the others wait and find it done. */
const LOCK = 7_319_21;
const CONNECT_MS = 10_000;
const OLDEST_SERVER = 16;

export const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/**
 * Brings a database to the newest schema, the job queue's included. Needs an owner who may create
 * roles; a superuser is refused. Safe to run from many processes at once. Returns how many
 * migrations were new.
 */
export async function migrate(url: string, folder = migrationsFolder): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await refuseUnfit(client);
    const before = await appliedMigrations(client);
    await runMigrations({ connectionString: url });
    await applyMigrations(drizzle(client), { migrationsFolder: folder });
    return (await appliedMigrations(client)).length - before.length;
  } finally {
    await client.end();
  }
}

/** When each migration of this build was made, oldest first; it is what a migration is known by. */
export function knownMigrations(): number[] {
  return readMigrationFiles({ migrationsFolder }).map(
    ({ folderMillis }: MigrationMeta) => folderMillis,
  );
}

/** The same for the migrations a database has; none where Baton was never set up. */
export async function appliedMigrations(client: pg.Client | pg.Pool | pg.PoolClient) {
  const { rows: found } = await client.query<{ there: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as there",
  );
  if (!found[0]?.there) return [];
  const { rows } = await client.query<{ at: string }>(
    "select created_at as at from drizzle.__drizzle_migrations order by created_at",
  );
  return rows.map(({ at }) => Number(at));
}

/** Whether the database has every migration of this build. */
export async function isMigrated(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from drizzle.__drizzle_migrations",
  );
  return (rows[0]?.n ?? 0) >= knownMigrations().length;
}

async function refuseUnfit(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; name: string; free: boolean }>(
    `select current_setting('server_version_num')::int / 10000 as version, current_user as name,
       rolsuper or rolbypassrls as free from pg_roles where rolname = current_user`,
  );
  const [server] = rows;
  if (server && server.version < OLDEST_SERVER) {
    throw new UserError(
      `DATABASE_URL leads to PostgreSQL ${server.version}, and Baton needs ${OLDEST_SERVER} or newer.`,
    );
  }
  if (server?.free) {
    throw new UserError(
      `The user ${server.name} of DATABASE_URL bypasses row-level security, which keeps tenants apart. ` +
        "Use one that owns the database and has CREATEROLE, and is no superuser.",
    );
  }
  const newest = knownMigrations().at(-1) ?? 0;
  const unknown = (await appliedMigrations(client)).filter((at) => at > newest);
  if (unknown.length > 0) {
    throw new UserError(
      "The database was migrated by a newer Baton, and migrations are never undone. " +
        "Run that Baton, or restore a backup of this one into an empty database.",
    );
  }
}
