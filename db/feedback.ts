import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { feedback, person, touch } from "./schema.ts";

/** Notes what one person thinks. The same emoji again is the same opinion; two people may disagree. */
export async function addFeedback(
  tx: Tx,
  given: {
    leadId: string;
    personId: string;
    surface: string;
    emoji: string;
    outcome: string;
    weight: number;
    decisionId: string | null;
  },
  at: Date,
): Promise<void> {
  await tx
    .insert(feedback)
    .values({ tenantId: tx.tenantId, id: newId(), ...given, ts: at })
    .onConflictDoUpdate({
      target: [feedback.tenantId, feedback.leadId, feedback.personId, feedback.emoji],
      set: { withdrawnAt: null, ts: at, decisionId: given.decisionId },
    });
}

export async function withdrawFeedback(
  tx: Tx,
  given: { leadId: string; personId: string; emoji: string },
  at: Date,
): Promise<boolean> {
  const gone = await tx
    .update(feedback)
    .set({ withdrawnAt: at })
    .where(
      and(
        eq(feedback.tenantId, tx.tenantId),
        eq(feedback.leadId, given.leadId),
        eq(feedback.personId, given.personId),
        eq(feedback.emoji, given.emoji),
        isNull(feedback.withdrawnAt),
      ),
    )
    .returning({ id: feedback.id });
  return gone.length > 0;
}

/** Opinions that stand, grouped by emoji in the order they came. */
export async function listFeedback(
  tx: Tx,
  leadId: string,
): Promise<{ emoji: string; names: string[] }[]> {
  const { rows } = await tx.execute<{ emoji: string; names: string[] }>(sql`
    select f.emoji, array_agg(p.name order by f.ts) as names
    from ${feedback} f join ${person} p on p.tenant_id = f.tenant_id and p.id = f.person_id
    where f.tenant_id = ${tx.tenantId} and f.lead_id = ${leadId}::uuid and f.withdrawn_at is null
    group by f.emoji order by min(f.ts)`);
  return rows;
}

/** An outcome a person logged. */
export async function addOutcome(
  tx: Tx,
  logged: {
    leadId: string;
    outcome: string;
    reason: string | null;
    value: number | null;
    personId: string;
  },
  at: Date,
): Promise<void> {
  await tx
    .insert(touch)
    .values({ tenantId: tx.tenantId, id: newId(), kind: "outcome", ...logged, at });
}

/** What happened between us and a lead, newest first. */
export async function listTouches(tx: Tx, leadId: string) {
  return tx
    .select({
      kind: touch.kind,
      outcome: touch.outcome,
      reason: touch.reason,
      value: touch.value,
      at: touch.at,
      by: person.name,
    })
    .from(touch)
    .leftJoin(person, and(eq(person.tenantId, touch.tenantId), eq(person.id, touch.personId)))
    .where(and(eq(touch.tenantId, tx.tenantId), eq(touch.leadId, leadId)))
    .orderBy(sql`${touch.at} desc`);
}
