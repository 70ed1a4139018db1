import { z } from "zod";
import type { Durations } from "../../jobs/world.ts";
import { testDurations } from "../support/world.ts";

/** What a worker process is told when it starts. */
export const WorkerOrder = z.object({
  databaseUrl: z.string(),
  ledgerUrl: z.string(),
  hands: z.int(),
  /** How wrong its clock is. */
  skewMs: z.int(),
  logLevel: z.string(),
  durations: z.custom<Durations>(),
});
export type WorkerOrder = z.infer<typeof WorkerOrder>;

/** Production's waiting times, about twenty times faster, in the same order of size. */
export const hurried: Durations = {
  ...testDurations,
  dispatchMs: 20,
  heartbeatMs: 300,
  leaseMs: 3_000,
  providerMs: 700,
  graceMs: 4_000,
  backOffMs: 100,
  backOffMostMs: 2_000,
  sweepMs: 500,
};
