import type { Tx } from "../../../db/client.ts";
import { isQuiet } from "../../../db/imports/quiet.ts";

/** Behind everything somebody waits for. */
const LAST = 100;

/** When the next step of a lead is due: after all others', where only files speak of it. */
export async function inTurn(tx: Tx, leadId: string): Promise<{ priority?: number }> {
  return (await isQuiet(tx, leadId)) ? { priority: LAST } : {};
}
