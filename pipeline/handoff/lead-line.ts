import type { Label } from "../score/decision.ts";

/** One line of a list of leads. */
export type LeadLine = {
  id: string;
  name: string;
  label: Label | null;
  score: number | null;
  /** Who claimed it or, while nobody did, whom it is offered to. */
  owner: string | null;
  claimed: boolean;
  /** Of the claim, the offer or the arrival. */
  since: Date;
  /** The last time its owner reported anything. */
  touchedAt: Date | null;
  snoozedUntil: Date | null;
  /** The gate's rule, for dropped leads. */
  rule: string | null;
  /** Why its site could not be read, while nothing else is known. */
  failure: string | null;
};

/** How many offers somebody lets wait, and since when. */
export type Stuck = { name: string; offers: number; since: Date };
