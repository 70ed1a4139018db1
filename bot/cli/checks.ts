import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { oneLine } from "../../cards/clean.ts";
import type { Check } from "../../cards/doctor-card.ts";
import type { Db } from "../../db/client.ts";
import { durations } from "../../jobs/durations.ts";
import { findBrowser } from "../../jobs/enrich/find-browser.ts";
import { UserError } from "../../pipeline/errors.ts";
import { type Config, readConfig } from "../config.ts";
import { check, checkDesk } from "../handlers/health.ts";
import { keyFile, openDatabase } from "./database.ts";
import { pickTenant } from "./tenant.ts";

/** Every check that can be made from here; one that fails may hide those that stand on it. */
export async function runChecks(tenant: string | undefined): Promise<Check[]> {
  const config = await Promise.try(() => readConfig()).catch(
    failing("Settings", "Correct these environment variables."),
  );
  if ("ok" in config) return [config];
  const machine = [
    check("Settings", true, "readable", null),
    ...checkKeyFile(config),
    check("Slack", true, slackState(config), null),
    check("Teams", true, teamsState(config), null),
    await checkBrowser(config),
  ];
  const opened = await openDatabase(config).catch(failing("Database", null));
  if (!("db" in opened)) return [...machine, opened];
  try {
    return [...machine, ...(await checkDatabase(opened.db, tenant))];
  } finally {
    await opened.close();
  }
}

/** Turns a stated failure into a check; a bug stays one. */
function failing(name: string, fix: string | null): (error: unknown) => Check {
  return (error) => {
    if (!(error instanceof UserError)) throw error;
    return check(name, false, oneLine(error.message).replace(/\.$/, ""), fix);
  };
}

/** Whoever reads the key reads every sealed text. */
function checkKeyFile(config: Config): Check[] {
  const file = keyFile(config);
  if (config.masterKey) return [check("Key", true, "in BATON_KEY", null)];
  if (!existsSync(file) || process.platform === "win32") return [];
  const own = (statSync(file).mode & 0o077) === 0;
  const detail = own ? `${file}, for its owner only` : `others can read ${file}`;
  return [check("Key", own, detail, `Run chmod 600 ${file}.`)];
}

function slackState({ slack, playground }: Config): string {
  return slack ? "credentials set" : playground ? "playground" : "not connected";
}

function teamsState({ teams, localTeams, playground }: Config): string {
  if (teams) return "credentials set";
  return playground ? "playground" : localTeams ? "this machine only" : "not connected";
}

async function checkBrowser({ chromiumPath, dataDir }: Config): Promise<Check> {
  const fix = "Install Chromium, or set CHROMIUM_PATH.";
  const none = "none: pages that need JavaScript are read without it";
  return findBrowser({ chromiumPath, cacheDir: join(dataDir, "browser") })
    .then((found) => check("Browser", found !== null, found ? `from ${found.source}` : none, fix))
    .catch(failing("Browser", fix));
}

async function checkDatabase(db: Db, wanted: string | undefined): Promise<Check[]> {
  const { rows } = await db.owner.query<{ server_version: string }>("show server_version");
  const version = rows[0]?.server_version.split(" ")[0];
  const reached = [
    check("Database", true, `PostgreSQL ${version}`, null),
    check("Migrations", true, "up to date", null),
  ];
  const tenant = await pickTenant(db, wanted).catch(failing("Tenant", null));
  if ("ok" in tenant) return [...reached, tenant];
  return [...reached, ...(await checkDesk({ db, durations, now: () => new Date() }, tenant.id))];
}
