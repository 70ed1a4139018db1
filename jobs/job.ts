import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "../db/client.ts";
import type { World } from "./world.ts";

export type Job<Payload> = {
  name: string;
  payload: z.ZodType<Payload>;
  /** What the payload's `id` is called in the log. */
  about: "leadId" | "sourceEventId" | "lane" | "draftId" | "about";
  /** Two queued jobs with the same name and key are one job. */
  key: (payload: Payload) => string;
  /** Tries before it becomes a dead letter. Back-off is exp(min(10, try)) seconds. */
  attempts: number;
  /** Smaller runs first; 0 is the default of the queue. */
  priority: number;
  run: (payload: Payload, world: World) => Promise<void>;
};

/** Does nothing at run time. It lets TypeScript work out a job's payload from its schema. */
export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}

type When = {
  runAt?: Date | null;
  /** From now, by the database's clock: right even where this machine's is not. */
  inMs?: number;
  priority?: number;
};

/** Queues a job inside the caller's transaction, so the job exists only if its rows do. */
export async function enqueue<Payload>(
  tx: Tx,
  job: Pick<Job<Payload>, "name" | "key" | "attempts" | "priority">,
  payload: Payload,
  { runAt = null, inMs = 0, priority = job.priority }: When = {},
): Promise<void> {
  const at = runAt
    ? sql`${runAt.toISOString()}::timestamptz`
    : sql`clock_timestamp() + ${inMs} * interval '1 millisecond'`;
  await tx.execute(sql`
    select dispatch.enqueue(
      ${job.name}, ${JSON.stringify(payload)}::json, ${`${job.name}:${job.key(payload)}`},
      ${at}, ${job.attempts}, ${priority})
  `);
}
