import { and, eq, sql } from "drizzle-orm";
import type { Failure } from "../pipeline/enrich/fact.ts";
import { firstStaleAt, type SeenFact, standsForMs } from "../pipeline/enrich/freshness.ts";
import type { ResearchSettings } from "../pipeline/enrich/research-settings.ts";
import type { Tx } from "./client.ts";
import { company } from "./schema.ts";

const DAY_MS = 86_400_000;

/** What the last research of a company came to, while that still stands. */
export type Fresh = {
  researchedAt: Date;
  /** Whole days since: `cached 3 d`. */
  days: number;
  /** Null where it went well, and the facts can be used again. */
  failure: Failure | null;
};

/** Whether a company was read so lately that its site is not asked again; null where it is to be read. */
export async function freshFor(
  tx: Tx,
  companyId: string,
  { freshDays }: Pick<ResearchSettings, "freshDays">,
  now: Date,
): Promise<Fresh | null> {
  const [row] = await tx
    .select({ researchedAt: company.researchedAt, failure: company.researchFailure })
    .from(company)
    .where(one(tx, companyId));
  if (!row?.researchedAt) return null;
  const failure = row.failure as Failure | null; // written below, from the same list
  const ms = now.getTime() - row.researchedAt.getTime();
  if (ms >= standsForMs(failure, freshDays)) return null;
  return { researchedAt: row.researchedAt, days: Math.floor(ms / DAY_MS), failure };
}

/** What could not be refreshed is tried again this much later at the earliest. */
const REFRESH_DAYS = { failed: 1, read: 14 };

/**
 * Writes down how a company's research ended and, by its current facts, when it is due again. A
 * refresh that failed takes nothing back: what was read before still stands.
 */
export async function noteResearched(
  tx: Tx,
  companyId: string,
  {
    failure,
    facts,
    again,
  }: { failure: Failure | null; facts: readonly SeenFact[]; again: boolean },
  at: Date,
): Promise<void> {
  const stale = firstStaleAt(facts);
  const days = failure === null ? REFRESH_DAYS.read : REFRESH_DAYS.failed;
  const earliest = at.getTime() + days * DAY_MS;
  const refreshAt = stale && new Date(Math.max(stale.getTime(), earliest));
  await tx
    .update(company)
    .set({ ...(again && failure ? {} : { researchedAt: at, researchFailure: failure }), refreshAt })
    .where(one(tx, companyId));
}

/**
 * Takes companies whose facts have begun to go stale, and returns for each the lead its research
 * belongs to: an open one, or one that somebody touched since the company was last read. Each is
 * taken once a day, however long its research waits or takes.
 */
export async function takeStaleCompanies(tx: Tx, now: Date, limit: number): Promise<string[]> {
  const at = now.toISOString();
  const { rows } = await tx.execute<{ id: string }>(sql`
    with due as (
      select c.id, l.id as lead_id from company c cross join lateral (
        select l.id from lead l
        where l.tenant_id = c.tenant_id and l.company_id = c.id and l.merged_into is null
          and l.state not in ('INGESTED', 'ENRICHING', 'OPT_OUT')
          and (l.closed_as is null or exists (select from touch t
            where t.tenant_id = l.tenant_id and t.lead_id = l.id and t.at > c.researched_at))
        order by l.created_at desc limit 1) l
      where c.tenant_id = ${tx.tenantId} and c.refresh_at <= ${at}::timestamptz
      order by c.refresh_at limit ${limit} for update of c skip locked)
    update company c set refresh_at = ${at}::timestamptz + interval '1 day' from due
    where c.tenant_id = ${tx.tenantId} and c.id = due.id returning due.lead_id as id`);
  return rows.map(({ id }) => id);
}

/** A person wants the site asked again, whatever came of it lately. */
export async function forgetResearched(tx: Tx, companyId: string): Promise<void> {
  await tx
    .update(company)
    .set({ researchedAt: null, researchFailure: null })
    .where(one(tx, companyId));
}

function one(tx: Tx, companyId: string) {
  return and(eq(company.tenantId, tx.tenantId), eq(company.id, companyId));
}
