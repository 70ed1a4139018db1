import { addBudgetAlert, lockBudget, readSpent } from "../../db/budgets.ts";
import type { Tx } from "../../db/client.ts";
import { notePaidPause } from "../../db/leads.ts";
import { type BudgetMark, marksOf, type PaidPause, pauseOf } from "../../pipeline/enrich/budget.ts";
import { enqueue } from "../job.ts";
import { readResearchSettings } from "../playbook.ts";
import { tellAdmins } from "./tell-admins.ts";

type Wish = {
  /** Null where somebody tries an account out. */
  leadId: string | null;
  /** The most that it may cost. */
  usd: number;
};

/**
 * Which budget has no room for something that may cost `usd`; null where it may be asked. The caller
 * writes down in this transaction what it may cost, so that two never spend the last cent. The lead's
 * card says why nothing was bought, and admins hear of a budget that is used up.
 */
export async function budgetRefusal(
  tx: Tx,
  { leadId, usd }: Wish,
  now: Date,
): Promise<PaidPause | null> {
  const { budget: all } = await readResearchSettings(tx);
  const budget = leadId === null ? { ...all, perLead: null } : all;
  await lockBudget(tx);
  const spent = await readSpent(tx, leadId, now);
  const refusal = pauseOf(usd, spent, budget);
  if (leadId !== null && usd > 0) await notePaidPause(tx, leadId, refusal, now);
  await tellOf(tx, marksOf(spent, budget, refusal), now);
  return refusal;
}

/** Has admins told of budgets that are nearly or altogether used up, after something was paid. */
export async function markBudgets(tx: Tx, now: Date): Promise<void> {
  const { budget } = await readResearchSettings(tx);
  await tellOf(tx, marksOf(await readSpent(tx, null, now), budget, null), now);
}

/** Once per period and limit, however often it is noticed. */
async function tellOf(tx: Tx, marks: readonly BudgetMark[], now: Date): Promise<void> {
  for (const mark of marks) {
    const id = await addBudgetAlert(tx, mark, now);
    if (id) await enqueue(tx, tellAdmins, { tenantId: tx.tenantId, id, notice: "budget" });
  }
}
