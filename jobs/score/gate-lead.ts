import type { Tx } from "../../db/client.ts";
import { isSuppressed } from "../../db/suppression.ts";
import { matchKeys } from "../../pipeline/ingest/dedupe.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { gate } from "../../pipeline/score/gates.ts";
import { readPlaybook } from "../playbook.ts";

/** The hard rules, with what the database knows: free, and run before any request is made. A person may overrule all but an opt-out. */
export async function gateLead(tx: Tx, input: LeadInput, overruled = false) {
  const emailIndex = emailIndexOf(tx, input);
  const verdict = gate({
    lead: input,
    playbook: await readPlaybook(tx),
    optedOut: emailIndex !== null && (await isSuppressed(tx, "email", emailIndex)),
  });
  return overruled && verdict?.rule !== "opt-out" ? null : verdict;
}

/** The blind index of the mailbox a lead wrote from; null when it gave none. */
export function emailIndexOf(tx: Tx, input: LeadInput): Buffer | null {
  const { emailNormal } = matchKeys(input);
  return emailNormal === null ? null : tx.vault.blindIndex("email", emailNormal);
}
