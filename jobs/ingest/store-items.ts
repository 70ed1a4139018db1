import { hash } from "node:crypto";
import type { Db } from "../../db/client.ts";
import { type Arrival, type Receipt, storeArrivals } from "../../db/source-events.ts";
import type { Door } from "../../db/tenants.ts";
import { cleanLine } from "../../pipeline/ingest/clean-text.ts";
import type { Item } from "../../pipeline/ingest/doors/door.ts";

/** Stores what a delivery says, all of it or nothing; a key its door knows already gets the first receipt. */
export function storeItems(
  db: Db,
  door: Pick<Door, "id" | "tenantId" | "kind">,
  items: readonly Item[],
  when: { receivedAt: Date; wordsUntil?: Date | null },
): Promise<Receipt[]> {
  if (items.length === 0) return Promise.resolve([]);
  const arrivals = items.map((item): Arrival => {
    const externalId = item.externalId ?? item.input.externalId;
    return {
      channel: door.kind,
      kind: item.kind,
      doorId: door.id,
      dedupeKey: `door:${hash("sha256", JSON.stringify([door.id, item.key]))}`,
      bodyHash: hash("sha256", item.raw, "buffer"),
      raw: item.raw,
      input: { ...item.input, externalId: externalId && cleanLine(externalId, 200) },
      origin: null,
      ...(item.eventType === undefined ? {} : { eventType: item.eventType }),
      ...(item.remark === undefined ? {} : { remark: item.remark }),
      ...when,
    };
  });
  return storeArrivals(db, door.tenantId, arrivals);
}
