import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { watch } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { chooseAccount } from "../../db/embedded/account.ts";
import { openCluster } from "../../db/embedded/cluster.ts";
import { startPostmaster } from "../../db/embedded/postmaster.ts";
import { findPrograms } from "../../db/embedded/programs.ts";
import { type EmbeddedPg, ensureEmbeddedPg } from "../../db/embedded.ts";

const starter = fileURLToPath(import.meta.resolve("../support/starter.ts"));
const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === "linux";

describe("the embedded PostgreSQL of a fresh machine", () => {
  it("is one server when four processes start it at once, and no half cluster is left", async () => {
    await using machine = newMachine();

    const starters = await Promise.all([1, 2, 3, 4].map(() => machine.startProcess()));

    assert.equal(new Set(starters.map((starter) => starter.url)).size, 1);
    assert.equal(new Set(starters.map((starter) => starter.pid)).size, 1);
    assert.equal(starters.filter((starter) => !starter.adopted).length, 1);
    assert.deepEqual(readdirSync(machine.dataDir), ["pg"]);
    await machine.ensure(); // to have it stopped
  });

  it("comes up after a first start that was cut short", async () => {
    await using machine = newMachine();
    const drafts = watch(machine.dataDir);
    const first = spawn(process.execPath, [starter, machine.dataDir]);
    for await (const { filename } of drafts) if (filename?.startsWith("pg.draft")) break;
    await kill(first);

    const server = await machine.ensure();

    assert.deepEqual(await ask(server.url, "select 1 as one"), [{ one: 1 }]);
    assert.deepEqual(readdirSync(machine.dataDir), ["pg"]);
  });

  it("runs for a root that may not make user namespaces", { skip: !isRoot }, async () => {
    await using machine = newMachine();
    chmodSync(machine.dataDir, 0o755); // temporary folders are private, data folders are not
    const programs = await findPrograms();
    const account = chooseAccount(programs.postgres, "/nowhere/unshare");
    const cluster = await openCluster(join(machine.dataDir, "pg"), programs, account, false);

    const server = { port: 0, settings: { unix_socket_directories: "" }, dieWithUs: true };
    const process = startPostmaster(cluster, programs, account, server);

    assert.notEqual(statSync(`/proc/${process.pid}`).uid, 0);
    assert.notEqual(statSync(cluster.data).uid, 0);
    await kill(process);
  });
});

describe("the embedded PostgreSQL", () => {
  const machine = newMachine();
  after(() => machine[Symbol.asyncDispose]());

  it("has an owner who is no superuser", async () => {
    const server = await machine.ensure();

    const [owner] = await ask(
      server.url,
      `select current_user as name, pg_get_userbyid(datdba) as owner,
              rolsuper, rolbypassrls, rolcreatedb, rolcreaterole
         from pg_roles, pg_database
        where rolname = current_user and datname = current_database()`,
    );

    assert.deepEqual(owner, {
      name: "baton_owner",
      owner: "baton_owner",
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: true,
      rolcreaterole: true,
    });
  });

  it("keeps its passwords and its data from other users of the machine", async () => {
    await machine.ensure();

    const open = ["pg", "pg/data", "pg/owner", "pg/superuser", "pg/log"].filter(
      (path) => statSync(join(machine.dataDir, path)).mode & 0o077,
    );

    assert.deepEqual(open, []);
  });

  it("has its data after a stop and a start", async () => {
    const before = await machine.ensure();
    await ask(before.url, "create table stopped as select 'kept' as text");
    await before.stop();

    const after = await machine.ensure();

    assert.equal(after.adopted, false);
    assert.deepEqual(await ask(after.url, "select text from stopped"), [{ text: "kept" }]);
  });

  it("stays up while others use it", async () => {
    const server = await machine.ensure();
    const other = new pg.Client({ connectionString: server.url });
    await other.connect();

    const stopped = await server.stop();

    assert.equal(stopped, false);
    assert.equal((await other.query("select 1 as one")).rows[0].one, 1);
    await other.end();
  });

  it("is adopted after the process that started it was killed", async () => {
    await (await machine.ensure()).stop({ force: true });
    const owner = await machine.startProcess();
    await kill(owner.process);

    const server = await machine.ensure();

    assert.equal(owner.adopted, false);
    assert.deepEqual([server.adopted, server.pid], [true, owner.pid]);
  });

  it("goes down with the process that started it, where asked to", { skip: !isLinux }, async () => {
    await (await machine.ensure()).stop({ force: true });
    const owner = await machine.startProcess("die");
    const witness = new pg.Client({ connectionString: owner.url });
    await witness.connect();
    witness.on("error", () => {}); // two of them: the server's farewell, and the closed line
    const gone = new Promise((resolve) => witness.once("end", resolve));

    await kill(owner.process);

    await gone;
    const server = await machine.ensure();
    assert.deepEqual([owner.adopted, server.adopted], [false, false]);
  });

  it("recovers after it was killed itself, whoever has its process id now", async () => {
    await (await machine.ensure()).stop({ force: true });
    const before = await ensureEmbeddedPg({ dataDir: machine.dataDir });
    await ask(before.url, "create table killed as select 'kept' as text");
    process.kill(before.pid, "SIGKILL");
    // A stranger's living process in the lock file: PostgreSQL alone would refuse to start.
    const data = join(machine.dataDir, "pg/data");
    const lock = [process.ppid, data, 0, 1, "", "127.0.0.1", "", "ready", ""];
    writeFileSync(join(data, "postmaster.pid"), lock.join("\n"));

    const after = await machine.ensure();

    assert.notEqual(after.pid, before.pid);
    assert.deepEqual(await ask(after.url, "select text from killed"), [{ text: "kept" }]);
  });

  it("says what its server said when it cannot start", async () => {
    await (await machine.ensure()).stop({ force: true });

    const start = machine.ensure({ max_connections: "many" });

    await assert.rejects(start, /did not start.*invalid value for parameter "max_connections"/s);
  });

  it("refuses data of another PostgreSQL, and says the ways out", async () => {
    await (await machine.ensure()).stop({ force: true });
    writeFileSync(join(machine.dataDir, "pg/data/PG_VERSION"), "17\n");

    const start = machine.ensure();

    await assert.rejects(start, /made by PostgreSQL 17, and this Baton brings 18.*DATABASE_URL/s);
    writeFileSync(join(machine.dataDir, "pg/data/PG_VERSION"), "18\n");
  });
});

function newMachine() {
  const dataDir = mkdtempSync(join(tmpdir(), "baton-pg-"));
  const servers: EmbeddedPg[] = [];
  const processes: ChildProcess[] = [];
  return {
    dataDir,
    async ensure(settings: Record<string, string> = {}) {
      const options = { dataDir, settings, durable: false, dieWithUs: true };
      const server = await ensureEmbeddedPg(options);
      servers.push(server);
      return server;
    },
    async startProcess(...args: string[]) {
      const child = spawn(process.execPath, [starter, dataDir, ...args], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      processes.push(child);
      const lines = createInterface(child.stdout);
      for await (const line of lines) {
        const told: { url: string; pid: number; adopted: boolean } = JSON.parse(line);
        return { ...told, process: child };
      }
      return assert.fail("the process ended before its server was up");
    },
    async [Symbol.asyncDispose]() {
      for (const child of processes) child.kill("SIGKILL");
      for (const server of servers) await server.stop({ force: true });
      rmSync(dataDir, { recursive: true, maxRetries: 5 }); // killed servers leave in their own time
    },
  };
}

async function ask(url: string, question: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
