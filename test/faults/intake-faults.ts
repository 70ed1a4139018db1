import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ensureEmbeddedPg } from "../../db/embedded.ts";
import { testDatabase } from "../support/db.ts";
import { end } from "./fleet.ts";
import type { Row } from "./report.ts";
import { sendLeads } from "./sender.ts";
import { until } from "./until.ts";
import { openWeb } from "./web.ts";

type Asked = { leads: number; runs: number; random: () => number };
type Web = Awaited<ReturnType<typeof openWeb>>;

const SENDERS = 8;
const WORKED_OFF_MS = 90_000;

/** F2: the process that takes leads in is killed, also between storing one and saying so. */
export function killWeb(asked: Asked): Promise<Row> {
  return onSuiteServer("F2 web process killed", "web", asked, {
    mayBreakOff: true,
    async disturb(web, running) {
      let child = running;
      for (let run = 0; run < asked.runs; run += 1) {
        await delay(100 + asked.random() * 400);
        await end(child, "SIGKILL");
        child = await web.start();
      }
    },
  });
}

/** F14: the same, asked politely: nothing is broken off. */
export function stopWeb(asked: Asked): Promise<Row> {
  return onSuiteServer("F14 web process told to stop", "web", asked, {
    mayBreakOff: false,
    async disturb(web, running) {
      let child = running;
      for (let run = 0; run < asked.runs; run += 1) {
        await delay(100 + asked.random() * 400);
        await end(child, "SIGTERM", 25_000);
        child = await web.start();
      }
    },
  });
}

/** F5: somebody holds a lock on the table that every lead goes into. */
export function lockTable(asked: Asked & { lockMs: number }): Promise<Row> {
  return onSuiteServer("F5 table locked", "web", asked, {
    mayBreakOff: false,
    async disturb({ owner }) {
      const client = await owner.connect();
      await client.query("begin; lock table source_event in access exclusive mode");
      await delay(asked.lockMs);
      await client.query("rollback");
      client.release();
    },
  });
}

/** F3: PostgreSQL goes down at once, as if its machine had, and is away for a while. */
export async function restartPostgres(
  asked: Asked & { downMs: number; role: "all" | "web" },
): Promise<Row> {
  const dataDir = mkdtempSync(join(".data", "faults-"));
  let server = await ensureEmbeddedPg({ dataDir, dieWithUs: true });
  try {
    return await sendThrough(
      `F3 PostgreSQL down for ${asked.downMs / 1000} s`,
      server.url,
      asked.role,
      asked,
      {
        mayBreakOff: false,
        async disturb() {
          for (let run = 0; run < asked.runs; run += 1) {
            await delay(500 + asked.random() * 500);
            process.kill(server.pid, "SIGQUIT"); // "immediate": no checkpoint, recovery at the next start
            await delay(asked.downMs);
            server = await ensureEmbeddedPg({ dataDir, dieWithUs: true, port: server.port });
          }
        },
      },
    );
  } finally {
    await server.stop({ force: true });
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Fault = {
  /** Whether a request may end without any answer. */
  mayBreakOff: boolean;
  disturb: (web: Web, running: Awaited<ReturnType<Web["start"]>>) => Promise<void>;
};

async function onSuiteServer(
  name: string,
  role: "all" | "web",
  asked: Asked,
  fault: Fault,
): Promise<Row> {
  await using database = await testDatabase();
  return await sendThrough(name, database.url, role, asked, fault);
}

/** Leads keep coming in while something happens to Baton; each must be stored once in the end. */
async function sendThrough(
  name: string,
  databaseUrl: string,
  role: "all" | "web",
  { leads, runs }: Asked,
  { mayBreakOff, disturb }: Fault,
): Promise<Row> {
  const web = await openWeb(databaseUrl, role);
  try {
    const child = await web.start();
    const door = { url: () => web.url, bearer: await web.bearer() };
    const disturbed = disturb(web, child);
    const log = await sendLeads(door, leads, SENDERS, disturbed);
    await disturbed;
    const isDone =
      role === "web" || (await until(async () => (await web.arrivals()).open === 0, WORKED_OFF_MS));
    const { stored, open } = await web.arrivals();
    const odd = [...log.refused.keys()].filter(
      (answer) => !["503", "ECONNREFUSED", ...(mayBreakOff ? ["broken off"] : [])].includes(answer),
    );
    return {
      fault: name,
      runs,
      effects: log.asked,
      lost: Math.max(0, log.asked - stored) + (isDone ? 0 : open),
      doubled: Math.max(0, stored - log.asked),
      recoveryMs: log.longestGapMs,
      failures: [
        ...odd.map((answer) => `${log.refused.get(answer)} × ${answer}`),
        ...(log.accepted < log.asked ? [`${log.asked - log.accepted} never accepted`] : []),
        ...(log.withoutRetryAfter > 0 ? ["a 503 without Retry-After"] : []),
      ],
      note: [...log.refused].map(([answer, count]) => `${count} × ${answer}`).join(", "),
    };
  } finally {
    await web.close();
  }
}
