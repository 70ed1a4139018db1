import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { sameQuestion } from "./schema.ts";

export type SameKind = "company" | "contact" | "account";
export type SameQuestion = typeof sameQuestion.$inferSelect;

/** More would be noise: the rest is asked when it comes up again. */
const OPEN_AT_ONCE = 10;

const pairOf = (a: string, b: string) => (a < b ? { one: a, other: b } : { one: b, other: a });

/** What is known about a pair; the order of the two does not matter. */
export async function findQuestion(
  tx: Tx,
  kind: SameKind,
  a: string,
  b: string,
): Promise<SameQuestion | undefined> {
  const { one, other } = pairOf(a, b);
  const [row] = await tx
    .select()
    .from(sameQuestion)
    .where(
      and(
        eq(sameQuestion.tenantId, tx.tenantId),
        eq(sameQuestion.kind, kind),
        eq(sameQuestion.one, one),
        eq(sameQuestion.other, other),
      ),
    );
  return row;
}

/** Opens a question; undefined when the pair was asked about before, or too much is open already. */
export async function openQuestion(
  tx: Tx,
  asked: { kind: SameKind; a: string; b: string; why: string[] },
  at: Date,
): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into same_question (tenant_id, id, kind, one, other, why, asked_at)
    select ${tx.tenantId}::uuid, ${newId()}::uuid, ${asked.kind}, least(a, b), greatest(a, b),
      ${JSON.stringify(asked.why)}::jsonb, ${at.toISOString()}::timestamptz
    from (select ${asked.a}::uuid as a, ${asked.b}::uuid as b) pair
    where (select count(*) from same_question
      where tenant_id = ${tx.tenantId} and state = 'open') < ${OPEN_AT_ONCE}
    on conflict do nothing returning id`);
  return rows[0]?.id;
}

export async function findQuestionById(tx: Tx, id: string): Promise<SameQuestion | undefined> {
  const [row] = await tx
    .select()
    .from(sameQuestion)
    .where(and(eq(sameQuestion.tenantId, tx.tenantId), eq(sameQuestion.id, id)));
  return row;
}

export async function lockQuestion(tx: Tx, id: string): Promise<SameQuestion | undefined> {
  const [row] = await tx
    .select()
    .from(sameQuestion)
    .where(and(eq(sameQuestion.tenantId, tx.tenantId), eq(sameQuestion.id, id)))
    .for("update");
  return row;
}

/** Writes an answer down, asked for or not, so that the pair is never asked about again. */
export async function answerQuestion(
  tx: Tx,
  pair: { kind: SameKind; a: string; b: string },
  state: "same" | "different",
  answeredBy: string | null,
  at: Date,
): Promise<string> {
  const [row] = await tx
    .insert(sameQuestion)
    .values({
      tenantId: tx.tenantId,
      id: newId(),
      kind: pair.kind,
      ...pairOf(pair.a, pair.b),
      why: [],
      state,
      askedAt: at,
      answeredBy,
      answeredAt: at,
    })
    .onConflictDoUpdate({
      target: [sameQuestion.tenantId, sameQuestion.kind, sameQuestion.one, sameQuestion.other],
      set: { state, answeredBy, answeredAt: at, revision: sql`${sameQuestion.revision} + 1` },
    })
    .returning({ id: sameQuestion.id });
  if (!row) throw new Error("an upsert without a row");
  return row.id;
}
