import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { mergedInto } from "./merges.ts";
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

/** Opinions that stand about a lead or one merged into it, grouped by emoji in the order they came. */
export async function listFeedback(
  tx: Tx,
  leadId: string,
): Promise<{ emoji: string; names: string[] }[]> {
  const { rows } = await tx.execute<{ emoji: string; names: string[] }>(sql`
    select f.emoji, array_agg(p.name order by f.ts) as names
    from (select emoji, person_id, min(ts) as ts from ${feedback}
      where tenant_id = ${tx.tenantId} and withdrawn_at is null
        and lead_id in ${mergedInto(tx, "lead", leadId)} group by emoji, person_id) f
    join ${person} p on p.tenant_id = ${tx.tenantId} and p.id = f.person_id
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

/** What happened between us and a lead, or one merged into it, newest first. */
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
    .where(
      and(
        eq(touch.tenantId, tx.tenantId),
        sql`${touch.leadId} in ${mergedInto(tx, "lead", leadId)}`,
      ),
    )
    .orderBy(sql`${touch.at} desc`);
}
