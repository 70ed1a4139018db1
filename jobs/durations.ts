import type { Durations } from "./world.ts";

/** What production waits. Tests shrink these; nothing else in the product names a waiting time. */
export const durations: Durations = {
  cardEditMs: 2_000,
  hostDelayMs: 2_000,
  pageMs: 10_000,
  researchMs: 60_000,
  quickMs: 2_000,
  firstScoreMs: 8_000,
  llmMs: 20_000,
  dispatchMs: 50,
  backlogMs: 200,
  heartbeatMs: 5_000,
  leaseMs: 30_000,
  providerMs: 10_000,
  graceMs: 120_000,
  backOffMs: 2_000,
  backOffMostMs: 600_000,
  channelPostMs: 1_000,
  sweepMs: 10_000,
  approvalRemindMs: 4 * 3_600_000,
  approvalEscalateMs: 24 * 3_600_000,
  approvalExpireMs: 7 * 24 * 3_600_000,
  undoMs: 5 * 60_000,
  formPollMs: 15 * 60_000,
};
