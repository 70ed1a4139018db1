import { and, eq, isNotNull, lt, notInArray } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { leadImport } from "../schema.ts";

/** Files that began to arrive before a moment and are not there yet. */
export async function listUnfinished(tx: Tx, before: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: leadImport.id })
    .from(leadImport)
    .where(
      and(
        eq(leadImport.tenantId, tx.tenantId),
        eq(leadImport.state, "arriving"),
        lt(leadImport.createdAt, before),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Imports whose time is over and of which more is kept than their history. */
export async function listExpired(tx: Tx, at: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: leadImport.id })
    .from(leadImport)
    .where(
      and(
        eq(leadImport.tenantId, tx.tenantId),
        lt(leadImport.expiresAt, at),
        isNotNull(leadImport.columns),
        notInArray(leadImport.state, ["arriving", "reading", "importing", "undoing"]),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Nothing but an import's history is left: {@link listExpired} does not name it again. */
export async function forgetHeader(tx: Tx, id: string): Promise<void> {
  await tx
    .update(leadImport)
    .set({ columns: null, mapping: null })
    .where(and(eq(leadImport.tenantId, tx.tenantId), eq(leadImport.id, id)));
}

/** Deletes an import with its bytes and rows. */
export async function deleteImport(tx: Tx, id: string): Promise<void> {
  await tx
    .delete(leadImport)
    .where(and(eq(leadImport.tenantId, tx.tenantId), eq(leadImport.id, id)));
}
