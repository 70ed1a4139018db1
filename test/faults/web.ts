import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openPlayDb, playSecret } from "../../db/playground.ts";
import { end } from "./fleet.ts";
import { until } from "./until.ts";

const root = join(import.meta.dirname, "../..");
const START_MS = 60_000;

/** Baton as production starts it, on one address for good, however often it is killed. */
export async function openWeb(databaseUrl: string, role: "all" | "web") {
  const dataDir = mkdtempSync(join(tmpdir(), "baton-faults-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const children: ChildProcess[] = [];
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  owner.on("error", () => {}); // the server may be killed: that is what it is for

  /** Asks every tenant the same. */
  const everywhere = async <Row extends pg.QueryResultRow>(question: string): Promise<Row[]> => {
    const found: Row[] = [];
    const { rows } = await owner.query<{ id: string }>("select id from registry.tenant");
    for (const { id } of rows) {
      const client = await owner.connect();
      await client.query(`begin; set local app.tenant_id = '${id}'`);
      found.push(...(await client.query<Row>(question)).rows);
      await client.query("rollback");
      client.release();
    }
    return found;
  };

  const launch = (own: Record<string, string>): ChildProcess => {
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "bot/main.ts"],
      {
        cwd: root,
        env: {
          ...{ PATH: process.env.PATH, HOME: dataDir, DATA_DIR: dataDir },
          ...{ DATABASE_URL: databaseUrl, LOG_LEVEL: "silent" },
          NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compile"),
          ...own,
        },
        stdio: "ignore",
      },
    );
    children.push(child);
    return child;
  };

  return {
    url,
    owner,
    bearer: () => playSecret(openPlayDb(owner), "door_bearer", "baton_"),

    /** A worker process beside it. */
    startWorker(): void {
      launch({ ROLE: "worker", PORT: "0" });
    },

    /** Starts a process and waits until it is ready. */
    async start(): Promise<ChildProcess> {
      const child = launch({ ROLE: role, PORT: String(port) });
      const isReady = () =>
        fetch(`${url}/readyz`).then(
          ({ status }) => status === 200 || child.exitCode !== null,
          () => child.exitCode !== null,
        );
      if (!(await until(isReady, START_MS)) || child.exitCode !== null) {
        throw new Error("Baton did not start");
      }
      return child;
    },

    /** How many arrivals are stored, and how many of them no job has taken in. */
    async arrivals(): Promise<{ stored: number; open: number }> {
      const rows = await everywhere<{ stored: number; open: number }>(
        `select count(*)::int as stored, count(*) filter (where status = 'received')::int as open
         from source_event where dedupe_key like 'key:%'`,
      );
      const sum = (name: "stored" | "open") => rows.reduce((all, row) => all + row[name], 0);
      return { stored: sum("stored"), open: sum("open") };
    },

    everywhere,

    async close(): Promise<void> {
      await Promise.all(children.map((child) => end(child, "SIGKILL")));
      await owner.end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
