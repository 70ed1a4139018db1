import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
} from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "../../pipeline/errors.ts";
import type { Account } from "./account.ts";
import type { Programs } from "./programs.ts";

/** A PostgreSQL cluster on disk: one folder with its data, its passwords and its log. */
export type Cluster = { data: string; log: string; superuser: string; owner: string };

const run = promisify(execFile);

/** Reads the cluster of a folder; makes it first where there is none. */
export async function openCluster(
  folder: string,
  programs: Programs,
  account: Account,
  durable: boolean,
): Promise<Cluster> {
  if (!existsSync(folder)) await createCluster(folder, programs, account, durable);

  const data = join(folder, "data");
  const major = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (major !== programs.major) {
    throw new UserError(
      `The database in ${folder} was made by PostgreSQL ${major}, and this Baton brings ` +
        `${programs.major}, which cannot read it. Run the Baton that made it, or set DATABASE_URL ` +
        `to a PostgreSQL ${major} server on that folder.`,
    );
  }
  return {
    data,
    log: join(folder, "log"),
    superuser: readFileSync(join(folder, "superuser"), "utf8"),
    owner: readFileSync(join(folder, "owner"), "utf8"),
  };
}

/** Builds the folder under another name and renames it, so that nobody ever meets half a cluster. */
async function createCluster(
  folder: string,
  programs: Programs,
  account: Account,
  durable: boolean,
): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.draft-`); // a killed start may have left its initdb at work in another

  const superuser = join(draft, "superuser");
  await writeFile(superuser, password(), { mode: 0o600 });
  await writeFile(join(draft, "owner"), password(), { mode: 0o600 });
  await writeFile(join(draft, "log"), "", { mode: 0o600 });
  if (account.ids) {
    chownSync(draft, account.ids.uid, account.ids.gid);
    chownSync(superuser, account.ids.uid, account.ids.gid);
  }
  const [program = "", ...args] = [
    ...account.prefix,
    programs.initdb,
    ...["-D", join(draft, "data"), "-U", "postgres", `--pwfile=${superuser}`],
    ...["-A", "scram-sha-256", "--encoding=UTF8", "--no-instructions"],
    ...(durable ? [] : ["--no-sync"]),
    // The same order and case rules on every machine, whatever its own locales are.
    ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
  ];
  await run(program, args, { ...account.ids, env: { LC_ALL: "C" } });
  renameSync(draft, folder);

  for (const left of globSync(`${folder}.draft-*`)) {
    await rm(left, { recursive: true, force: true, maxRetries: 5 }).catch(() => {}); // next time, then
  }
}

function password(): string {
  return randomBytes(24).toString("base64url");
}
