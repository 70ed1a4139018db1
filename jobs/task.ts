import { z } from "zod";
import { NotFound } from "../pipeline/errors.ts";
import type { Job } from "./job.ts";
import type { World } from "./world.ts";

type Helpers = { job: { id: string; attempts: number } };

/** A job as the queue runs it: payload parsed, log lines joinable, failures told without their data. */
export function task(job: Job<unknown>, world: World) {
  return [
    job.name,
    async (raw: unknown, { job: { id, attempts } }: Helpers) => {
      const payload = job.payload.parse(raw);
      const log = world.log.child({ job: job.name, jobId: id, ...ids(job, payload) });
      const startedAt = world.now().getTime();
      try {
        await job.run(payload, { ...world, log });
      } catch (error) {
        if (!(error instanceof NotFound)) throw failureOf(error);
        log.warn({ err: error }, "job has nothing left to work on"); // erased meanwhile
        return;
      }
      log.info({ ms: world.now().getTime() - startedAt, attempt: attempts }, "job done");
    },
  ] as const;
}

/** The ids of a payload under the names the log joins on. */
function ids(job: Job<unknown>, payload: unknown): Record<string, unknown> {
  const { tenantId, id } = z.looseObject({ tenantId: z.string(), id: z.string() }).parse(payload);
  return { tenantId, [job.about]: id };
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
