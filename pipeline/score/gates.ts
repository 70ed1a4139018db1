import type { AccountStanding } from "../ingest/doors/door.ts";
import type { LeadInput } from "../ingest/lead-input.ts";
import { type Intent, recogniseIntent } from "../ingest/recognise.ts";
import { countryName } from "./country-name.ts";
import type { Playbook } from "./playbook.ts";

/** A hard rule said no. A verdict, not a score. */
export type Verdict = { rule: string; because: string };

type Known = {
  lead: LeadInput;
  playbook: Playbook;
  optedOut: boolean;
  /** What the tenant's lists say the company is. */
  standing?: AccountStanding | null;
};

const standings: Record<AccountStanding, Verdict> = {
  customer: { rule: "customer", because: "is a customer already" },
  open_deal: { rule: "open-deal", because: "has an open deal already" },
  partner: { rule: "partner", because: "is a partner" },
  competitor: { rule: "competitor", because: "is a competitor" },
};

/** In our words, not in theirs: a verdict is kept in the open. */
const intents: Record<NonNullable<Intent["kind"]>, Verdict> = {
  student: { rule: "student", because: "is a student" },
  job_seeker: { rule: "job-seeker", because: "is looking for a job" },
  vendor_pitch: { rule: "vendor-pitch", because: "wants to sell you something" },
  support: { rule: "support", because: "needs help with what they have" },
};

/**
 * The hard rules in their order; null when the lead may be looked at. Free: nothing is fetched.
 * Who it is comes before what it says, and both before how it was sent.
 */
export function gate({ lead, playbook, optedOut, standing }: Known): Verdict | null {
  const [mailbox = "", mailHost = ""] = lead.email?.split("@") ?? [];
  if (optedOut) return { rule: "opt-out", because: "asked not to be contacted" };
  if (standing) return standings[standing];
  const { kind } = recogniseIntent(lead);
  if (kind) return intents[kind];
  if (lead.flags.includes("disposable_mail")) {
    return { rule: "disposable-email", because: `disposable e-mail address (${mailHost})` };
  }
  if (lead.flags.includes("role_mail") && (lead.budget ?? 0) <= playbook.roleMailBudget) {
    return { rule: "role-email", because: `a mailbox, not a person (${mailbox}@)` };
  }
  if (lead.country && playbook.denied.includes(lead.country)) {
    const because = `${countryName(lead.country)} is a country you do not serve`;
    return { rule: "country-denied", because };
  }
  return null;
}
