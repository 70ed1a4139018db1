import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import type { State } from "../../pipeline/lifecycle.ts";
import { permissionToWrite, readBasis } from "../../pipeline/outreach/consent.ts";

/** Whether a replayed lead's person may be written to, by what this one arrival says. */
export function mayWrite(channel: string, lead: LeadInput, state: State, now: Date): boolean {
  const stated = readBasis(channel, lead);
  const verdict = permissionToWrite({
    state,
    known: false,
    closed: false,
    hasAddress: lead.email !== null,
    suppressed: false,
    given:
      stated === null || stated.kind === "refused"
        ? []
        : [{ id: "", basis: stated.kind, at: now, withdrawnAt: null, used: false }],
    now,
  });
  return "basis" in verdict;
}
