import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { cost } from "./schema.ts";

/** One line of the ledger. Free work is written down too: cards and stats show sums of these rows. */
export async function addCost(
  tx: Tx,
  spent: { leadId: string; companyId: string; kind: string; usd: number; ms: number },
  at: Date,
): Promise<void> {
  await tx.insert(cost).values({ tenantId: tx.tenantId, id: newId(), ...spent, at });
}
