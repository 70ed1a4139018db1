import { and, desc, eq, isNotNull, lte, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { leadSeal } from "./lead-seal.ts";
import { mergedInto, rootOf } from "./merges.ts";
import { llmAnswer } from "./schema.ts";

/** A question as it is found again. */
export type AskedBefore = {
  /** Keyed hash of everything the answer depends on. */
  hash: Buffer;
  companyId: string;
  /** Whose own words it holds; null for what anybody may read. */
  leadId: string | null;
};

const mine = (tx: Tx, hash: Buffer) =>
  and(eq(llmAnswer.tenantId, tx.tenantId), eq(llmAnswer.requestHash, hash));

/** What is known of a question: its answer, sealed, or that somebody has asked it. */
export async function findAnswer(
  tx: Tx,
  hash: Buffer,
): Promise<{ sealed: Buffer | null } | undefined> {
  const [row] = await tx.select({ sealed: llmAnswer.sealed }).from(llmAnswer).where(mine(tx, hash));
  return row;
}

/** Notes that a question is asked; false where somebody else was faster. What expired makes room. */
export async function reserveAnswer(
  tx: Tx,
  { hash, companyId, leadId }: AskedBefore,
  costId: string,
  at: Date,
  expiresAt: Date,
): Promise<boolean> {
  await forgetExpired(tx, at);
  const added = await tx
    .insert(llmAnswer)
    .values({
      ...{ tenantId: tx.tenantId, id: newId(), requestHash: hash },
      ...{ companyId, leadId, costId, at, expiresAt },
    })
    .onConflictDoNothing()
    .returning({ id: llmAnswer.id });
  return added.length > 0;
}

export async function forgetExpired(tx: Tx, at: Date): Promise<void> {
  await tx
    .delete(llmAnswer)
    .where(and(eq(llmAnswer.tenantId, tx.tenantId), lte(llmAnswer.expiresAt, at)));
}

/** Keeps what came back, or that nothing of use did. */
export async function keepAnswer(
  tx: Tx,
  hash: Buffer,
  sealed: Buffer | null,
  expiresAt: Date,
): Promise<void> {
  await tx.update(llmAnswer).set({ sealed, expiresAt }).where(mine(tx, hash));
}

/** A question that was never answered, and cost nothing, may be asked again. */
export async function releaseAnswer(tx: Tx, hash: Buffer): Promise<void> {
  await tx.delete(llmAnswer).where(mine(tx, hash));
}

/** The newest answer about a lead's own words, those of leads merged into it included; null where none is left. */
export async function readAnswerAbout(tx: Tx, leadId: string): Promise<string | null> {
  const [row] = await tx
    .select({ sealed: llmAnswer.sealed, leadId: llmAnswer.leadId })
    .from(llmAnswer)
    .where(
      and(
        eq(llmAnswer.tenantId, tx.tenantId),
        sql`${llmAnswer.leadId} in ${mergedInto(tx, "lead", leadId)}`,
        isNotNull(llmAnswer.sealed),
      ),
    )
    .orderBy(desc(llmAnswer.at), llmAnswer.id)
    .limit(1);
  if (!row?.sealed || !row.leadId) return null;
  return (await leadSeal(tx, row.leadId)).open(row.sealed);
}

/** What a model said about a lead's words goes with the words, whichever lead they count for now. */
export async function forgetAnswers(tx: Tx, leadId: string): Promise<void> {
  const root = await rootOf(tx, "lead", leadId);
  await tx
    .delete(llmAnswer)
    .where(
      and(
        eq(llmAnswer.tenantId, tx.tenantId),
        sql`${llmAnswer.leadId} in ${mergedInto(tx, "lead", root)}`,
      ),
    );
}
