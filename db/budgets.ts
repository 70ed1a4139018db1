import { and, eq, type SQL, sql } from "drizzle-orm";
import type { BudgetMark, Spent } from "../pipeline/enrich/budget.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { mergedInto } from "./merges.ts";
import { budgetAlert } from "./schema.ts";

/** Until the transaction ends nobody else of this tenant counts money or spends it. */
export async function lockBudget(tx: Tx): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock(hashtext('budget ' || $1))", [tx.tenantId]);
}

/** Day and month of a moment by the tenant's clock, as the moments they begin. */
const clock = (tx: Tx, now: Date) => sql`
  select date_trunc('day', local) at time zone time_zone as day,
    date_trunc('month', local) at time zone time_zone as month, local::date::text as today,
    date_trunc('month', local)::date::text as "firstOfMonth"
  from (select time_zone, ${now.toISOString()}::timestamptz at time zone time_zone as local
    from registry.tenant where id = ${tx.tenantId}::uuid) t`;

/** What is written down, and what questions under way may cost. */
const committed = (tx: Tx, which: (at: SQL) => SQL) => sql`
  select usd, at from cost where tenant_id = ${tx.tenantId} and usd > 0 and ${which(sql`at`)}
  union all
  select usd, asked_at from provider_lookup
  where tenant_id = ${tx.tenantId} and state = 'asking' and ${which(sql`asked_at`)}`;

/** How much of a lead's, the day's and the month's budget is gone. */
export async function readSpent(tx: Tx, leadId: string | null, now: Date): Promise<Spent> {
  const ofLead = () => (leadId ? sql`lead_id in ${mergedInto(tx, "lead", leadId)}` : sql`false`);
  const ofMonth = (at: SQL) => sql`${at} >= (select month from clock)`;
  const { rows } = await tx.execute<Record<keyof Spent, string>>(sql`
    with clock as (${clock(tx, now)})
    select (select coalesce(sum(usd), 0) * 1000000 from (${committed(tx, ofLead)}) l) as lead,
      coalesce(sum(usd) filter (where at >= (select day from clock)), 0) * 1000000 as day,
      coalesce(sum(usd), 0) * 1000000 as month
    from (${committed(tx, ofMonth)}) m`);
  const { lead = "0", day = "0", month = "0" } = rows[0] ?? {};
  return { lead: Number(lead), day: Number(day), month: Number(month) };
}

type BudgetAlert = Omit<typeof budgetAlert.$inferSelect, "tenantId">;

/** Writes down that a budget is nearly or altogether used up; undefined where that was known. */
export async function addBudgetAlert(
  tx: Tx,
  { period, percent, usdLimit }: BudgetMark,
  now: Date,
): Promise<string | undefined> {
  const start = sql`(select case when ${period} = 'day' then today else "firstOfMonth" end::date
    from (${clock(tx, now)}) c)`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into budget_alert (tenant_id, id, period, starts_on, percent, usd_limit, at)
    values (${tx.tenantId}, ${newId()}, ${period}, ${start}, ${percent}, ${usdLimit}, ${now.toISOString()})
    on conflict do nothing returning id`);
  return rows[0]?.id;
}

export async function findBudgetAlert(tx: Tx, id: string): Promise<BudgetAlert | undefined> {
  const [row] = await tx
    .select()
    .from(budgetAlert)
    .where(and(eq(budgetAlert.tenantId, tx.tenantId), eq(budgetAlert.id, id)));
  return row;
}

type Meter = {
  day: number;
  month: number;
  /** What of the month went to models, to providers and to anything else. */
  kinds: { kind: string; usd: number; calls: number }[];
  providers: { name: string; usd: number; lookups: number; hits: number }[];
};

/** What research cost, from the ledger alone: what is still being asked counts once it is known. */
export async function readMeter(tx: Tx, now: Date): Promise<Meter> {
  const { rows } = await tx.execute<{ meter: Meter }>(sql`
    with clock as (${clock(tx, now)}),
    spent as (select c.* from cost c, clock where tenant_id = ${tx.tenantId} and at >= clock.month)
    select json_build_object(
      'day', coalesce((select sum(usd) from spent, clock where at >= clock.day), 0),
      'month', coalesce((select sum(usd) from spent), 0),
      'kinds', coalesce((select json_agg(k order by usd desc, kind) from (
        select kind, sum(usd) as usd, count(*) filter (where not cached) as calls
        from spent group by kind) k), '[]'),
      'providers', coalesce((select json_agg(p order by usd desc, name) from (
        select provider as name, sum(usd) as usd, count(*) filter (where outcome in ('hit', 'miss')) as lookups,
          count(*) filter (where outcome = 'hit') as hits
        from spent where kind = 'provider' and provider is not null group by provider) p), '[]')
    ) as meter`);
  const [row] = rows;
  if (!row) throw new Error("an aggregate without a row");
  return row.meter;
}
