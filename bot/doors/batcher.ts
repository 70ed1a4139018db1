import type { Db } from "../../db/client.ts";
import { type Arrival, type Receipt, storeArrivals } from "../../db/source-events.ts";

const MOST_PER_BATCH = 100;

type Waiting = {
  arrival: Arrival;
  resolve: (receipt: Receipt) => void;
  reject: (why: unknown) => void;
};

/**
 * Stores arrivals in batches per tenant: whoever comes while a commit is under way shares the next
 * one. Nobody waits for a batch to fill; a promise resolves when its own row is committed.
 */
export function batcher(db: Db): (tenantId: string, arrival: Arrival) => Promise<Receipt> {
  const queues = new Map<string, Waiting[]>();

  async function drain(tenantId: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, MOST_PER_BATCH);
      const arrivals = batch.map((one) => one.arrival);
      try {
        const receipts = await storeArrivals(db, tenantId, arrivals);
        for (const [index, receipt] of receipts.entries()) batch[index]?.resolve(receipt);
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    queues.delete(tenantId);
  }

  return (tenantId, arrival) => {
    const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
    const waiting = { arrival, resolve, reject };
    const queue = queues.get(tenantId);
    if (queue) queue.push(waiting);
    else {
      const fresh = [waiting];
      queues.set(tenantId, fresh);
      setImmediate(() => void drain(tenantId, fresh)); // what arrived in the same moment comes along
    }
    return promise;
  };
}
