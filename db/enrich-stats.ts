import { sql } from "drizzle-orm";
import type { EnrichStats } from "../pipeline/ops/enrich-stats.ts";
import type { Tx } from "./client.ts";

/** How research has gone since then: companies by how they stand, pages and money by the ledger. */
export async function readEnrichStats(tx: Tx, since: Date): Promise<EnrichStats> {
  const from = sql`${since.toISOString()}::timestamptz`;
  const { rows } = await tx.execute<EnrichStats>(sql`
    with done as (
      select id, research_failure as failure from company
      where tenant_id = ${tx.tenantId} and merged_into is null and researched_at >= ${from}
    ), runs as (
      select * from cost where tenant_id = ${tx.tenantId} and kind = 'research' and at >= ${from}
    ), asked as (
      select ms from runs where not cached and ms > 0
    ), spent as (
      select done.id, coalesce(sum(c.usd), 0) as usd from done
      left join cost c on c.tenant_id = ${tx.tenantId} and c.company_id = done.id and c.at >= ${from}
      group by done.id
    ), pages as (
      select via from page_visit where tenant_id = ${tx.tenantId} and at >= ${from}
        and kind not in ('robots', 'dns') and (status between 200 and 299 or via = 'cache')
    )
    select (select count(*)::int from done) as companies,
      (select count(*)::int from done where failure is null) as read,
      coalesce((select jsonb_object_agg(failure, n) from
        (select failure, count(*) as n from done where failure is not null group by 1) x), '{}') as failures,
      (select percentile_cont(0.5) within group (order by ms / 1000.0)::float8 from asked) as "medianSeconds",
      (select percentile_cont(0.95) within group (order by ms / 1000.0)::float8 from asked) as "p95Seconds",
      (select percentile_cont(0.5) within group (order by usd)::float8 from spent) as "medianUsd",
      (select count(*)::int from pages) as pages,
      (select count(*)::int from pages where via = 'browser') as "browserPages",
      (select count(*)::int from pages where via = 'cache') as "cachedPages",
      (select count(*)::int from runs) as runs,
      (select count(*)::int from runs where cached) as "cachedRuns"`);
  const [stats] = rows;
  if (!stats) throw new Error("an aggregate without a row");
  return stats;
}
