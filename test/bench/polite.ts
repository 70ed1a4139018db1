import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Db, openDb } from "../../db/client.ts";
import { hostBook } from "../../db/hosts.ts";
import { migrate } from "../../db/migrate.ts";
import { durations } from "../../jobs/durations.ts";
import { openSiteReader } from "../../jobs/enrich/read-politely.ts";
import type { Web } from "../../jobs/world.ts";
import { readPage } from "../../pipeline/enrich/read-page.ts";
import { defaultResearchSettings } from "../../pipeline/enrich/research-settings.ts";
import { pageAt } from "./crawl-pages.ts";
import type { Result } from "./result.ts";
import type { Stage } from "./stage.ts";

export const politeNames = ["polite_cpu", "polite_rate", "polite_hosts"];

const HOSTS = 200;
const PAGES = 2_000;
const FACT_PAGES = 50;
const PAGES_A_DAY = 50_000;
const PER_SECOND = PAGES_A_DAY / 86_400;

const Log = z.object({ hosts: z.int(), requests: z.int(), tooSoon: z.int(), leastMs: z.number() });

/**
 * Two thousand pages of two hundred hosts, read by two workers that share nothing but the database,
 * with production's pauses: whether any host was hurried, and what a page costs with its facts.
 */
export async function polite(stage: Stage): Promise<Result[]> {
  const { url } = await stage.database();
  await migrate(url);
  const workers = [openWorker(url), openWorker(url)];
  const hosts = await stage.start("polite-hosts.ts", {});
  const web = webAt(z.int().parse(hosts.said));
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];

  const perReader = PAGES / HOSTS / workers.length;
  const readers = workers.flatMap((worker) =>
    Array.from({ length: HOSTS }, (_, host) => readSite(worker, web, host, perReader)),
  );
  const read = (await Promise.all(readers)).reduce((sum, pages) => sum + pages, 0);

  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const log = Log.parse(await hosts.ask(durations.hostDelayMs));
  await Promise.all(workers.map((worker) => worker.close()));
  await hosts.stop();

  const askMs = (user + system) / 1_000 / read;
  const factsMs = factsCost();
  const percent = ((askMs + factsMs) * PER_SECOND) / 10;
  const day = `${PAGES_A_DAY} pages a day, ${PER_SECOND.toFixed(2)} a second; each ${askMs.toFixed(1)} ms to get and ${factsMs.toFixed(1)} ms to read`;
  const rate = read / seconds;
  const asked = `${read} pages of ${log.hosts} hosts in ${seconds.toFixed(0)} s`;
  const pause = `${durations.hostDelayMs} ms of rest asked for; the least of ${log.requests} requests had ${Math.round(log.leastMs)} ms`;
  return [
    {
      ...{ name: "polite_cpu", value: percent, unit: "% of a core", opponent: day },
      ...{ ratio: 3 / percent, goal: { atMost: 3 } },
    },
    {
      ...{ name: "polite_rate", value: rate, unit: "pages/s", opponent: asked },
      ...{ ratio: rate / PER_SECOND, goal: { atLeast: PER_SECOND } },
    },
    {
      ...{ name: "polite_hosts", value: log.tooSoon, unit: "hurried", opponent: pause },
      ...{ ratio: log.leastMs / durations.hostDelayMs, goal: { atMost: 0 } },
    },
  ];
}

function openWorker(url: string): Db {
  return openDb(url, {
    masterKey: Buffer.alloc(32, "bench"),
    appConnections: 15,
    ownerConnections: 1,
    onError: () => {}, // the server may leave before we do
  });
}

/** Asks one host for pages as research does; returns how many came. */
async function readSite(worker: Db, web: Web, host: number, pages: number): Promise<number> {
  const deps = {
    ...{ web, durations, now: () => new Date(), random: Math.random },
    ...{ sleep: (ms: number) => sleep(ms), publicUrl: "https://baton.example" },
  };
  const shared = { book: hostBook(worker), lists: defaultResearchSettings, cache: null };
  const reader = openSiteReader(deps, shared);
  const ask = { kind: "other", accept: "page", timeoutMs: durations.pageMs } as const;
  let read = 0;
  for (let page = 0; page < pages; page += 1) {
    const answer = await reader.read(`https://h${host}.example/page/${page}`, ask);
    if (!answer.ok) throw new Error(`h${host}.example was not read: ${answer.detail}`);
    read += 1;
  }
  return read;
}

/** What the facts of a page cost the processor, in ms. */
function factsCost(): number {
  const page = { url: "https://h.example/", headers: {}, kind: "other", observedAt: "" } as const;
  const read = (n: number) => readPage({ ...page, html: pageAt(n) });
  for (let n = 0; n < FACT_PAGES; n += 1) read(n); // until it is compiled
  const before = process.cpuUsage();
  for (let n = 0; n < FACT_PAGES; n += 1) read(n);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / FACT_PAGES;
}

/** Every name is a site at the one port of this machine where the sites live. */
function webAt(port: number): Web {
  const address = "127.0.0.1";
  return {
    resolve: async () => [{ address, family: 4 }],
    isPublic: (one) => one === address,
    portFor: () => port,
    records: async () => [],
  };
}
