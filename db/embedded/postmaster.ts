import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
} from "node:fs";
import { join } from "node:path";
import type { Account } from "./account.ts";
import type { Cluster } from "./cluster.ts";
import type { Programs } from "./programs.ts";

/** What a running server says about itself in its lock file. */
export type LockFile = { pid: number; port: number; ready: boolean };

/** The lock file of a cluster, or undefined when no server claims to have it. */
export function readLockFile(cluster: Cluster): LockFile | undefined {
  try {
    const lines = readFileSync(lockFile(cluster), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

export function lockFile(cluster: Cluster): string {
  return join(cluster.data, "postmaster.pid");
}

/**
 * Whether a process of this cluster is alive.
 *
 * The process id in the lock file does not tell: after a crash it may be a zombie's, or a
 * stranger's. But every process of a cluster works in its data folder.
 */
export function isAlive(cluster: Cluster): boolean {
  if (process.platform !== "linux") return exists(readLockFile(cluster)?.pid ?? 0);
  const data = realpathSync(cluster.data);
  return readdirSync("/proc").some((pid) => /^\d+$/.test(pid) && worksIn(data, pid));
}

function exists(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function worksIn(folder: string, pid: string): boolean {
  try {
    if (readlinkSync(`/proc/${pid}/cwd`) !== folder) return false;
    // Neither a zombie nor somebody's shell.
    return /^\d+ \(postgres\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false; // gone, or another user's
  }
}

/** Starts the server of a cluster in the background; it outlives us unless `dieWithUs`. */
export function startPostmaster(
  cluster: Cluster,
  programs: Programs,
  account: Account,
  server: { port: number; settings: Record<string, string>; dieWithUs: boolean },
): ChildProcess {
  const dying = server.dieWithUs && process.platform === "linux";
  const [program = "", ...args] = [
    ...account.prefix,
    ...(dying ? ["setpriv", "--pdeathsig", "INT"] : []),
    programs.postgres,
    ...["-D", cluster.data, "-p", String(server.port)],
    ...Object.entries(server.settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const log = openSync(cluster.log, "a", 0o600);
  const child = spawn(program, args, {
    ...account.ids,
    detached: true, // Ctrl-C in our terminal is not for the database
    stdio: ["ignore", log, log],
    env: { LC_ALL: "C" }, // none of our keys
  });
  closeSync(log);
  child.unref();
  return child;
}
