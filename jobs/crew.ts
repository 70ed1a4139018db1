import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Job } from "./job.ts";
import { task } from "./task.ts";
import type { World } from "./world.ts";

const RESTART_MS = 1_000;
/** New jobs announce themselves; only those of a later time are looked for, this often per crew. */
const LOOK_MS = 250;

/** Some jobs and the hands that work on them. */
export type Crew = {
  /** The queue's name for these hands; a new one after every restart. */
  poolId: () => string;
  stop: () => Promise<void>;
};

/** How Graphile Worker works for us. */
export function presetFor(hands: number) {
  return {
    worker: {
      concurrentJobs: hands,
      pollInterval: Math.max(1_000, LOOK_MS * hands), // each idle hand looks for itself
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
      gracefulShutdownAbortTimeout: 20_000,
    },
  };
}

/** Works on some kinds of jobs, `hands` at once, until told to stop; a runner that ends by itself is started again. */
export async function startCrew(
  world: World,
  jobs: readonly Job<unknown>[],
  hands: number,
): Promise<Crew> {
  const { db, log } = world;
  const taskList: TaskList = Object.fromEntries(jobs.map((job) => task(job, world)));
  let poolId = "";
  let runner: Runner;
  const stopping = new AbortController();

  const start = async () => {
    const events = new EventEmitter() as WorkerEvents; // Graphile's own name for a typed emitter
    events.on("pool:create", ({ workerPool }) => {
      poolId = workerPool.id;
    });
    runner = await run({
      events,
      pgPool: db.owner,
      taskList,
      noHandleSignals: true,
      parsedCronItems: [],
      logger: new Logger(() => (level, message) => {
        if (level === "error") log.error(message);
        else if (level === "warning") log.warn(message);
      }),
      preset: presetFor(hands),
    });
    runner.promise.then(
      () => restart("it ended"),
      (error: unknown) => restart(error),
    );
  };

  const restart = async (why: unknown): Promise<void> => {
    if (stopping.signal.aborted) return;
    log.error({ err: why }, "the worker stopped by itself and is started again");
    await world.sleep(RESTART_MS, stopping.signal);
    if (stopping.signal.aborted) return;
    await start().catch(restart);
  };

  await start();
  return {
    poolId: () => poolId,
    async stop() {
      stopping.abort();
      await runner.stop().catch(() => {}); // it may have stopped by itself a moment ago
    },
  };
}
