import type { Label } from "../score/decision.ts";

/** One line of a list of leads. */
export type LeadLine = {
  id: string;
  name: string;
  label: Label | null;
  score: number | null;
  owner: string | null;
  since: Date;
  snoozedUntil: Date | null;
  /** The gate's rule, for dropped leads. */
  rule: string | null;
};
