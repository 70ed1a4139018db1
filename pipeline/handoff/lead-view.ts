import type { Fact, Failure } from "../enrich/fact.ts";
import type { Campaign } from "../ingest/campaign.ts";
import type { State } from "../lifecycle.ts";
import type { LeadOutreach } from "../outreach/outreach-view.ts";
import type { Decision } from "../score/decision.ts";

/** What a person can do after a talk with the lead; the order is the order of the form. */
export const outcomes = ["connected", "no_answer", "meeting", "not_a_fit", "won", "lost"] as const;
export type Outcome = (typeof outcomes)[number];

/** Everything a lead card, `show`, `why` and the public lead resource say about one lead. Read in one query. */
export type LeadView = {
  id: string;
  /** Grows with every visible change. */
  version: number;
  state: State;
  company: {
    /** Its own spelling, else the domain, else what was typed. */
    name: string;
    domain: string | null;
    industry: string | null;
    /** `Berlin, DE` */
    place: string | null;
    /** `180–220 people` */
    size: string | null;
  };
  contact: { name: string | null; title: string | null; email: string | null } | null;
  /** Its person worked for a customer before. */
  moved: { name: string | null; from: string } | null;
  /** The lead it counts as by now. */
  mergedInto: { id: string; name: string } | null;
  source: string;
  /** The page and campaign it came by, where it told. */
  campaign?: Campaign | null;
  createdAt: Date;
  decision: (Decision & { decidedAt: Date }) | null;
  /** The current facts, best of each name first. */
  facts: Fact[];
  /** While research runs: pages read so far and pages it will probably read. */
  research: { read: number; expected: number } | null;
  /** Why the last research failed, and how often it was tried. */
  failure: { failure: Failure; detail: string; tries: number } | null;
  offeredTo: { personId: string; name: string; at: Date } | null;
  /** It was offered to whoever had this company before, and last did something about it then. */
  returning: { name: string; at: Date } | null;
  claimedBy: { personId: string; name: string; at: Date } | null;
  snooze: { until: Date; by: string; note: string | null } | null;
  /** The latest outcome logged. Not-a-fit, won and lost close the lead. */
  outcome: {
    outcome: Outcome;
    by: string;
    at: Date;
    reason: string | null;
    /** Whole units of the tenant's currency. */
    value: number | null;
  } | null;
  optedOut: { at: Date; how: string } | null;
  /** Where its record was deleted, by kind of door; absent where it stands everywhere. */
  gone?: { channel: string; at: Date }[];
  outreach: LeadOutreach;
  /** Reactions that stand, oldest first. */
  feedback: { emoji: string; names: string[] }[];
  receipt: { sources: number; ms: number | null; usd: number };
  /** Our evidence page of this lead, signed and expiring. Parts are anchors: `#size_band`. */
  evidenceUrl: string;
};
