import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { Crawled } from "./crawl-pages.ts";
import { percentile } from "./percentile.ts";
import type { Result } from "./result.ts";
import type { Player, Stage } from "./stage.ts";

const OPPONENT = "@crawlee/cheerio@3.18.1";
const AT_ONCE = 8;
const ROUNDS = 3;
const INSTALL_MS = 300_000;

export const crawlNames = ["crawl", "crawl_cpu", "crawl_facts"];

/**
 * Static pages a second, and what one costs the processor: our fetcher and parser against a crawler
 * that does the same work on the same pages, at the same concurrency and without any delay. The last
 * line is ours with every fact taken from each page, which nobody else does.
 */
export async function crawl(stage: Stage): Promise<Result[]> {
  const site = await stage.start("crawl-site.ts", {});
  const settings = { PORT: String(z.int().parse(site.said)), AT_ONCE: String(AT_ONCE) };
  const ours = await stage.start("crawl-ours.ts", { ...settings, READ: "same" });
  const facts = await stage.start("crawl-ours.ts", { ...settings, AT_ONCE: "2", READ: "all" });
  const folder = await mkdtemp(join(tmpdir(), "baton-opponent-"));
  try {
    const theirs = await install(folder)
      .then(() => stage.start("crawl-theirs.ts", { ...settings, FOLDER: folder }))
      .catch(() => null);
    const players = [ours, facts, ...(theirs ? [theirs] : [])];
    const rounds = await play(players);
    for (const player of [...players, site]) await player.stop();
    return resultsOf(rounds[0], rounds[1], rounds[2]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function install(folder: string): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  const options = { timeout: INSTALL_MS, cwd: folder };
  await promisify(execFile)("npm", ["install", "--prefix", folder, ...quiet, OPPONENT], options);
}

type Score = { pagesPerSecond: number; cpuMs: number; taken: string };

/** Everybody in turn, round by round, so that whatever else the machine does troubles all alike; the first is to warm up. */
async function play(players: Player[]): Promise<Score[]> {
  const played = players.map(() => [] as Crawled[]);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [at, player] of players.entries()) {
      const crawled = Crawled.parse(await player.ask(round));
      if (round > 0) played[at]?.push(crawled);
    }
  }
  return played.map((rounds) => {
    const median = (of: (one: Crawled) => number) => percentile(rounds.map(of), 0.5);
    return {
      pagesPerSecond: median(({ pages, ms }) => (pages * 1000) / ms),
      cpuMs: median(({ pages, cpuMs }) => cpuMs / pages),
      taken: JSON.stringify(rounds[0]?.taken),
    };
  });
}

function resultsOf(ours?: Score, facts?: Score, theirs?: Score): Result[] {
  if (!ours || !facts) throw new Error("nobody crawled");
  if (theirs && ours.taken !== theirs.taken) {
    throw new Error(`not the same work: ${ours.taken} and ${theirs.taken}`);
  }
  const against = (number: number, unit: string) =>
    theirs ? `${OPPONENT}, ${number.toPrecision(3)} ${unit}` : "opponent not available";
  const speed = { unit: "pages/s", opponent: against(theirs?.pagesPerSecond ?? 0, "pages/s") };
  const rate = ({ pagesPerSecond }: Score) => (theirs ? pagesPerSecond / theirs.pagesPerSecond : 0);
  return [
    {
      ...{ name: "crawl", value: ours.pagesPerSecond, ...speed, ratio: rate(ours) },
      goal: { ratioAtLeast: 1.2 },
    },
    {
      ...{ name: "crawl_cpu", value: ours.cpuMs, unit: "ms/page" },
      opponent: against(theirs?.cpuMs ?? 0, "ms/page"),
      ...{ ratio: theirs ? theirs.cpuMs / ours.cpuMs : 0, goal: { ratioAtLeast: 1 } },
    },
    {
      ...{ name: "crawl_facts", value: facts.pagesPerSecond, ...speed, ratio: rate(facts) },
      goal: { atLeast: 50 },
    },
  ];
}
