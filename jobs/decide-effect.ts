import { type By, recordAct } from "../db/audit.ts";
import type { Tx } from "../db/client.ts";
import { decideEffect, findEffect } from "../db/effects.ts";
import { type Decision, wakeLane } from "./effect.ts";
import { effects } from "./effects.ts";
import { noticeChanged } from "./handoff/notices.ts";
import type { World } from "./world.ts";

/** Writes down what a person says about an effect that nobody knew the end of; false when it is settled already. */
export async function settleByPerson(
  tx: Tx,
  world: World,
  id: string,
  decision: Decision,
  by: By,
): Promise<boolean> {
  const row = await findEffect(tx, id);
  if (!row || !(await decideEffect(tx, id, decision, by.actor))) return false;
  const kind = effects.find(({ name }) => name === row.kind);
  const wanted = kind && { tenantId: tx.tenantId, row, target: kind.target.parse(row.target) };
  if (wanted) await kind.ended(tx, wanted, { status: "decided", as: decision }, world);
  if (row.leadId) {
    const { effectKey } = row;
    await recordAct(
      tx,
      row.leadId,
      "settle_effect",
      by,
      { effectKey, status: "unknown" },
      { status: decision },
    );
  }
  if (decision === "pending") await wakeLane(tx, row.lane, 0, row.priority);
  await noticeChanged(tx, id);
  return true;
}
