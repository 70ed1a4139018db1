import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { PageMessage, PageState } from "../../bot/playground/page-state.ts";
import { eventually } from "../support/playground.ts";

/** A first start makes a database cluster; on a busy machine that takes its time. */
const START_MS = 60_000;

const root = join(import.meta.dirname, "../..");
const main = join(root, "bot/main.ts");

/** A machine with nothing on it: a folder, a port, and `node bot/main.ts` as often as wanted. */
export async function machine() {
  const dataDir = mkdtempSync(join(tmpdir(), "baton-life-"));
  const home = { PATH: process.env.PATH ?? "", HOME: dataDir, DATA_DIR: dataDir };
  const children = new Set<ChildProcess>();

  return {
    dataDir,

    /** Starts a process and waits until it says that it is ready. */
    async start(environment: Record<string, string> = {}) {
      const started = await this.launch(environment);
      await eventually(async () => {
        assert.equal(started.exitCode(), null, started.said());
        assert.match(started.said(), /Baton is ready/);
        assert.equal((await fetch(`${started.url}/readyz`)).status, 200);
      }, START_MS);
      return started;
    },

    /** Starts a process. */
    async launch(environment: Record<string, string> = {}) {
      const port = environment.PORT ?? String(await freePort());
      const child = spawn(process.execPath, [main], {
        cwd: root,
        env: { ...home, PORT: port, ...environment },
      });
      children.add(child);
      return {
        url: `http://127.0.0.1:${port}`,
        port,
        said: collect(child),
        exitCode: () => child.exitCode,
        end: (signal: NodeJS.Signals) => end(child, signal),
      };
    },

    /** Runs a process that is expected to refuse its work. */
    async refused(environment: Record<string, string>) {
      const child = spawn(process.execPath, [main], {
        cwd: root,
        env: { ...home, ...environment },
      });
      const said = collect(child);
      const [code] = await once(child, "close");
      return { code, said: said() };
    },

    /** Stops a PostgreSQL that was left running, and says whether there was one. */
    async stopPostgres(): Promise<boolean> {
      const stop = [join(root, "bot/cli/main.ts"), "db-stop", "--json"];
      const { stdout } = await promisify(execFile)(process.execPath, stop, {
        cwd: root,
        env: home,
      });
      return JSON.parse(stdout).stopped;
    },

    async [Symbol.asyncDispose]() {
      for (const child of children) await end(child, "SIGKILL");
      await this.stopPostgres();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** What Rita does and sees in #leads of Slack, at a Baton that runs somewhere. */
export const atDesk = {
  async say(url: string, text: string): Promise<void> {
    const said = { as: "rita", kind: "slack_say", channelId: "CLEADS", threadId: null, text };
    const response = await fetch(`${url}/_play/gesture`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(said),
    });
    assert.equal(response.status, 200);
  },

  /** The one card that shows a company, once it says this. */
  sees: (url: string, domain: string, words: RegExp, patienceMs?: number): Promise<PageMessage> =>
    eventually(async () => {
      const response = await fetch(`${url}/_play/state?as=rita`);
      const state = (await response.json()) as PageState;
      const leads = state.slack.channels.find(({ name }) => name === "#leads");
      const cards = (leads?.messages ?? []).filter((one) => JSON.stringify(one).includes(domain));
      assert.match(JSON.stringify(cards[0] ?? null), words);
      const [card, ...more] = cards;
      assert.ok(card && more.length === 0, `${domain} has more than one card`);
      return card;
    }, patienceMs),
};

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}

function collect(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return () => text;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
