import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { suppression } from "./schema.ts";

/** Whether somebody asked not to be contacted. */
export async function isSuppressed(
  tx: Tx,
  kind: "email" | "phone",
  valueIndex: Buffer,
): Promise<boolean> {
  const rows = await tx
    .select({ kind: suppression.kind })
    .from(suppression)
    .where(
      and(
        eq(suppression.tenantId, tx.tenantId),
        eq(suppression.kind, kind),
        eq(suppression.valueIndex, valueIndex),
      ),
    );
  return rows.length > 0;
}
