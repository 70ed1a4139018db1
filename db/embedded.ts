import { rmSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Account, chooseAccount } from "./embedded/account.ts";
import { type Cluster, openCluster } from "./embedded/cluster.ts";
import { addresses, asSuperuser, ensureDatabase } from "./embedded/owner.ts";
import { isAlive, lockFile, readLockFile, startPostmaster } from "./embedded/postmaster.ts";
import { findPrograms, type Programs } from "./embedded/programs.ts";
import { asOnlyStarter } from "./embedded/starter-lock.ts";

export type EmbeddedPg = {
  /** As `baton_owner`, who owns the database and is not a superuser. */
  url: string;
  superUrl: string;
  port: number;
  pid: number;
  /** True when the server was running already. */
  adopted: boolean;
  /** Shuts the server down unless others use it, and says whether it did. */
  stop: (options?: { force?: boolean }) => Promise<boolean>;
};

type Options = {
  /** The cluster lives in its folder `pg`. */
  dataDir: string;
  database?: string;
  /** A free one unless given; a server that runs already keeps its own. */
  port?: number;
  /** False trades crash safety for speed. */
  durable?: boolean;
  settings?: Record<string, string>;
  /** Linux only: the server shuts down by itself when this process is gone, however it went. */
  dieWithUs?: boolean;
};

const startMs = 60_000;
const stopMs = 30_000;

const quick = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** Makes sure that the PostgreSQL of a data folder is installed, running and reachable, whatever state it was left in. */
export async function ensureEmbeddedPg(options: Options): Promise<EmbeddedPg> {
  const folder = resolve(options.dataDir, "pg");
  const programs = await findPrograms();
  const account = chooseAccount(programs.postgres);

  return asOnlyStarter(folder, async () => {
    const cluster = await openCluster(folder, programs, account, options.durable ?? true);
    const server = await adoptOrStart(cluster, programs, account, options);
    const database = options.database ?? "baton";

    const { superUrl } = addresses(cluster, server.port, "postgres");
    await asSuperuser(superUrl, (client) => ensureDatabase(client, cluster, database));
    return {
      ...addresses(cluster, server.port, database),
      ...server,
      stop: ({ force = false } = {}) => asOnlyStarter(folder, () => stop(cluster, server, force)),
    };
  });
}

type Server = { pid: number; port: number; adopted: boolean };

async function adoptOrStart(
  cluster: Cluster,
  programs: Programs,
  account: Account,
  options: Options,
): Promise<Server> {
  const deadline = Date.now() + startMs;
  while (Date.now() < deadline) {
    const running = await findServer(cluster);
    if (running) return { ...running, adopted: true };
    if (isAlive(cluster)) {
      await sleep(50); // starting, stopping, or the children of a killed server still leaving
      continue;
    }
    // Others still know a killed server by its port.
    const before = readLockFile(cluster)?.port;
    const usable = before !== undefined && before >= 1024 && (await isFree(before));
    const port = options.port ?? (usable ? before : await freePort());
    // Only under our lock is it safe to say so; elsewhere PostgreSQL decides for itself.
    if (process.platform === "linux") rmSync(lockFile(cluster), { force: true });
    const started = await start(cluster, programs, account, { ...options, port }, deadline);
    if (started) return { ...started, adopted: false };
  }
  throw new Error(
    `PostgreSQL in ${cluster.data} was not ready in ${startMs / 1000} s: see ${cluster.log}`,
  );
}

async function start(
  cluster: Cluster,
  programs: Programs,
  account: Account,
  options: Options & { port: number },
  deadline: number,
) {
  const child = startPostmaster(cluster, programs, account, {
    port: options.port,
    settings: {
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      max_connections: "120",
      timezone: "UTC",
      log_timezone: "UTC",
      log_error_verbosity: "terse", // details quote people's data
      jit: "off",
      ...(options.durable === false ? quick : {}),
      ...options.settings,
    },
    dieWithUs: options.dieWithUs ?? false,
  });
  let failure: unknown;
  child.once("error", (error) => {
    failure = error;
  });
  child.once("exit", (code) => {
    failure = `exit code ${code}`;
  });

  while (failure === undefined && Date.now() < deadline) {
    const server = await findServer(cluster);
    if (server) return server;
    await sleep(15);
  }
  if (readLockFile(cluster)) return undefined; // somebody else's server has the folder
  const last = (await readFile(cluster.log, "utf8")).trimEnd().split("\n").slice(-8).join("\n");
  throw new Error(`PostgreSQL in ${cluster.data} did not start (${failure}):\n${last}`);
}

/** The server that answers for this very cluster, if there is one. */
async function findServer(cluster: Cluster): Promise<{ pid: number; port: number } | undefined> {
  const lock = readLockFile(cluster);
  if (!lock?.ready) return undefined;
  try {
    const { superUrl } = addresses(cluster, lock.port, "postgres");
    const folder = await asSuperuser(superUrl, async (client) => {
      const { rows } = await client.query<{ data_directory: string }>("show data_directory");
      return rows[0]?.data_directory ?? "";
    });
    const same = (await realpath(folder)) === (await realpath(cluster.data));
    return same ? { pid: lock.pid, port: lock.port } : undefined;
  } catch {
    return undefined; // a stale lock file, or a server on its way up or down
  }
}

async function stop(cluster: Cluster, server: Server, force: boolean): Promise<boolean> {
  if (!force && (await hasClients(cluster, server.port))) return false;
  const deadline = Date.now() + stopMs;
  for (let told = false; isUp(cluster, server); told = true) {
    if (!told) interrupt(server.pid);
    if (Date.now() > deadline) throw new Error(`PostgreSQL ${server.pid} did not stop`);
    await sleep(20);
  }
  return true;
}

/** Asks for PostgreSQL's fast shutdown. */
function interrupt(pid: number): void {
  try {
    process.kill(pid, "SIGINT");
  } catch {
    // It was killed before, and its children are leaving by themselves.
  }
}

function isUp(cluster: Cluster, server: Server): boolean {
  return readLockFile(cluster)?.pid === server.pid && isAlive(cluster);
}

async function hasClients(cluster: Cluster, port: number): Promise<boolean> {
  try {
    return await asSuperuser(addresses(cluster, port, "postgres").superUrl, async (client) => {
      const { rowCount } = await client.query(
        "select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      );
      return rowCount !== 0;
    });
  } catch {
    return false; // it is gone already
  }
}

async function isFree(port: number): Promise<boolean> {
  return (await freePort(port).catch(() => 0)) === port;
}

/** A port nobody listens on: any, or the given one (rejects when that is taken). */
function freePort(wanted = 0): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });
}
