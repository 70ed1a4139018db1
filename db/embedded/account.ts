import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { UserError } from "../../pipeline/errors.ts";

/** How to start PostgreSQL, which refuses to run as root. */
export type Account = {
  /** Words before the program's name. */
  prefix: string[];
  /** The account that must own the cluster's files; null for our own. */
  ids: { uid: number; gid: number } | null;
};

const nobody = 65534;

/**
 * Chooses the account to run `postgres` under: our own, or, for root, a user namespace in which
 * root's files belong to nobody. Where namespaces are forbidden (most containers) it is the
 * machine's `postgres` or `nobody` user.
 */
export function chooseAccount(postgres: string, unshare = "unshare"): Account {
  if (process.getuid?.() !== 0) return { prefix: [], ids: null };

  const namespace = ["--user", `--map-user=${nobody}`, `--map-group=${nobody}`];
  const works = spawnSync(unshare, [...namespace, "true"]).status === 0;
  return works ? { prefix: [unshare, ...namespace], ids: null } : ordinaryUser(postgres);
}

function ordinaryUser(postgres: string): Account {
  const users = readFileSync("/etc/passwd", "utf8");
  const [, uid, gid] = users.match(/^(?:postgres|nobody):[^:]*:(\d+):(\d+)/m) ?? [];
  const ids = { uid: Number(uid ?? nobody), gid: Number(gid ?? nobody) };

  if (spawnSync(postgres, ["--version"], ids).status !== 0) {
    const way = "Move Baton out of root's home, or start it as an ordinary user.";
    throw new UserError(`PostgreSQL may not run as root, and user ${ids.uid} cannot. ${way}`);
  }
  return { prefix: [], ids };
}
