import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "../../cards/doctor-card.ts";
import { type Db, openDb } from "../../db/client.ts";
import { ensureEmbeddedPg } from "../../db/embedded.ts";
import { isMigrated } from "../../db/migrate.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Config } from "../config.ts";
import { readMasterKey } from "../master-key.ts";

type Opened = { db: Db; close: () => Promise<void> };

const CONNECTIONS = 2;
const UNDEFINED_TABLE = "42P01";
const startOnce = "Run npm start once.";

/** Lends the database of a Baton that was set up before: nothing is created or migrated here. */
export async function withDatabase<T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> {
  const opened = await openDatabase(config);
  if (!("db" in opened)) throw new UserError(`${opened.detail}. ${opened.fix}`);
  try {
    return await work(opened.db);
  } finally {
    await opened.close();
  }
}

/** The database, or the check that fails. */
export async function openDatabase(config: Config): Promise<Opened | Check> {
  const { databaseUrl, dataDir } = config;
  if (!databaseUrl && !existsSync(join(dataDir, "pg"))) {
    return failing("Database", `Baton was never set up in ${dataDir}`, startOnce);
  }
  if (!config.masterKey && !existsSync(keyFile(config))) {
    const fix = "Restore it from your backup, or set BATON_KEY.";
    return failing("Key", `There is no key in ${keyFile(config)}`, databaseUrl ? fix : startOnce);
  }
  const masterKey = await readMasterKey(config.masterKey, dataDir);
  const embedded = databaseUrl ? null : await ensureEmbeddedPg({ dataDir });
  const db = openDb(databaseUrl ?? embedded?.url ?? "", {
    masterKey,
    oldMasterKey: config.oldMasterKey,
    appConnections: CONNECTIONS,
    ownerConnections: CONNECTIONS,
    onError: () => {}, // whoever asks next is told
  });
  const close = async () => {
    await db.close();
    await embedded?.stop();
  };

  const problem = await problemOf(db);
  if (problem) await close();
  return problem ?? { db, close };
}

export function keyFile({ dataDir }: Pick<Config, "dataDir">): string {
  return join(dataDir, "baton.key");
}

async function problemOf(db: Db): Promise<Check | undefined> {
  try {
    if (await isMigrated(db.owner)) return undefined;
    return failing("Migrations", "The database was set up by an older Baton", startOnce);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    if (code === UNDEFINED_TABLE) {
      return failing("Migrations", "Baton was never set up in this database", startOnce);
    }
    const fix = "Check DATABASE_URL, and whether the server runs.";
    return failing("Database", `The database cannot be reached (${code})`, fix);
  }
}

function failing(name: string, detail: string, fix: string): Check {
  return { name, ok: false, detail, fix };
}
