import { existsSync } from "node:fs";
import type pg from "pg";
import { UserError } from "../../pipeline/errors.ts";
import type { Db } from "../client.ts";
import { appliedMigrations } from "../migrate.ts";
import { jobColumns, selectJobs } from "./jobs.ts";
import { backupKey, keyCheck, writeLines } from "./lines.ts";
import { type Contents, type Header, JOBS, type Section } from "./manifest.ts";
import { listTables, readChains, showTenant, type Table } from "./tables.ts";

const ROWS_AT_ONCE = 200;

/**
 * Writes everything Baton knows into one file, as it was at one moment, while others go on
 * working. Sealed values stay sealed and BATON_KEY is not in it: keep that elsewhere.
 */
export async function writeBackup(db: Db, file: string, now: Date): Promise<Contents> {
  if (existsSync(file)) throw new UserError(`${file} exists. Choose another name.`);
  const key = backupKey(db.masterKey);
  const contents: Contents = { rows: {}, chains: {}, sequences: {} };
  const client = await db.owner.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const header: Header = {
      format: "baton backup",
      version: 1,
      madeAt: now.toISOString(),
      migrations: await appliedMigrations(client),
      keyCheck: keyCheck(key),
    };
    await writeLines(file, key, everything(client, header, contents));
    return contents;
  } finally {
    await client.query("rollback").catch(() => {}); // it only read
    client.release();
  }
}

async function* everything(client: pg.PoolClient, header: Header, contents: Contents) {
  yield header;
  const tables = await listTables(client);
  for (const table of tables.filter(({ guarded }) => !guarded)) {
    yield* tableLines(client, table, null, contents);
  }
  const { rows } = await client.query<{ id: string }>("select id from registry.tenant order by id");
  for (const { id } of rows) {
    await showTenant(client, id);
    for (const table of tables.filter(({ guarded }) => guarded)) {
      yield* tableLines(client, table, id, contents);
    }
    contents.chains[id] = await readChains(client);
  }
  yield { table: JOBS, tenant: null, columns: jobColumns } satisfies Section;
  yield* countedRows(client, selectJobs, JOBS, contents);
  contents.sequences = await readSequences(client);
  yield contents;
}

async function* tableLines(
  client: pg.PoolClient,
  { name, columns }: Table,
  tenant: string | null,
  contents: Contents,
) {
  const names = columns.map((column) => column.name);
  yield { table: name, tenant, columns: names } satisfies Section;
  // As text, every type of Postgres comes back as it was.
  const texts = names.map((column) => `${column}::text`).join(", ");
  yield* countedRows(client, `select array[${texts}] as row from ${name}`, name, contents);
}

async function* countedRows(
  client: pg.PoolClient,
  query: string,
  name: string,
  { rows: counts }: Contents,
) {
  await client.query(`declare backup no scroll cursor for ${query}`);
  for (;;) {
    const { rows } = await client.query<{ row: (string | null)[] }>(
      `fetch ${ROWS_AT_ONCE} from backup`,
    );
    counts[name] = (counts[name] ?? 0) + rows.length;
    for (const { row } of rows) yield row;
    if (rows.length === 0) break;
  }
  await client.query("close backup");
}

async function readSequences(client: pg.PoolClient): Promise<Contents["sequences"]> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value as last from pg_sequences
     where schemaname in ('registry', 'dispatch', 'public', 'playground') and last_value is not null`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}
