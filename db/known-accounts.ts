import { createHash } from "node:crypto";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { companyKey } from "../pipeline/identity/company-key.ts";
import { type AccountStanding, accountStandings } from "../pipeline/ingest/doors/door.ts";
import type { Tx } from "./client.ts";
import { knownAccount } from "./schema.ts";

/** A company of one of the tenant's lists. */
export type Account = { name: string; domain: string | null };
export type KnownAccount = Account & { standing: AccountStanding };

/**
 * Puts companies on a list: of an import, of a CRM. The same row of the same import counts once,
 * and what another import says besides stands on its own, so that undoing one keeps the other.
 */
export async function addKnownAccounts(
  tx: Tx,
  accounts: readonly Account[],
  {
    standing,
    importId,
    addedBy,
    at,
  }: { standing: AccountStanding; importId: string | null; addedBy: string; at: Date },
): Promise<number> {
  const rows = accounts.map(({ name, domain }) => {
    const nameKey = companyKey(name);
    const itself = domain ?? nameKey;
    const id = idOf([tx.tenantId, importId ?? addedBy, standing, itself]);
    return { id, ref: idOf([tx.tenantId, itself]), name, domain, name_key: nameKey };
  });
  const { rowCount } = await tx.execute(sql`
    insert into known_account (tenant_id, id, ref, standing, domain, name, name_key, import_id, added_by, at)
    select distinct on (id) ${tx.tenantId}::uuid, id, ref, ${standing}, domain, name, name_key,
      ${importId}::uuid, ${addedBy}, ${at.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, ref uuid, name text, domain text, name_key text)
    on conflict (tenant_id, id) do update
      set removed_at = null, at = excluded.at where known_account.removed_at is not null`);
  return rowCount ?? 0;
}

/** Takes back what one import said; returns how many companies that were. */
export async function removeKnownAccounts(tx: Tx, importId: string, at: Date): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update known_account set removed_at = ${at.toISOString()}::timestamptz
    where tenant_id = ${tx.tenantId} and import_id = ${importId}::uuid and removed_at is null`);
  return rowCount ?? 0;
}

/** Companies on the lists by any of these domains or names; removed ones aside, the weightiest standing first. */
export async function findKnownAccounts(
  tx: Tx,
  { domains, nameKeys }: { domains: readonly string[]; nameKeys: readonly string[] },
): Promise<(KnownAccount & { ref: string; byDomain: boolean })[]> {
  if (domains.length + nameKeys.length === 0) return [];
  const rows = await tx
    .select()
    .from(knownAccount)
    .where(
      and(
        eq(knownAccount.tenantId, tx.tenantId),
        isNull(knownAccount.removedAt),
        or(
          inArray(knownAccount.domain, [...domains]),
          inArray(knownAccount.nameKey, [...nameKeys]),
        ),
      ),
    )
    .orderBy(knownAccount.at, knownAccount.id)
    .limit(20);
  const weight = ({ standing }: KnownAccount) => accountStandings.indexOf(standing);
  return rows
    .toSorted((a, b) => weight(a) - weight(b))
    .map(({ standing, name, domain, ref }) => {
      const byDomain = domain !== null && domains.includes(domain);
      return { standing, name, domain, ref, byDomain };
    });
}

/** What questions about a company of a list call it. */
export async function accountOfRef(tx: Tx, ref: string): Promise<KnownAccount | undefined> {
  const [row] = await tx
    .select()
    .from(knownAccount)
    .where(and(eq(knownAccount.tenantId, tx.tenantId), eq(knownAccount.ref, ref)))
    .orderBy(knownAccount.removedAt, knownAccount.at)
    .limit(1);
  return row;
}

/** How many companies each list has, and when the last one was put on it. */
export async function countKnownAccounts(
  tx: Tx,
): Promise<{ standing: AccountStanding; count: number; lastAt: Date }[]> {
  const { rows } = await tx.execute<{ standing: AccountStanding; count: number; lastAt: string }>(
    sql`select standing, count(distinct coalesce(domain, name_key))::int as count, max(at) as "lastAt"
      from known_account where tenant_id = ${tx.tenantId} and removed_at is null group by standing`,
  );
  return rows.map((row) => ({ ...row, lastAt: new Date(row.lastAt) }));
}

/** A retry says the same again: a UUID (version 8) of what is said. */
function idOf(said: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(said)).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
