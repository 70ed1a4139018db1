import { and, eq, lt } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { cost } from "./schema.ts";

/** Something that was done for a lead, and what it took. */
export type Spent = {
  leadId: string;
  companyId: string;
  /** `research`, `llm`, `provider`. */
  kind: string;
  usd: number;
  ms: number;
  model?: string;
  provider?: string;
  purpose?: string;
  outcome?: string;
  inputTokens?: number;
  outputTokens?: number;
  cached?: boolean;
};

/** One line of the ledger. Free work is written down too: cards and stats show sums of these rows. */
export async function addCost(tx: Tx, spent: Spent, at: Date): Promise<string> {
  const id = newId();
  const tokens = (spent.inputTokens ?? 0) + (spent.outputTokens ?? 0);
  await tx.insert(cost).values({ tenantId: tx.tenantId, id, ...spent, tokens, at });
  return id;
}

/** How a question is written down while nobody knows its answer: with the most that it may cost. */
export const asking = "asking";

type End = { usd: number; ms: number; outcome: string; inputTokens: number; outputTokens: number };

/** Writes down how a question ended that was noted as {@link asking}. */
export async function endCost(tx: Tx, id: string, end: End): Promise<void> {
  await tx
    .update(cost)
    .set({ ...end, tokens: end.inputTokens + end.outputTokens })
    .where(and(eq(cost.tenantId, tx.tenantId), eq(cost.id, id)));
}

/** Questions whose worker died before it could note the answer. They keep the most they may have cost. */
export async function noteLostAnswers(tx: Tx, leadId: string, before: Date): Promise<void> {
  await tx
    .update(cost)
    .set({ outcome: "lost" })
    .where(
      and(
        eq(cost.tenantId, tx.tenantId),
        eq(cost.leadId, leadId),
        eq(cost.outcome, asking),
        lt(cost.at, before),
      ),
    );
}
