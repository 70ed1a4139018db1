import { and, eq, sql } from "drizzle-orm";
import type { ArrivalKind } from "../pipeline/ingest/doors/door.ts";
import type { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { Tx } from "./client.ts";
import { rewriteArrival } from "./record-arrivals.ts";
import { sourceEvent } from "./schema.ts";

/** Has an arrival taken in once more, as what somebody said it is. Its id and reference stay. */
export async function receiveAgain(
  tx: Tx,
  id: string,
  { kind, input }: { kind: ArrivalKind; input: LeadInput },
): Promise<void> {
  await rewriteArrival(tx, id, { input });
  await tx
    .update(sourceEvent)
    .set({ kind, status: "received", statusDetail: null })
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), eq(sourceEvent.id, id)));
  await tx.execute(sql`
    insert into dispatch.arrival (tenant_id, source_event_id) values (${tx.tenantId}, ${id}::uuid)`);
}
