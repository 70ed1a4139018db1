import { existsSync } from "node:fs";
import { databaseFailure } from "../../db/database-failure.ts";
import { ensureEmbeddedPg } from "../../db/embedded.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Config } from "../config.ts";
import { ensureDataDir } from "../data-dir.ts";
import { readMasterKey } from "../master-key.ts";
import { keyFile } from "./database.ts";

/** Lends the database server's address, whether or not Baton was ever set up there. */
export async function withServer<T>(
  { databaseUrl, dataDir }: Config,
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (!databaseUrl) await ensureDataDir(dataDir);
  const embedded = databaseUrl ? null : await ensureEmbeddedPg({ dataDir });
  try {
    return await work(databaseUrl ?? embedded?.url ?? "");
  } catch (error) {
    throw databaseFailure(error) ?? error;
  } finally {
    await embedded?.stop();
  }
}

/** The keys there are, the newest first. None is made here: a new one opens nothing that is old. */
export async function knownKeys(config: Config): Promise<Buffer[]> {
  const file = keyFile(config);
  if (!config.masterKey && !existsSync(file)) {
    throw new UserError(`There is no key in ${file}. Put it back, or set BATON_KEY.`);
  }
  const masterKey = await readMasterKey(config.masterKey, config.dataDir);
  return config.oldMasterKey ? [masterKey, config.oldMasterKey] : [masterKey];
}
