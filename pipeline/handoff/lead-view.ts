import type { PaidPause } from "../enrich/budget.ts";
import type { Disagreement } from "../enrich/disagree.ts";
import type { Enquiry } from "../enrich/enquiry.ts";
import type { Failure } from "../enrich/fact.ts";
import type { SeenFact } from "../enrich/freshness.ts";
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
  /** Where its score is heading while its company is still being read. Nothing may be done about it. */
  soFar?: (Decision & { decidedAt: Date }) | null;
  /** What the lead said of its own plans; absent where it said nothing. */
  said?: Enquiry | null;
  /** The current facts, best of each name first. */
  facts: SeenFact[];
  /** Where sources contradict each other and no colleague has decided; absent where nobody looked. */
  disagreements?: Pick<Disagreement, "name" | "sources">[];
  /** Other people of the company in our own leads: so many by name, and how many more. */
  others?: { named: { name: string; title: string | null }[]; more: number };
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
  /** Why nothing paid was asked about it, and since when; absent where nothing stood in the way. */
  paidPause?: { why: PaidPause; at: Date } | null;
  receipt: {
    sources: number;
    ms: number | null;
    usd: number;
    /** When it was read, where that was for another lead of this company. */
    cachedAt?: Date | null;
  };
  /** Our evidence page of this lead, signed and expiring. Parts are anchors: `#size_band`. */
  evidenceUrl: string;
};
