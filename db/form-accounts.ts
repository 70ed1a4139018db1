import { and, eq } from "drizzle-orm";
import type { DoorKind } from "../pipeline/ingest/doors/door.ts";
import type { Db, Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { watchedAccount } from "./schema.ts";
import type { Door } from "./tenants.ts";

/** How far the forms behind a door were looked through. */
export type FormAccount = {
  cursor: Date | null;
  /** The last look, good or bad. */
  lookedAt: Date | null;
  failure: string | null;
};

/** Open doors of some kinds that have a token, of all tenants. Registry work: runs as the owner. */
export async function listFormDoors(
  db: Db,
  kinds: readonly DoorKind[],
): Promise<{ id: string; tenantId: string }[]> {
  const { rows } = await db.owner.query<{ id: string; tenantId: string }>(
    `select id, tenant_id as "tenantId" from registry.door
     where kind = any($1) and closed_at is null and sealed_access is not null order by id`,
    [kinds],
  );
  return rows;
}

export async function readFormAccount(tx: Tx, doorId: string): Promise<FormAccount> {
  const [row] = await tx
    .select()
    .from(watchedAccount)
    .where(
      and(
        eq(watchedAccount.tenantId, tx.tenantId),
        eq(watchedAccount.doorId, doorId),
        eq(watchedAccount.addressIndex, indexOf(tx, doorId)),
      ),
    );
  const looks = [row?.syncedAt, row?.failedAt].flatMap((at) => at?.getTime() ?? []);
  return {
    cursor: row?.cursor ? new Date(row.cursor) : null,
    lookedAt: looks.length > 0 ? new Date(Math.max(...looks)) : null,
    failure: row?.failure ?? null,
  };
}

/** Notes a look through a door's forms: how far it came, or why it failed. */
export async function noteFormLook(
  tx: Tx,
  { id: doorId, kind }: Pick<Door, "id" | "kind">,
  at: Date,
  look: { cursor: Date } | { failure: string },
): Promise<void> {
  const key = tx.vault.newDataKey();
  const seen =
    "cursor" in look
      ? { cursor: look.cursor.toISOString(), syncedAt: at, failure: null, failedAt: null }
      : { failure: look.failure, failedAt: at };
  await tx
    .insert(watchedAccount)
    .values({
      tenantId: tx.tenantId,
      id: newId(),
      doorId,
      provider: kind,
      dataKey: key.wrapped,
      address: key.sealBytes(Buffer.from(doorId)),
      addressIndex: indexOf(tx, doorId),
      createdAt: at,
      ...seen,
    })
    .onConflictDoUpdate({
      target: [watchedAccount.tenantId, watchedAccount.provider, watchedAccount.addressIndex],
      set: seen,
    });
}

/** Forms have no address: their door stands for them. */
function indexOf(tx: Tx, doorId: string): Buffer {
  return tx.vault.mac(`forms of ${doorId}`);
}
