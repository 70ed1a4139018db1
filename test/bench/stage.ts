import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type EmbeddedPg, ensureEmbeddedPg } from "../../db/embedded.ts";

/** Where benchmarks run: a durable PostgreSQL of their own, and a process for everybody measured. */
export type Stage = {
  dataDir: string;
  /** A new database; its owner is no superuser, as in production. */
  database: () => Promise<EmbeddedPg>;
  /** Runs a script of this folder, and waits until it said something. */
  start: (script: string, environment: Record<string, string>) => Promise<Player>;
  close: () => Promise<void>;
};

/** A process on the stage, which ends when it is told to or when we are gone. */
export type Player = {
  said: unknown;
  ask: (question: number) => Promise<unknown>;
  stop: () => Promise<void>;
};

export function openStage(): Stage {
  const dataDir = ".data/bench";
  const servers: EmbeddedPg[] = [];
  const children: ChildProcess[] = [];

  return {
    dataDir,
    async database() {
      // A run that was killed left its own behind.
      const database = `bench_${process.pid}_${servers.length}`;
      const server = await ensureEmbeddedPg({ dataDir, database, dieWithUs: true });
      servers.push(server);
      return server;
    },
    async start(script, environment) {
      const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
        env: { ...surroundings(), ...environment },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      children.push(child);
      return {
        said: await answerOf(child),
        ask(question) {
          child.send(question);
          return answerOf(child);
        },
        stop: () => stop(child),
      };
    },
    async close() {
      await Promise.all(children.map(stop));
      const [server] = servers;
      if (await server?.stop({ force: true })) await rm(dataDir, { recursive: true });
    },
  };
}

/** What any program needs. Settings of a Baton stay out: it could speak in somebody's Slack. */
function surroundings(): NodeJS.ProcessEnv {
  const { PATH, HOME, NODE_OPTIONS } = process.env;
  return { PATH, HOME, NODE_OPTIONS };
}

async function stop(child: ChildProcess): Promise<void> {
  if (!child.connected) return;
  const gone = once(child, "exit");
  child.disconnect();
  await gone;
}

/** The next message of a process; rejects when it ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.at(-1)} ended with ${code}`);
  });
  try {
    const [message] = await Promise.race([once(child, "message", { signal }), ended]);
    return message;
  } finally {
    settled.abort();
    ended.catch(() => {});
  }
}
