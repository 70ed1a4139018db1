import { sql } from "drizzle-orm";
import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { Tx } from "./client.ts";
import { mergedInto } from "./merges.ts";
import { company, cost, type lead, pageVisit } from "./schema.ts";

/** A source is a page that answered, or a domain's records where it has any. */
const source = sql.raw("case when kind = 'dns' then 'dns' else url end");
const answered = sql.raw(
  "kind <> 'robots' and (status between 200 and 299 or via = 'cache') and (kind <> 'dns' or bytes > 0)",
);

/** How many sources there were, time spent, and the sum of the cost ledger: each a number SQL gives. */
export async function receiptOf(
  tx: Tx,
  { id, companyId, researchMs }: typeof lead.$inferSelect,
): Promise<LeadView["receipt"]> {
  const ours = sql`tenant_id = ${tx.tenantId} and lead_id in ${mergedInto(tx, "lead", id)}`;
  const { rows } = await tx.execute<{ sources: number; usd: number; cachedAt: string | null }>(sql`
    with last as (select cached from ${cost} where ${ours} and kind = 'research'
      order by at desc, id desc limit 1)
    select (select count(distinct ${source})::int from ${pageVisit}
        where (${ours} or (tenant_id = ${tx.tenantId} and company_id = ${companyId}::uuid
            and coalesce((select cached from last), false)))
          and ${answered}) as sources,
      (select coalesce(sum(usd), 0)::float8 from ${cost} where ${ours}) as usd,
      (select researched_at from ${company} where tenant_id = ${tx.tenantId}
        and id = ${companyId}::uuid and (select cached from last)) as "cachedAt"`);
  const [row] = rows;
  const cachedAt = row?.cachedAt ? new Date(row.cachedAt) : null;
  return { sources: row?.sources ?? 0, ms: researchMs, usd: row?.usd ?? 0, cachedAt };
}
