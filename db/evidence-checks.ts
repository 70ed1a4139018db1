import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { mergedInto } from "./merges.ts";
import { evidenceCheck } from "./schema.ts";

/** Writes down what the address of a proof answered. Only 404 and 410 say that it is gone; only a page that it is back. */
export async function noteCheck(
  tx: Tx,
  { companyId, url, status }: { companyId: string; url: string; status: number },
  at: Date,
): Promise<void> {
  const isGone = status === 404 || status === 410;
  const isThere = status >= 200 && status < 400;
  const row = { companyId, url, status, checkedAt: at, goneSince: isGone ? at : null };
  const goneSince = isGone
    ? sql`coalesce(${evidenceCheck.goneSince}, excluded.gone_since)`
    : isThere
      ? null
      : sql`${evidenceCheck.goneSince}`;
  await tx
    .insert(evidenceCheck)
    .values({ tenantId: tx.tenantId, id: newId(), ...row })
    .onConflictDoUpdate({
      target: [evidenceCheck.tenantId, evidenceCheck.companyId, evidenceCheck.url],
      set: { status, checkedAt: at, goneSince },
    });
}

/** Proofs of a company that are no longer where they were, and since when. */
export async function goneProofs(tx: Tx, companyId: string): Promise<Map<string, Date>> {
  const rows = await tx
    .select({ url: evidenceCheck.url, goneSince: evidenceCheck.goneSince })
    .from(evidenceCheck)
    .where(and(ofCompany(tx, companyId), isNotNull(evidenceCheck.goneSince)));
  return new Map(rows.flatMap(({ url, goneSince }) => (goneSince ? [[url, goneSince]] : [])));
}

/** The addresses of a company's proofs that were looked at since then. */
export async function checkedSince(tx: Tx, companyId: string, since: Date): Promise<Set<string>> {
  const rows = await tx
    .select({ url: evidenceCheck.url })
    .from(evidenceCheck)
    .where(
      and(
        ofCompany(tx, companyId),
        sql`${evidenceCheck.checkedAt} > ${since.toISOString()}::timestamptz`,
      ),
    );
  return new Set(rows.map(({ url }) => url));
}

/** Companies somebody still works on whose proofs nobody has looked at since then. */
export async function companiesToCheck(tx: Tx, since: Date, limit: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select c.id from company c
    where c.tenant_id = ${tx.tenantId} and c.merged_into is null
      and c.researched_at <= ${since.toISOString()}::timestamptz
      and exists (select from lead l where l.tenant_id = c.tenant_id and l.company_id = c.id
        and l.merged_into is null and l.closed_as is null)
      and not exists (select from evidence_check e where e.tenant_id = c.tenant_id
        and e.company_id = c.id and e.checked_at > ${since.toISOString()}::timestamptz)
    order by c.researched_at limit ${limit}`);
  return rows.map(({ id }) => id);
}

function ofCompany(tx: Tx, companyId: string) {
  return and(
    eq(evidenceCheck.tenantId, tx.tenantId),
    sql`${evidenceCheck.companyId} in ${mergedInto(tx, "company", companyId)}`,
  );
}
