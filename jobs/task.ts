import { z } from "zod";
import { NotFound } from "../pipeline/errors.ts";
import type { Job } from "./job.ts";
import type { World } from "./world.ts";

/** What every payload has. */
const Ids = z.looseObject({ tenantId: z.string(), id: z.string() });

type Helpers = { job: { id: string; attempts: number } };

/** A job as the queue runs it: payload parsed, log lines joinable, failures told without their data. */
export function task(job: Job<unknown>, world: World) {
  return [
    job.name,
    async (raw: unknown, { job: { id, attempts } }: Helpers) => {
      const payload = job.payload.parse(raw);
      const { tenantId, id: about } = Ids.parse(payload);
      const log = world.log.child({ job: job.name, jobId: id, tenantId, [job.about]: about });
      const startedAt = performance.now();
      const ended = (outcome: "done" | "failed") => {
        const ms = Math.round(performance.now() - startedAt);
        world.watch?.job(tenantId, job.name, outcome, ms);
        return ms;
      };
      try {
        await job.run(payload, { ...world, log });
      } catch (error) {
        const isGone = error instanceof NotFound; // erased meanwhile
        ended(isGone ? "done" : "failed");
        if (!isGone) throw failureOf(error);
        log.warn({ err: error }, "job has nothing left to work on");
        return;
      }
      log.info({ ms: ended("done"), attempt: attempts }, "job done");
    },
  ] as const;
}

const LONGEST = 300;

/**
 * What the queue may keep of a failure. A failed query names its parameters, which are people's
 * data, and the queue itself stops on a NUL in them: only the database's own sentence is left.
 */
function failureOf(error: unknown): Error {
  const told = error instanceof Error && "params" in error ? (error.cause ?? error) : error;
  const message = told instanceof Error ? told.message : String(told);
  const [sentence = ""] = message.split("\nparams:");
  const failure = new Error(sentence.replaceAll("\0", "").slice(0, LONGEST));
  if (told instanceof Error && told.stack) failure.stack = framesOf(told.stack, failure.message);
  return failure;
}

function framesOf(stack: string, message: string): string {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return [`Error: ${message}`, ...frames].join("\n");
}
