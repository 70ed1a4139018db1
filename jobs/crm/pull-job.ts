import type { Tx } from "../../db/client.ts";
import { enqueue } from "../job.ts";

/** The queue's side of {@link file://./pull-record.ts}. */
export const pullJob = {
  name: "pull_record",
  key: ({ id }: { tenantId: string; id: string }) => id,
  attempts: 8,
  priority: 0,
};

/** Has an arrival about a record of another system settled by a job that may ask outside. */
export async function settleByRecord(tx: Tx, { id }: { id: string }): Promise<void> {
  await enqueue(tx, pullJob, { tenantId: tx.tenantId, id });
}
