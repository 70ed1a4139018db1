import { join } from "node:path";
import { pino } from "pino";
import type { Db } from "../../db/client.ts";
import { durations } from "../../jobs/durations.ts";
import { openBrowser } from "../../jobs/enrich/browser.ts";
import { findBrowser } from "../../jobs/enrich/find-browser.ts";
import { memoryHostBook } from "../../jobs/enrich/host-memory.ts";
import { openaiLlm } from "../../jobs/enrich/llm/openai.ts";
import { openSiteReader } from "../../jobs/enrich/read-politely.ts";
import { type Research, research, type Step } from "../../jobs/enrich/research.ts";
import { sources } from "../../jobs/enrich/sources.ts";
import { userAgent } from "../../jobs/enrich/web.ts";
import type { Llm, Web } from "../../jobs/world.ts";
import { usdOf } from "../../pipeline/enrich/llm/prices.ts";
import { defaultResearchSettings as settings } from "../../pipeline/enrich/research-settings.ts";
import type { Config } from "../config.ts";

export type Alone = Research & { cost: { usd: number; tokens: number } };

/** Researches a company as the worker does, with nothing to write down: no database, no tenant, nothing paid. */
export async function researchAlone(
  { domain, address }: { domain: string; address: string },
  { config, web, llm: wanted }: { config: Config; web: Web; llm: boolean },
  onStep: (step: Step) => void,
  signal: AbortSignal,
): Promise<Alone> {
  const publicUrl = config.publicUrl ?? `http://127.0.0.1:${config.port}`;
  const found = await findBrowser({
    chromiumPath: config.chromiumPath,
    cacheDir: join(config.dataDir, "browser"),
  });
  const browser = found && openBrowser(found, userAgent(publicUrl));
  const spent = { usd: 0, tokens: 0 };
  const world = {
    ...{ db: nowhere, web, browser, vendors: config.vendors, durations, publicUrl, settings },
    ...{ now: () => new Date(), random: Math.random, sleep: (ms: number) => wait(ms, signal) },
    ...{ log: pino({ level: "silent" }), sources, lead: null, name: null },
    llm: wanted && config.openai ? counting(openaiLlm(config.openai), spent) : null,
  };
  const book = memoryHostBook();
  const reader = openSiteReader(world, { book, lists: settings, cache: null });
  try {
    const done = await research(
      domain,
      { ...world, reader },
      async (step) => onStep(step),
      address,
    );
    return { ...done, cost: spent };
  } finally {
    await browser?.close();
  }
}

/** Rejects when the program is told to stop. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", stop, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  });
}

/** Adds up what a model was asked: there is no ledger here. */
function counting(llm: Llm, spent: { usd: number; tokens: number }): Llm {
  return {
    ...llm,
    async ask(question) {
      const reply = await llm.ask(question);
      spent.tokens += reply.usage.input + reply.usage.output;
      spent.usd += usdOf(question.model, reply.usage, llm.prices);
      return reply;
    },
  };
}

/** Sources ask the database about a lead, and here is none: whoever asks all the same is told so. */
const nowhere = new Proxy({} as Db, {
  get() {
    throw new Error("there is no database on the command line");
  },
});
