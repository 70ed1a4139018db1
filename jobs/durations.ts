import type { Durations } from "./world.ts";

/** What production waits. Tests shrink these; nothing else in the product names a waiting time. */
export const durations: Durations = {
  cardEditMs: 2_000,
  hostDelayMs: 2_000,
  pageMs: 10_000,
  researchMs: 60_000,
  dispatchMs: 50,
  heartbeatMs: 5_000,
};
