import { and, asc, eq, gt } from "drizzle-orm";
import type { Db, Tx } from "../client.ts";
import { importChunk } from "../schema.ts";
import type { LeadImport } from "./imports.ts";

/** Keeps the next piece of a file, sealed with its import's key. */
export async function addChunk(
  tx: Tx,
  { id, dataKey }: Pick<LeadImport, "id" | "dataKey">,
  seq: number,
  plain: Buffer,
): Promise<void> {
  const body = tx.vault.dataKey(dataKey).sealBytes(plain);
  await tx.insert(importChunk).values({ tenantId: tx.tenantId, importId: id, seq, body });
}

/** A file as it came, one piece in memory at a time. */
export async function* readChunks(
  db: Db,
  tenantId: string,
  { id, dataKey }: Pick<LeadImport, "id" | "dataKey">,
): AsyncGenerator<Uint8Array> {
  for (let after = -1; ; after += 1) {
    const piece = await db.inTenant(tenantId, async (tx) => {
      const [row] = await tx
        .select({ body: importChunk.body })
        .from(importChunk)
        .where(
          and(
            eq(importChunk.tenantId, tenantId),
            eq(importChunk.importId, id),
            gt(importChunk.seq, after),
          ),
        )
        .orderBy(asc(importChunk.seq))
        .limit(1);
      return row && tx.vault.dataKey(dataKey).openBytes(row.body);
    });
    if (!piece) return;
    yield piece;
  }
}

/** Forgets a file's bytes; what was read of them stays. */
export async function forgetChunks(tx: Tx, importId: string): Promise<void> {
  await tx
    .delete(importChunk)
    .where(and(eq(importChunk.tenantId, tx.tenantId), eq(importChunk.importId, importId)));
}
