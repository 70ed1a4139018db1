import type { Tx } from "../client.ts";

/** Whether files alone speak of a lead: nobody asked for it, and nobody waits for it. */
export async function isQuiet(tx: Tx, leadId: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ quiet: boolean | null }>(
    `select bool_and(import_id is not null) as quiet from source_event
     where tenant_id = $1 and lead_id = $2`,
    [tx.tenantId, leadId],
  );
  return rows[0]?.quiet ?? false;
}
