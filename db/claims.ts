import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { NotFound } from "../pipeline/errors.ts";
import type { State } from "../pipeline/lifecycle.ts";
import { appendEvent, type By, recordAct } from "./audit.ts";
import type { Tx } from "./client.ts";
import { lead, person } from "./schema.ts";

/** States in which a lead can be taken: from the first fact on, until it is parked. */
const claimable: State[] = [
  "ENRICHING",
  "SCORED",
  "ASSIGNED",
  "OUTREACH_ACTIVE",
  "HANDED_OFF",
  "ENRICHMENT_FAILED",
  "STALE",
];

export type Claim =
  | { kind: "won" }
  /** Somebody has it: another person, or the one who asks (`personId` tells). */
  | { kind: "taken"; personId: string; name: string; at: Date }
  | { kind: "closed" };

/**
 * Gives a lead to whoever pressed first.
 *
 * The `is null` is the lock: of two presses at once, only one finds a row to change.
 */
export async function claimLead(
  tx: Tx,
  leadId: string,
  personId: string,
  at: Date,
  by: By,
): Promise<Claim> {
  const thisLead = and(eq(lead.tenantId, tx.tenantId), eq(lead.id, leadId));
  const won = await tx
    .update(lead)
    .set({
      claimedBy: personId,
      claimedAt: at,
      snoozedUntil: null,
      version: sql`${lead.version} + 1`,
    })
    .where(
      and(thisLead, isNull(lead.claimedBy), isNull(lead.closedAs), inArray(lead.state, claimable)),
    )
    .returning({ companyId: lead.companyId });
  if (won[0]) {
    await recordAct(tx, leadId, "claim", by, { claimedBy: null }, { claimedBy: personId });
    const about = { key: leadId, companyId: won[0].companyId, leadId };
    await appendEvent(tx, "actions.triggered", "lead.claimed", at, about);
    return { kind: "won" };
  }
  const [row] = await tx
    .select({ personId: lead.claimedBy, name: person.name, at: lead.claimedAt })
    .from(lead)
    .leftJoin(person, and(eq(person.tenantId, lead.tenantId), eq(person.id, lead.claimedBy)))
    .where(thisLead);
  if (!row) throw new NotFound("lead", leadId);
  if (!row.personId || !row.at) return { kind: "closed" };
  return { kind: "taken", personId: row.personId, name: row.name ?? "Somebody", at: row.at };
}
