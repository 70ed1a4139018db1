import type { Tx } from "../../db/client.ts";
import { lockArrivalsOf } from "../../db/leads.ts";
import { absorb, rootOf } from "../../db/merges.ts";

/** Makes two records of one person count as one: the second as the first. False when they do already. */
export async function mergeContacts(
  tx: Tx,
  { survivor, absorbed }: { survivor: string; absorbed: string },
  { actor, why }: { actor: string; why: string[] },
  at: Date,
): Promise<boolean> {
  await lockArrivalsOf(tx, ["people"]); // the last lock anybody takes
  const [one, other] = [
    await rootOf(tx, "contact", survivor),
    await rootOf(tx, "contact", absorbed),
  ];
  if (one === other) return false;
  await absorb(tx, { kind: "contact", survivor: one, absorbed: other, actor, why }, at);
  return true;
}
