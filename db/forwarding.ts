import { Forwarding } from "../pipeline/score/forwarding.ts";
import type { Tx } from "./client.ts";
import { findSetting } from "./settings.ts";

/** Who hears of customers, students, support requests …: nobody until somebody sets it. */
export async function readForwarding(tx: Tx): Promise<Forwarding> {
  return Forwarding.parse((await findSetting(tx, "forwarding")) ?? {});
}
