import { appendEvent } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { type StoredArrival, settleSourceEvent } from "../../db/source-events.ts";
import type { World } from "../world.ts";

/** Keeps an arrival that nobody can make a lead of, where people can see it. */
export async function park(
  tx: Tx,
  { id, channel }: StoredArrival,
  { now }: Pick<World, "now">,
): Promise<void> {
  await settleSourceEvent(tx, id, "parked", null);
  await appendEvent(tx, "raw.events", "arrival.parked", now(), { key: channel });
}
