import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readConfig } from "../../bot/config.ts";
import { openLog } from "../../bot/log.ts";
import type { PageChannel, PageState } from "../../bot/playground/page-state.ts";
import { startBaton } from "../../bot/start.ts";
import type { Json } from "../../db/playground-schema.ts";
import type { Durations } from "../../jobs/world.ts";
import type { Surface } from "../../pipeline/surface.ts";
import { testDatabase } from "./db.ts";

export type Person = "rita" | "ravi" | "mona" | "adam";
export type Playground = Awaited<ReturnType<typeof startPlayground>>;

const short: Partial<Durations> = {
  cardEditMs: 0,
  hostDelayMs: 20,
  pageMs: 1_000,
  dispatchMs: 20,
  heartbeatMs: 1_000,
  undoMs: 100,
};
/** Long for a machine that is busy with other tests; nobody waits longer than they have to. */
const PATIENCE_MS = 60_000;

/** A whole Baton in this process, on a database and a port of its own. */
export async function startTestBaton(
  environment: Record<string, string>,
  own: Partial<Durations> = {},
) {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "baton-e2e-"));
  const problems: Json[] = [];
  const log = openLog("error", { write: (line) => problems.push(JSON.parse(line)) });
  const settings = { PORT: "0", DATABASE_URL: database.url, DATA_DIR: dataDir, ...environment };
  const baton = await startBaton(readConfig(settings), log, { ...short, ...own });

  return {
    url: baton.url,
    /** Errors that were logged; a test of behaviour expects none. */
    problems,
    async [Symbol.asyncDispose]() {
      await baton.stop();
      rmSync(dataDir, { recursive: true });
      await database[Symbol.asyncDispose]();
    },
  };
}

/** The same with its playground, and what people do and see there. */
export async function startPlayground(own: Partial<Durations> = {}) {
  const baton = await startTestBaton({}, own);
  const { url } = baton;

  return {
    ...baton,

    /** Does on the page what a person can do there; throws what the page would say went wrong. */
    async gesture(as: Person, kind: string, rest: Json = {}): Promise<Json> {
      const response = await fetch(`${url}/_play/gesture`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ as, kind, ...rest }),
      });
      const done = (await response.json()) as { ok: boolean; answer: Json; error: string };
      if (!done.ok) throw new Error(done.error);
      return done.answer;
    },

    /** Drops a file on a pane, as the page does. */
    async drop(
      as: Person,
      surface: Surface,
      channelId: string,
      { name, text }: { name: string; text: string },
      words = "",
    ): Promise<void> {
      const about = new URLSearchParams({ as, surface, channelId, name, text: words });
      const response = await fetch(`${url}/_play/file?${about}`, { method: "POST", body: text });
      const done = (await response.json()) as { ok: boolean; error: string };
      if (!done.ok) throw new Error(done.error);
    },

    /** Everything a person sees. */
    async state(as: Person): Promise<PageState> {
      const response = await fetch(`${url}/_play/state?as=${as}`);
      return (await response.json()) as PageState;
    },

    async channel(as: Person, surface: Surface, name: string): Promise<PageChannel> {
      const { channels } = (await this.state(as))[surface];
      const found = channels.find((channel) => channel.name === name);
      if (!found) throw new Error(`${as} sees no ${name} in ${surface}`);
      return found;
    },
  };
}

/** Asks again until the answer no longer throws; past the deadline the last complaint is the test's. */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(250);
    }
  }
}
