import pg from "pg";
import { UserError } from "../../pipeline/errors.ts";
import { appliedMigrations, knownMigrations, migrate } from "../migrate.ts";
import { addJobs, countJobs } from "./jobs.ts";
import { backupKey, damaged, keyCheck, readLines } from "./lines.ts";
import { Contents, Header, JOBS, Row, Section } from "./manifest.ts";
import { migrateUpTo } from "./migrate-up-to.ts";
import { countRows, listTables, readChains, showTenant, type Table } from "./tables.ts";

const CONNECT_MS = 10_000;
const ROWS_AT_ONCE = 200;

/**
 * Fills an empty database from a backup, in one transaction: checked against its own counts,
 * audit hashes and signature before anything of it is to be seen. Then brings it up to date.
 */
export async function restoreBackup(
  url: string,
  file: string,
  masterKeys: readonly Buffer[],
): Promise<Contents> {
  const keys = masterKeys.map(backupKey);
  const lines = readLines(file, (first) => keyOf(readHeader(first), keys));
  const { value: first } = await lines.next();
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  try {
    await client.connect();
    await prepare(url, client, readHeader(first));
    await client.query("begin");
    const contents = await load(client, lines);
    await client.query("commit");
    await migrate(url);
    return contents;
  } finally {
    await lines.return(undefined);
    await client.end(); // what was not committed is gone with it
  }
}

function readHeader(first: unknown): Header {
  const header = Header.safeParse(first);
  if (!header.success) throw new UserError("This is no backup of Baton, or one of a newer Baton.");
  return header.data;
}

function keyOf(header: Header, keys: readonly Buffer[]): Buffer {
  const key = keys.find((key) => keyCheck(key) === header.keyCheck);
  if (key) return key;
  throw new UserError(
    "This backup was made with another BATON_KEY, without which nothing in it can be opened. Set that key.",
  );
}

/** Sets the database up as the one was that the backup was made of. */
async function prepare(url: string, client: pg.Client, { migrations }: Header): Promise<void> {
  const known = knownMigrations();
  if (migrations.some((one) => !known.includes(one))) {
    throw new UserError("This backup was made by a newer Baton. Restore it with that one.");
  }
  const applied = await appliedMigrations(client);
  if (applied.some((one) => !migrations.includes(one))) {
    throw new UserError(
      "This database is newer than the backup. Restore it into one where Baton was never set up.",
    );
  }
  await migrateUpTo(url, migrations.at(-1) ?? 0);
}

async function load(client: pg.Client, lines: AsyncIterable<unknown>): Promise<Contents> {
  const tables = await listTables(client);
  await refuseFilled(client, tables);
  // Triggers number, hash and move rows, which happened when they were first written.
  for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
  const contents = await loadRows(client, lines, tables);
  await check(client, tables, contents);
  for (const [name, last] of Object.entries(contents.sequences)) {
    await client.query("select setval($1::regclass, $2)", [name, last]);
  }
  for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`);
  return contents;
}

async function refuseFilled(client: pg.Client, tables: Table[]): Promise<void> {
  const filled = [];
  for (const table of tables.filter(({ guarded }) => !guarded)) {
    await client.query(`lock table ${table.name} in access exclusive mode`);
    if ((await countRows(client, table)) > 0) filled.push(table.name);
  }
  if (filled.length > 0 || (await countJobs(client)) > 0) {
    throw new UserError(
      `The database is not empty (${filled[0] ?? "jobs"}). Restore into a new one: nothing is ever overwritten.`,
    );
  }
}

/** Rows until the line that says what there should have been. */
async function loadRows(client: pg.Client, lines: AsyncIterable<unknown>, tables: Table[]) {
  let add: ((rows: unknown[]) => Promise<void>) | undefined;
  let waiting: unknown[] = [];
  let contents: Contents | undefined;
  const flush = async () => {
    if (waiting.length > 0) await add?.(waiting);
    waiting = [];
  };
  for await (const line of lines) {
    if (Array.isArray(line)) {
      waiting.push(Row.parse(line));
      if (waiting.length >= ROWS_AT_ONCE) await flush();
      continue;
    }
    await flush();
    const section = Section.safeParse(line);
    if (section.success) add = await adder(client, section.data, tables);
    else contents = Contents.parse(line);
  }
  if (!contents) throw damaged("its table of contents is missing");
  return contents;
}

async function adder(client: pg.Client, { table, tenant, columns }: Section, tables: Table[]) {
  if (table === JOBS) return (rows: unknown[]) => addJobs(client, rows);
  if (tenant) await showTenant(client, tenant);

  // Names come from the database's own catalogue, never from the file.
  const known = tables.find(({ name }) => name === table);
  const chosen = columns.map((column) => known?.columns.find(({ name }) => name === column));
  const names = chosen.map((column) => column?.name).join(", ");
  const values = chosen.map((column, index) => `(r->>${index})::${column?.type}`).join(", ");
  if (!known || chosen.includes(undefined)) throw damaged(`it knows another ${table}`);
  return async (rows: unknown[]) => {
    await client.query(
      `insert into ${known.name} (${names}) select ${values} from jsonb_array_elements($1::jsonb) r`,
      [JSON.stringify(rows)],
    );
  };
}

async function check(client: pg.Client, tables: Table[], said: Contents): Promise<void> {
  const found: Contents["rows"] = { [JOBS]: await countJobs(client) };
  const count = async (table: Table) => {
    found[table.name] = (found[table.name] ?? 0) + (await countRows(client, table));
  };
  for (const table of tables.filter(({ guarded }) => !guarded)) await count(table);
  for (const [tenant, chains] of Object.entries(said.chains)) {
    await showTenant(client, tenant);
    for (const table of tables.filter(({ guarded }) => guarded)) await count(table);
    const { leads, broken, heads } = await readChains(client);
    if (leads !== chains.leads || broken !== chains.broken || heads !== chains.heads) {
      throw damaged("an audit came out different");
    }
  }
  for (const [name, rows] of Object.entries(said.rows)) {
    if (rows !== (found[name] ?? 0)) throw damaged(`${name} has ${found[name]} of ${rows} rows`);
  }
}
