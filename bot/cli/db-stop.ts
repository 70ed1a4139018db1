import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { chooseAccount } from "../../db/embedded/account.ts";
import { openCluster } from "../../db/embedded/cluster.ts";
import { isAlive } from "../../db/embedded/postmaster.ts";
import { findPrograms } from "../../db/embedded/programs.ts";
import { ensureEmbeddedPg } from "../../db/embedded.ts";
import { UserError } from "../../pipeline/errors.ts";
import { readConfig } from "../config.ts";
import { printJson, printText } from "./print.ts";

/** `baton db-stop`: shuts the embedded PostgreSQL down, whoever uses it. */
export function dbStop(): Command {
  return new Command("db-stop")
    .description("stop the embedded PostgreSQL")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: true }) => {
      const { databaseUrl, dataDir } = readConfig();
      if (databaseUrl) {
        throw new UserError("DATABASE_URL names a server of yours, which Baton does not stop.");
      }
      const stopped = (await isRunning(dataDir)) && (await stop(dataDir));
      if (json) printJson({ stopped });
      else printText(stopped ? "PostgreSQL has stopped." : "PostgreSQL was not running.");
    });
}

async function stop(dataDir: string): Promise<boolean> {
  const server = await ensureEmbeddedPg({ dataDir });
  return server.stop({ force: true });
}

/** Asked first, because a server that is not there would be started only to be stopped. */
async function isRunning(dataDir: string): Promise<boolean> {
  const folder = resolve(dataDir, "pg");
  if (!existsSync(folder)) return false;
  const programs = await findPrograms();
  return isAlive(await openCluster(folder, programs, chooseAccount(programs.postgres), true));
}
