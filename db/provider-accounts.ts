import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { PauseReason, ProviderKind } from "../pipeline/enrich/providers/provider.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { providerAccount } from "./schema.ts";

type Row = typeof providerAccount.$inferSelect;

/** An account with somebody who sells facts, its credentials left sealed. */
export type ProviderAccount = Omit<Row, "tenantId" | "dataKey" | "credentials">;

/** What signs a question: the secret, and for a look-up of one's own the address and its header. */
export type ProviderCredentials = { secret: string; url: string | null; header: string | null };

export type NewProviderAccount = {
  name: string;
  kind: ProviderKind;
  credentials: ProviderCredentials;
  usdPerHit: number;
  usdPerMiss: number;
};

const mine = (tx: Tx, id: string) =>
  and(eq(providerAccount.tenantId, tx.tenantId), eq(providerAccount.id, id));

/** Opens an account, or opens it again with other credentials: what it was paused for is over. */
export async function saveProviderAccount(
  tx: Tx,
  { name, kind, credentials, usdPerHit, usdPerMiss }: NewProviderAccount,
  at: Date,
): Promise<string> {
  const key = tx.vault.newDataKey();
  const set = {
    kind,
    dataKey: key.wrapped,
    credentials: key.seal(JSON.stringify(credentials)),
    usdPerHit,
    usdPerMiss,
    restUntil: null,
    pausedAt: null,
    pausedWhy: null,
    resumedAt: at,
    closedAt: null,
  };
  const [row] = await tx
    .insert(providerAccount)
    .values({ tenantId: tx.tenantId, id: newId(), name, createdAt: at, ...set })
    .onConflictDoUpdate({ target: [providerAccount.tenantId, providerAccount.name], set })
    .returning({ id: providerAccount.id });
  if (!row) throw new Error("an account was neither added nor changed");
  return row.id;
}

/** The open accounts, oldest first. */
export async function listProviderAccounts(tx: Tx): Promise<ProviderAccount[]> {
  const rows = await tx
    .select()
    .from(providerAccount)
    .where(and(eq(providerAccount.tenantId, tx.tenantId), isNull(providerAccount.closedAt)))
    .orderBy(asc(providerAccount.createdAt), asc(providerAccount.name));
  return rows.map(withoutSecrets);
}

/** What an account signs in with; null once it was closed. */
export async function openProviderCredentials(
  tx: Tx,
  id: string,
): Promise<ProviderCredentials | null> {
  const [row] = await tx.select().from(providerAccount).where(mine(tx, id));
  const text = row ? tx.vault.dataKey(row.dataKey).open(row.credentials) : null;
  return text === null ? null : JSON.parse(text);
}

/** Closes an account; its credentials are gone at once. */
export async function closeProviderAccount(tx: Tx, id: string, at: Date): Promise<void> {
  const gone = { dataKey: null, credentials: null, closedAt: at };
  await tx.update(providerAccount).set(gone).where(mine(tx, id));
}

/** Leaves a provider alone until a moment it named. */
export async function restProvider(tx: Tx, id: string, restUntil: Date): Promise<void> {
  await tx.update(providerAccount).set({ restUntil }).where(mine(tx, id));
}

/** Stops asking a provider until somebody resumes it; undefined where it was stopped already. */
export async function pauseProvider(
  tx: Tx,
  id: string,
  why: PauseReason,
  at: Date,
): Promise<string | undefined> {
  const [row] = await tx
    .update(providerAccount)
    .set({ pauseId: newId(), pausedAt: at, pausedWhy: why, resumedBy: null })
    .where(and(mine(tx, id), isNull(providerAccount.pausedAt)))
    .returning({ pauseId: providerAccount.pauseId });
  return row?.pauseId ?? undefined;
}

/** The account of a pause, as long as it was not paused again since. */
export async function findPause(tx: Tx, pauseId: string): Promise<ProviderAccount | undefined> {
  const [row] = await tx
    .select()
    .from(providerAccount)
    .where(and(eq(providerAccount.tenantId, tx.tenantId), eq(providerAccount.pauseId, pauseId)));
  return row && withoutSecrets(row);
}

/** Goes on asking after a pause; false where somebody else was first. */
export async function resumeProvider(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
  const open = { pausedAt: null, restUntil: null, resumedAt: at, resumedBy: by };
  const { rowCount } = await tx
    .update(providerAccount)
    .set(open)
    .where(and(mine(tx, id), isNotNull(providerAccount.pausedAt)));
  return (rowCount ?? 0) > 0;
}

function withoutSecrets({ tenantId: _, dataKey: __, credentials: ___, ...rest }: Row) {
  return rest;
}
