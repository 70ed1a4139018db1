import { type SQL, sql } from "drizzle-orm";
import type { LeadLine, Stuck } from "../pipeline/handoff/lead-line.ts";
import type { Stats, Week } from "../pipeline/ops/stats.ts";
import type { Tx } from "./client.ts";

const columns = sql`
  l.id, c.name, d.label_enum as label, d.score_int as score, l.claimed_by is not null as claimed,
  coalesce(own.name, off.name) as owner, coalesce(l.claimed_at, l.offered_at, l.created_at) as since,
  t.at as "touchedAt", l.snoozed_until as "snoozedUntil", d.gate->>'rule' as rule,
  case when l.state = 'ENRICHMENT_FAILED' then l.failure_detail end as failure`;

const tables = sql`
  from lead l
  join company c on c.tenant_id = l.tenant_id and c.id = l.company_id
  left join person own on own.tenant_id = l.tenant_id and own.id = l.claimed_by
  left join person off on off.tenant_id = l.tenant_id and off.id = l.assigned_to
  left join lateral (select max(at) as at from touch
    where touch.tenant_id = l.tenant_id and touch.lead_id = l.id and touch.person_id = l.claimed_by) t on true
  left join lateral (select label_enum, score_int, gate from decision d
    where d.tenant_id = l.tenant_id and d.lead_id = l.id and not d.provisional order by decided_at desc, id desc limit 1) d on true`;

const alive = sql`l.closed_as is null and l.merged_into is null`;
const open = sql`l.state in ('ASSIGNED', 'HANDED_OFF') and ${alive}`;
const waiting = sql`${open} and l.claimed_by is null and l.snoozed_until is null`;
const bestFirst = sql`d.score_int desc nulls last, l.created_at`;

/** Claimed by this person, whatever became of its research, or offered to them and not claimed. */
const ownedBy = (personId: string) => sql`(
  (l.claimed_by = ${personId}::uuid and l.state <> 'OPT_OUT' and ${alive})
  or (l.claimed_by is null and l.assigned_to = ${personId}::uuid and ${open}))`;

type Row = Omit<LeadLine, "since" | "touchedAt" | "snoozedUntil"> & {
  since: string;
  touchedAt: string | null;
  snoozedUntil: string | null;
};

function toLine(row: Row): LeadLine {
  const { since, touchedAt, snoozedUntil } = row;
  return {
    ...row,
    since: new Date(since),
    touchedAt: touchedAt === null ? null : new Date(touchedAt),
    snoozedUntil: snoozedUntil === null ? null : new Date(snoozedUntil),
  };
}

async function list(tx: Tx, where: SQL, order: SQL, limit = 50): Promise<LeadLine[]> {
  const { rows } = await tx.execute<Row>(
    sql`select ${columns} ${tables} where l.tenant_id = ${tx.tenantId} and ${where} order by ${order} limit ${limit}`,
  );
  return rows.map(toLine);
}

/** A person's open leads: claimed by them, or offered and not claimed by anybody. Best first. */
export function listMine(tx: Tx, personId: string): Promise<LeadLine[]> {
  return list(tx, ownedBy(personId), sql`l.snoozed_until nulls first, ${bestFirst}`);
}

/**
 * One page of a person's open leads by what is due: those that wake today, the offers that wait
 * longest, the claims untouched longest, and last what sleeps on.
 */
export async function pageMine(
  tx: Tx,
  personId: string,
  { now, timeZone, page, size }: { now: Date; timeZone: string; page: number; size: number },
): Promise<{ leads: LeadLine[]; total: number }> {
  const midnight = sql`(date_trunc('day', ${now.toISOString()}::timestamptz at time zone ${timeZone})
    + interval '1 day') at time zone ${timeZone}`;
  const { rows } = await tx.execute<Row & { total: number }>(sql`
    select ${columns}, count(*) over ()::int as total ${tables}
    where l.tenant_id = ${tx.tenantId} and ${ownedBy(personId)}
    order by
      case when l.snoozed_until < ${midnight} then 0 when l.snoozed_until is not null then 3
        when l.claimed_by is null then 1 else 2 end,
      coalesce(l.snoozed_until, t.at, l.claimed_at, l.offered_at, l.created_at), l.id
    limit ${size} offset ${page * size}`);
  const leads = rows.map(({ total: _, ...row }) => toLine(row));
  return { leads, total: rows[0]?.total ?? 0 };
}

/** What nobody claimed yet and nobody sleeps on. Best first. */
export function listQueue(tx: Tx): Promise<LeadLine[]> {
  return list(tx, waiting, bestFirst);
}

/** What waits for want of anything to read. Newest first. */
export function listUnread(tx: Tx): Promise<LeadLine[]> {
  return list(
    tx,
    sql`l.state = 'ENRICHMENT_FAILED' and ${alive} and l.claimed_by is null and l.snoozed_until is null`,
    sql`l.created_at desc`,
  );
}

/** The best lead this person could take: nobody claimed it, and it is offered to nobody else. */
export async function nextFor(tx: Tx, personId: string): Promise<LeadLine | undefined> {
  const free = sql`(l.assigned_to is null or l.assigned_to = ${personId}::uuid)`;
  const [best] = await list(tx, sql`${waiting} and ${free}`, bestFirst, 1);
  return best;
}

/** Whose offers wait, whoever lets one wait longest first. */
export async function listStuck(tx: Tx): Promise<Stuck[]> {
  const { rows } = await tx.execute<Omit<Stuck, "since"> & { since: string }>(sql`
    select p.name, count(*)::int as offers, min(l.offered_at) as since
    from lead l join person p on p.tenant_id = l.tenant_id and p.id = l.assigned_to
    where l.tenant_id = ${tx.tenantId} and ${waiting} and l.offered_at is not null
    group by p.id, p.name order by since limit 10`);
  return rows.map((row) => ({ ...row, since: new Date(row.since) }));
}

export function listDropped(tx: Tx): Promise<LeadLine[]> {
  return list(tx, sql`d.label_enum = 'Drop'`, sql`l.created_at desc`);
}

/** One person's numbers since Monday morning. Their first touch counts from the lead's arrival. */
export async function readMyWeek(
  tx: Tx,
  personId: string,
  now: Date,
  timeZone: string,
): Promise<Week> {
  const monday = sql`date_trunc('week', ${now.toISOString()}::timestamptz at time zone ${timeZone})
    at time zone ${timeZone}`;
  const { rows } = await tx.execute<Week>(sql`
    with mine as (
      select t.*, row_number() over (partition by t.lead_id order by t.at) as nth
      from touch t where t.tenant_id = ${tx.tenantId} and t.person_id = ${personId}::uuid)
    select (select count(*)::int from lead
        where tenant_id = ${tx.tenantId} and claimed_by = ${personId}::uuid and claimed_at >= ${monday}) as claimed,
      (select percentile_cont(0.5) within group (order by extract(epoch from m.at - l.created_at) / 60)::float8
        from mine m join lead l on l.tenant_id = m.tenant_id and l.id = m.lead_id
        where m.nth = 1 and m.at >= ${monday}) as "touchMinutes",
      (select count(*)::int from mine where outcome = 'meeting' and at >= ${monday}) as meetings`);
  const [week] = rows;
  if (!week) throw new Error("an aggregate without a row");
  return week;
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
        where d.tenant_id = l.tenant_id and d.lead_id = l.id and not d.provisional
        order by d.decided_at desc, d.id desc limit 1) as label
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
