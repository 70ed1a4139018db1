import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { NotFound } from "../pipeline/errors.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { watchedAccount } from "./schema.ts";

type Row = typeof watchedAccount.$inferSelect;

/** An account of somebody else's that Baton looks into by itself, with its texts opened. */
export type WatchedAccount = Omit<
  Row,
  "tenantId" | "dataKey" | "address" | "addressIndex" | "credentials"
> & {
  address: string;
  /** As JSON; null once they were taken back. */
  credentials: string | null;
};

export type NewWatchedAccount = {
  doorId: string;
  provider: string;
  address: string;
  credentials: string;
};

const mine = (tx: Tx, id: string) =>
  and(eq(watchedAccount.tenantId, tx.tenantId), eq(watchedAccount.id, id));

/** Starts to watch an account. One that was watched before begins anew, from now on. */
export async function addWatchedAccount(
  tx: Tx,
  { doorId, provider, address, credentials }: NewWatchedAccount,
  at: Date,
): Promise<string> {
  const key = tx.vault.newDataKey();
  const sealed = {
    doorId,
    dataKey: key.wrapped,
    address: key.sealBytes(Buffer.from(address)),
    credentials: key.seal(credentials),
    cursor: null,
    subscriptionId: null,
    watchUntil: null,
    syncedAt: null,
    failure: null,
    failedAt: null,
    createdAt: at,
    closedAt: null,
  };
  const [row] = await tx
    .insert(watchedAccount)
    .values({
      tenantId: tx.tenantId,
      id: newId(at.getTime()),
      provider,
      addressIndex: tx.vault.blindIndex("email", address),
      ...sealed,
    })
    .onConflictDoUpdate({
      target: [watchedAccount.tenantId, watchedAccount.provider, watchedAccount.addressIndex],
      set: sealed,
    })
    .returning({ id: watchedAccount.id });
  if (!row) throw new Error("a watched account was neither added nor changed");
  return row.id;
}

export async function getWatchedAccount(tx: Tx, id: string): Promise<WatchedAccount> {
  const [row] = await tx.select().from(watchedAccount).where(mine(tx, id));
  if (!row) throw new NotFound("watched account", id);
  return opened(tx, row);
}

/** The open account behind a door; undefined where it has none. */
export async function findAccountOfDoor(
  tx: Tx,
  doorId: string,
): Promise<WatchedAccount | undefined> {
  const [row] = await tx
    .select()
    .from(watchedAccount)
    .where(
      and(
        eq(watchedAccount.tenantId, tx.tenantId),
        eq(watchedAccount.doorId, doorId),
        isNull(watchedAccount.closedAt),
      ),
    );
  return row && opened(tx, row);
}

/** Every open account of these providers, oldest first. */
export async function listWatchedAccounts(
  tx: Tx,
  providers: readonly string[],
): Promise<WatchedAccount[]> {
  const rows = await tx
    .select()
    .from(watchedAccount)
    .where(and(eq(watchedAccount.tenantId, tx.tenantId), isNull(watchedAccount.closedAt)))
    .orderBy(asc(watchedAccount.createdAt));
  return rows.filter(({ provider }) => providers.includes(provider)).map((row) => opened(tx, row));
}

/** Open accounts that nobody looked into since `before`: their job was lost. */
export async function listForgottenAccounts(
  tx: Tx,
  providers: readonly string[],
  before: Date,
): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from watched_account where tenant_id = $1 and closed_at is null and provider = any($2)
       and greatest(created_at, synced_at, failed_at) < $3`,
    [tx.tenantId, providers, before],
  );
  return rows.map(({ id }) => id);
}

export async function changeWatchedAccount(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<
      Row,
      "cursor" | "subscriptionId" | "watchUntil" | "syncedAt" | "failure" | "failedAt" | "closedAt"
    >
  >,
): Promise<void> {
  await tx.update(watchedAccount).set(change).where(mine(tx, id));
}

/** Goes on with other credentials, from where it was read to. */
export async function renewCredentials(tx: Tx, id: string, credentials: string): Promise<void> {
  const [row] = await tx
    .select({ dataKey: watchedAccount.dataKey })
    .from(watchedAccount)
    .where(mine(tx, id));
  if (!row) throw new NotFound("watched account", id);
  const sealed = tx.vault.dataKey(row.dataKey).seal(credentials);
  await tx
    .update(watchedAccount)
    .set({ credentials: sealed, failure: null, failedAt: null, watchUntil: null })
    .where(mine(tx, id));
}

/** Stops watching; the credentials are gone at once. */
export async function closeWatchedAccount(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .update(watchedAccount)
    .set({ credentials: null, closedAt: at, watchUntil: null, cursor: null, subscriptionId: null })
    .where(mine(tx, id));
}

/** Nobody else changes it until the transaction ends; its cursor as it is now. */
export async function lockCursor(tx: Tx, id: string): Promise<string | null> {
  const { rows } = await tx.execute<{ cursor: string | null }>(sql`
    select cursor from watched_account where tenant_id = ${tx.tenantId} and id = ${id}::uuid for update`);
  return rows[0]?.cursor ?? null;
}

function opened(tx: Tx, row: Row): WatchedAccount {
  const { tenantId: _, dataKey, address, addressIndex: __, credentials, ...rest } = row;
  const key = tx.vault.dataKey(dataKey);
  return { ...rest, address: key.open(address) ?? "", credentials: key.open(credentials) };
}
