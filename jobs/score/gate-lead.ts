import type { Tx } from "../../db/client.ts";
import { contactIndexes } from "../../db/contacts.ts";
import { knownStanding } from "../../db/known-standing.ts";
import { isSuppressed } from "../../db/suppression.ts";
import { readEmail } from "../../pipeline/ingest/email-address.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { gate, type Verdict } from "../../pipeline/score/gates.ts";
import { readPlaybook } from "../playbook.ts";

/**
 * The hard rules, with what the database knows: free, and run before any request is made. A person
 * may overrule all but an opt-out.
 */
export async function gateLead(
  tx: Tx,
  input: LeadInput,
  about: { companyId: string; leadId: string },
  overruled = false,
): Promise<Verdict | null> {
  const { email } = contactIndexes(tx, input);
  const { account } = await knownStanding(tx, about.companyId, {
    besides: about.leadId,
    domain: (input.email && readEmail(input.email)?.domain) || null,
  });
  const verdict = gate({
    lead: input,
    playbook: await readPlaybook(tx),
    optedOut: email !== null && (await isSuppressed(tx, "email", email)),
    standing: account?.standing ?? null,
  });
  return overruled && verdict?.rule !== "opt-out" ? null : verdict;
}
