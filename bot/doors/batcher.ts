import type { Db } from "../../db/client.ts";
import { type Arrival, type Receipt, storeArrivals } from "../../db/source-events.ts";

const MOST_PER_BATCH = 100;
/** Batches of one tenant under way at once: while one commits, the next one fills. */
const LANES = 2;

type Waiting = {
  arrival: Arrival;
  resolve: (receipt: Receipt) => void;
  reject: (why: unknown) => void;
};
type Queue = { waiting: Waiting[]; lanes: number };

/**
 * Stores arrivals in batches per tenant: whoever comes while a commit is under way shares the next
 * one. Nobody waits for a batch to fill; a promise resolves when its own row is committed.
 */
export function batcher(db: Db): (tenantId: string, arrival: Arrival) => Promise<Receipt> {
  const queues = new Map<string, Queue>();

  async function drain(tenantId: string, queue: Queue): Promise<void> {
    queue.lanes += 1;
    while (queue.waiting.length > 0) {
      const batch = queue.waiting.splice(0, MOST_PER_BATCH);
      try {
        const receipts = await storeArrivals(
          db,
          tenantId,
          batch.map((one) => one.arrival),
        );
        for (const [index, receipt] of receipts.entries()) batch[index]?.resolve(receipt);
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    queue.lanes -= 1;
    if (queue.lanes === 0 && queue.waiting.length === 0) queues.delete(tenantId);
  }

  return (tenantId, arrival) => {
    const queue = queues.get(tenantId) ?? { waiting: [], lanes: 0 };
    queues.set(tenantId, queue);
    const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
    queue.waiting.push({ arrival, resolve, reject });
    if (queue.lanes < LANES) void drain(tenantId, queue);
    return promise;
  };
}
