import type { LeadInput } from "../ingest/lead-input.ts";
import { countryName } from "./country-name.ts";
import type { Playbook } from "./playbook.ts";

/** A hard rule said no. A verdict, not a score. */
export type Verdict = { rule: string; because: string };

type Known = {
  lead: LeadInput;
  playbook: Playbook;
  optedOut: boolean;
  customer?: boolean;
  openDeal?: boolean;
};

/** The hard rules in their order; null when the lead may be looked at. Free: nothing is fetched. */
export function gate({ lead, playbook, optedOut, customer, openDeal }: Known): Verdict | null {
  const [mailbox = "", mailHost = ""] = lead.email?.split("@") ?? [];
  if (optedOut) return { rule: "opt-out", because: "asked not to be contacted" };
  if (customer) return { rule: "customer", because: "is a customer already" };
  if (openDeal) return { rule: "open-deal", because: "has an open deal already" };
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
