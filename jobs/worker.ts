import { EventEmitter } from "node:events";
import { Logger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { z } from "zod";
import { beat, dispatchArrivals, endHeartbeat, freeDeadPools } from "../db/dispatch.ts";
import { NotFound } from "../pipeline/errors.ts";
import { assignLead } from "./assign/assign-lead.ts";
import { wakeLead } from "./assign/wake-lead.ts";
import { enrichCompany } from "./enrich/enrich-company.ts";
import { deliverCard } from "./handoff/deliver-card.ts";
import { ingestLead } from "./ingest/ingest-lead.ts";
import type { Job } from "./job.ts";
import { scoreLead } from "./score/score-lead.ts";
import type { World } from "./world.ts";

const DISPATCH_BATCH = 500;
/** A pool that missed this many beats is dead, and its jobs are given to others. */
const MISSED_BEATS = 6;

export type Worker = {
  /** The name of this worker in `dispatch.heartbeat`. */
  poolId: string;
  /** Takes no new job, waits for the ones in hand, and is gone. */
  stop: () => Promise<void>;
};

/** Starts working through the queue. Every job Baton has is named here. */
export async function startWorker(world: World, concurrency: number): Promise<Worker> {
  const { db, log, durations } = world;
  const jobs = [ingestLead, enrichCompany, scoreLead, assignLead, deliverCard, wakeLead];
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => task(job as Job<unknown>, world)),
  );
  const events = new EventEmitter() as WorkerEvents; // Graphile's own name for a typed emitter
  let poolId = "";
  events.on("pool:create", ({ workerPool }) => {
    poolId = workerPool.id;
  });
  const runner = await run({
    events,
    pgPool: db.owner,
    taskList,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new Logger(() => (level, message) => {
      if (level === "error") log.error(message);
      else if (level === "warning") log.warn(message);
    }),
    preset: {
      worker: {
        concurrentJobs: concurrency,
        pollInterval: 1000,
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        gracefulShutdownAbortTimeout: 20_000,
      },
    },
  });

  const stopping = new AbortController();
  const repeat = async (everyMs: number, what: string, work: () => Promise<unknown>) => {
    while (!stopping.signal.aborted) {
      await work().catch((error: unknown) => log.error({ err: error }, `${what} failed`));
      await world.sleep(everyMs, stopping.signal);
    }
  };

  const loops = [
    repeat(durations.heartbeatMs, "heartbeat", async () => {
      await beat(db, poolId);
      const freed = await freeDeadPools(db, durations.heartbeatMs * MISSED_BEATS);
      if (freed.length > 0) log.warn({ pools: freed }, "freed the jobs of workers that died");
    }),
    repeat(durations.dispatchMs, "dispatch", async () => {
      let moved = DISPATCH_BATCH;
      while (moved === DISPATCH_BATCH) {
        moved = await dispatchArrivals(db, ingestLead.name, ingestLead.attempts, DISPATCH_BATCH);
      }
    }),
  ];

  return {
    poolId,
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await runner.stop();
      await endHeartbeat(db, poolId);
    },
  };
}

function task(job: Job<unknown>, world: World) {
  return [
    job.name,
    async (raw: unknown, helpers: { job: { id: string; attempts: number } }) => {
      const payload = job.payload.parse(raw);
      const log = world.log.child({ job: job.name, jobId: helpers.job.id, ...ids(job, payload) });
      const startedAt = world.now().getTime();
      try {
        await job.run(payload, { ...world, log });
      } catch (error) {
        if (!(error instanceof NotFound)) throw error;
        log.warn({ err: error }, "job has nothing left to work on"); // erased meanwhile
        return;
      }
      log.info(
        { ms: world.now().getTime() - startedAt, attempt: helpers.job.attempts },
        "job done",
      );
    },
  ] as const;
}

/** The ids of a payload under the names the log joins on. */
function ids(job: Job<unknown>, payload: unknown): Record<string, unknown> {
  const { tenantId, id } = z.looseObject({ tenantId: z.string(), id: z.string() }).parse(payload);
  return { tenantId, [job.about]: id };
}
