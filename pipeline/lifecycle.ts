/** The eleven states of a lead. */
export const states = [
  "INGESTED",
  "ENRICHING",
  "ENRICHMENT_FAILED",
  "SCORED",
  "ASSIGNED",
  "OUTREACH_ACTIVE",
  "QUALIFIED",
  "HANDED_OFF",
  "BOUNCED",
  "STALE",
  "OPT_OUT",
] as const;
export type State = (typeof states)[number];

/**
 * Every move a lead may make; the migrations hold the same pairs as a foreign key,
 * and `test/db/lifecycle.test.ts` tries all 121 against both.
 */
export const transitions: readonly (readonly [from: State, to: State])[] = [
  ["INGESTED", "ENRICHING"],
  ["ENRICHING", "SCORED"],
  ["ENRICHING", "ENRICHMENT_FAILED"],
  ["ENRICHMENT_FAILED", "ENRICHING"],
  ["ENRICHMENT_FAILED", "SCORED"],
  ["SCORED", "ASSIGNED"],
  ["SCORED", "STALE"],
  ["ASSIGNED", "OUTREACH_ACTIVE"],
  ["ASSIGNED", "HANDED_OFF"],
  ["ASSIGNED", "STALE"],
  ["OUTREACH_ACTIVE", "QUALIFIED"],
  ["OUTREACH_ACTIVE", "BOUNCED"],
  ["OUTREACH_ACTIVE", "STALE"],
  ["BOUNCED", "ENRICHING"],
  ["QUALIFIED", "HANDED_OFF"],
  ["HANDED_OFF", "OUTREACH_ACTIVE"],
  ["STALE", "ENRICHING"],
  ["ASSIGNED", "OPT_OUT"],
  ["OUTREACH_ACTIVE", "OPT_OUT"],
  ["QUALIFIED", "OPT_OUT"],
  ["HANDED_OFF", "OPT_OUT"],
  ["STALE", "OPT_OUT"],
  ["BOUNCED", "OPT_OUT"],
  ["ENRICHMENT_FAILED", "OPT_OUT"],
];

export function mayMove(from: State, to: State): boolean {
  return transitions.some(([a, b]) => a === from && b === to);
}
