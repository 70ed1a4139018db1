import { sql } from "drizzle-orm";
import type { LeadLine } from "../pipeline/handoff/lead-line.ts";
import type { Stats } from "../pipeline/ops/stats.ts";
import type { Tx } from "./client.ts";

const lines = sql`
  select l.id, c.name, d.label_enum as label, d.score_int as score,
    coalesce(own.name, off.name) as owner, coalesce(l.claimed_at, l.offered_at, l.created_at) as since,
    l.snoozed_until as "snoozedUntil", d.gate->>'rule' as rule
  from lead l
  join company c on c.tenant_id = l.tenant_id and c.id = l.company_id
  left join person own on own.tenant_id = l.tenant_id and own.id = l.claimed_by
  left join person off on off.tenant_id = l.tenant_id and off.id = l.assigned_to
  left join lateral (select label_enum, score_int, gate from decision d
    where d.tenant_id = l.tenant_id and d.lead_id = l.id order by decided_at desc, id desc limit 1) d on true`;

const open = sql`l.state in ('ASSIGNED', 'HANDED_OFF') and l.closed_as is null and l.merged_into is null`;

async function list(tx: Tx, where: ReturnType<typeof sql>, order: ReturnType<typeof sql>) {
  const { rows } = await tx.execute<
    Omit<LeadLine, "since" | "snoozedUntil"> & { since: string; snoozedUntil: string | null }
  >(sql`${lines} where l.tenant_id = ${tx.tenantId} and ${where} order by ${order} limit 50`);
  return rows.map(
    (row): LeadLine => ({
      ...row,
      since: new Date(row.since),
      snoozedUntil: row.snoozedUntil ? new Date(row.snoozedUntil) : null,
    }),
  );
}

/** A person's open leads: claimed by them, or offered and not claimed by anybody. Best first. */
export function listMine(tx: Tx, personId: string): Promise<LeadLine[]> {
  return list(
    tx,
    sql`${open} and coalesce(l.claimed_by, l.assigned_to) = ${personId}::uuid`,
    sql`l.snoozed_until nulls first, d.score_int desc nulls last, l.created_at`,
  );
}

/** What nobody claimed yet and nobody sleeps on. Best first. */
export function listQueue(tx: Tx): Promise<LeadLine[]> {
  return list(
    tx,
    sql`${open} and l.claimed_by is null and l.snoozed_until is null`,
    sql`d.score_int desc nulls last, l.created_at`,
  );
}

export function listDropped(tx: Tx): Promise<LeadLine[]> {
  return list(tx, sql`d.label_enum = 'Drop'`, sql`l.created_at desc`);
}

/** How long the last claimed lead waited, in ms; null before the first claim. */
export async function lastClaimWaitMs(tx: Tx): Promise<number | null> {
  const { rows } = await tx.execute<{ ms: number }>(sql`
    select (extract(epoch from claimed_at - created_at) * 1000)::float8 as ms from lead
    where tenant_id = ${tx.tenantId} and claimed_at is not null order by claimed_at desc limit 1`);
  return rows[0]?.ms ?? null;
}

export async function readStats(tx: Tx): Promise<Stats> {
  const { rows } = await tx.execute<Stats>(sql`
    with l as (
      select l.*, (select d.label_enum from decision d
        where d.tenant_id = l.tenant_id and d.lead_id = l.id order by d.decided_at desc, d.id desc limit 1) as label
      from lead l where l.tenant_id = ${tx.tenantId} and l.merged_into is null)
    select count(*)::int as leads,
      coalesce((select jsonb_object_agg(label, n) from
        (select coalesce(label, 'none') as label, count(*) as n from l group by 1) x), '{}') as labels,
      count(claimed_at)::int as claimed,
      percentile_cont(0.5) within group (order by extract(epoch from claimed_at - created_at) / 60)::float8 as "claimMinutes",
      percentile_cont(0.5) within group (order by extract(epoch from first_card_at - created_at))::float8 as "firstCardSeconds",
      percentile_cont(0.5) within group (order by extract(epoch from complete_card_at - created_at))::float8 as "completeCardSeconds",
      count(*) filter (where research_ms is not null)::int as researched,
      coalesce((select jsonb_object_agg(failure, n) from
        (select failure, count(*) as n from l where failure is not null group by 1) x), '{}') as failures,
      coalesce((select jsonb_object_agg(outcome, n) from
        (select outcome, count(*) as n from touch where tenant_id = ${tx.tenantId} and outcome is not null group by 1) x), '{}') as outcomes,
      coalesce((select sum(usd)::float8 from cost where tenant_id = ${tx.tenantId}), 0) as usd
    from l`);
  const [stats] = rows;
  if (!stats) throw new Error("an aggregate without a row");
  return stats;
}

/** The audit of a lead, oldest first. */
export async function listTransitions(tx: Tx, leadId: string) {
  const { rows } = await tx.execute<{
    seq: number;
    verb: string;
    from: string | null;
    to: string | null;
    actor: string;
    place: string;
    why: string | null;
    at: string;
  }>(sql`
    select seq, verb, from_state as "from", to_state as "to", actor, place, why, at
    from transition where tenant_id = ${tx.tenantId} and lead_id = ${leadId}::uuid order by seq`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
