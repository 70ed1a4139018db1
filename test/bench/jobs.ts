import { Logger, run } from "graphile-worker";
import { pino } from "pino";
import { z } from "zod";
import { openMetrics } from "../../bot/metrics.ts";
import type { Db } from "../../db/client.ts";
import { presetFor, startCrew } from "../../jobs/crew.ts";
import { defineJob, type Job } from "../../jobs/job.ts";
import { testWorld } from "../support/world.ts";
import { openOwnDb } from "./own-db.ts";
import { percentile } from "./percentile.ts";
import type { Result } from "./result.ts";
import type { Stage } from "./stage.ts";

const JOBS = 3_000;
const ROUNDS = 3;
const HANDS = 8;

/** Jobs that do nothing, per second: ours, with payloads checked, logged and counted, against bare ones. */
export async function jobs(stage: Stage): Promise<Result[]> {
  const db = await openOwnDb(stage);
  const rates = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? (["ours", "bare"] as const) : (["bare", "ours"] as const);
    for (const side of order) rates[side].push(await rateOf(db, side));
  }
  await db.close();
  const [value, theirs] = [percentile(rates.ours, 0.5), percentile(rates.bare, 0.5)];
  const opponent = `Graphile Worker's bare task, ${Math.round(theirs)} jobs/s`;
  const ratio = value / theirs;
  return [{ name: "jobs", value, unit: "jobs/s", opponent, ratio, goal: { ratioAtLeast: 0.5 } }];
}

async function rateOf(db: Db & { tenantId: string }, side: "ours" | "bare"): Promise<number> {
  await db.owner.query(
    `select graphile_worker.add_jobs(array(select json_populate_record(null::graphile_worker.job_spec,
       json_build_object('identifier', $1::text, 'job_key', $1 || ':' || n,
         'payload', json_build_object('tenantId', $2::text, 'id', n::text)))
       from generate_series(1, $3::int) n))`,
    [side, db.tenantId, JOBS],
  );
  const { promise: all, resolve } = Promise.withResolvers<void>();
  let done = 0;
  const work = () => {
    done += 1;
    if (done === JOBS) resolve();
    return Promise.resolve();
  };
  const startedAt = performance.now();
  const stop = await (side === "ours" ? startOurs(db, work) : startBare(db, work));
  await all;
  const rate = (JOBS / (performance.now() - startedAt)) * 1_000;
  await stop();
  return rate;
}

async function startOurs(db: Db, work: () => Promise<void>): Promise<() => Promise<void>> {
  const job = defineJob({
    ...{ name: "ours", about: "about", attempts: 25, priority: 0 },
    payload: z.object({ tenantId: z.uuid(), id: z.string() }),
    key: ({ id }) => id,
    run: work,
  });
  const log = pino({ level: "info" }, pino.destination("/dev/null"));
  const world = testWorld(db, { log, watch: openMetrics().watch });
  const crew = await startCrew(world, [job as Job<unknown>], HANDS); // payloads are parsed
  return crew.stop;
}

async function startBare(db: Db, work: () => Promise<void>): Promise<() => Promise<void>> {
  const runner = await run({
    pgPool: db.owner,
    taskList: { bare: work },
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new Logger(() => () => {}),
    preset: presetFor(HANDS),
  });
  return () => runner.stop();
}
