import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { routeEvent } from "./schema.ts";

export type EffectRow = typeof routeEvent.$inferSelect;
export type NewEffect = Pick<
  typeof routeEvent.$inferInsert,
  "leadId" | "effectKey" | "channel" | "kind" | "lane" | "priority" | "target" | "payload"
>;

/** Writes down something to be done to the outside world; false when its key is there already. */
export async function addEffect(tx: Tx, effect: NewEffect): Promise<boolean> {
  const added = await tx
    .insert(routeEvent)
    .values({ tenantId: tx.tenantId, id: newId(), ...effect })
    .onConflictDoNothing()
    .returning({ id: routeEvent.id });
  return added.length > 0;
}

export async function findEffect(tx: Tx, id: string): Promise<EffectRow | undefined> {
  const [row] = await tx.select().from(routeEvent).where(thisEffect(tx, id));
  return row;
}

export async function findEffectByKey(tx: Tx, effectKey: string): Promise<EffectRow | undefined> {
  const [row] = await tx
    .select()
    .from(routeEvent)
    .where(and(eq(routeEvent.tenantId, tx.tenantId), eq(routeEvent.effectKey, effectKey)));
  return row;
}

/**
 * Looks at the effect a lane should do next and keeps others from it until the transaction ends:
 * one that waits and may be tried, or one whose worker let its lease run out. All by the
 * database's clock, so that workers with a wrong one agree.
 */
export async function nextEffect(tx: Tx, lane: string): Promise<EffectRow | undefined> {
  const [row] = await tx
    .select()
    .from(routeEvent)
    .where(
      and(
        eq(routeEvent.tenantId, tx.tenantId),
        eq(routeEvent.lane, lane),
        sql`(${routeEvent.status} = 'pending' and ${routeEvent.nextAt} <= clock_timestamp()
          or ${routeEvent.status} = 'sending' and ${routeEvent.leaseUntil} <= clock_timestamp())`,
      ),
    )
    .orderBy(routeEvent.priority, routeEvent.createdAt, routeEvent.id)
    .limit(1)
    .for("update", { skipLocked: true });
  return row;
}

/**
 * Makes an effect the caller's for `leaseMs`. The `attempts` of the row that comes back is the
 * caller's token: {@link settleEffect} takes nothing from anybody with an older one.
 */
export async function claimEffect(tx: Tx, effect: EffectRow, leaseMs: number): Promise<EffectRow> {
  const wasLost = effect.status === "sending";
  const [row] = await tx
    .update(routeEvent)
    .set({
      status: "sending",
      attempts: sql`${routeEvent.attempts} + 1`,
      leaseUntil: later(leaseMs),
      lostAt: wasLost ? sql`coalesce(${routeEvent.lostAt}, ${routeEvent.updatedAt})` : undefined,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(thisEffect(tx, effect.id))
    .returning();
  if (!row) throw new Error("an effect vanished under its lock");
  return row;
}

export type Settled =
  /** `copied`: one sent before may be there as well. */
  | { status: "sent"; providerId: string | null; response: unknown; copied: boolean }
  /** Nothing was sent, or sending again does no harm: once more after `inMs`. */
  | { status: "pending"; inMs: number; error: string; lost: boolean }
  /** The answer was lost: look at it again after `inMs`. */
  | { status: "sending"; inMs: number; error: string }
  | { status: "unknown" | "failed" | "dead"; error: string };

/** Notes how a try ended. False when the caller's lease was over and somebody else has it. */
export async function settleEffect(
  tx: Tx,
  { id, attempts }: Pick<EffectRow, "id" | "attempts">,
  end: Settled,
): Promise<boolean> {
  const { rowCount } = await tx
    .update(routeEvent)
    .set({ status: end.status, updatedAt: sql`clock_timestamp()`, ...changesOf(end) })
    .where(
      and(thisEffect(tx, id), eq(routeEvent.status, "sending"), eq(routeEvent.attempts, attempts)),
    );
  return rowCount === 1;
}

function changesOf(end: Settled) {
  if (end.status === "sent") {
    const copies = sql`${routeEvent.copies} + ${end.copied ? 1 : 0}`;
    return { leaseUntil: null, providerId: end.providerId, response: end.response, copies };
  }
  const response = { error: end.error };
  if (end.status === "pending") {
    const lostAt = end.lost
      ? { lostAt: sql`coalesce(${routeEvent.lostAt}, ${routeEvent.updatedAt})` }
      : {};
    return { leaseUntil: null, nextAt: later(end.inMs), response, ...lostAt };
  }
  if (end.status === "sending") {
    const lostAt = sql`coalesce(${routeEvent.lostAt}, ${routeEvent.updatedAt})`;
    return { leaseUntil: later(end.inMs), lostAt, response };
  }
  return { leaseUntil: null, response };
}

/** A person said what nobody knew. False when it was settled meanwhile. */
export async function decideEffect(
  tx: Tx,
  id: string,
  decision: "sent" | "pending" | "failed",
  by: string,
): Promise<boolean> {
  const { rowCount } = await tx
    .update(routeEvent)
    .set({
      status: decision,
      nextAt: sql`clock_timestamp()`,
      updatedAt: sql`clock_timestamp()`,
      response: { decidedBy: by },
    })
    .where(and(thisEffect(tx, id), eq(routeEvent.status, "unknown")));
  return rowCount === 1;
}

/** How long until a lane has something to do, in ms and at least 0; null when it is empty. */
export async function laneWakesIn(
  tx: Tx,
  lane: string,
): Promise<{ ms: number; priority: number } | null> {
  const { rows } = await tx.execute<{ ms: number | null; priority: number | null }>(sql`
    select (extract(epoch from min(case status when 'pending' then next_at else lease_until end)
        - clock_timestamp()) * 1000)::float8 as ms,
      min(priority) as priority
    from route_event
    where tenant_id = ${tx.tenantId} and lane = ${lane} and status in ('pending', 'sending')`);
  const [row] = rows;
  return row?.ms == null ? null : { ms: Math.max(0, row.ms), priority: row.priority ?? 0 };
}

/** How often a lane may send: one every `everyMs` in the long run, `burst` at once after a rest. */
export type Pace = { everyMs: number; burst: number };

/**
 * Takes a lane's turn and returns 0, or returns how long to wait for one, in ms. A turn counts even
 * if its post fails: the other side has counted it too. `next_at` is when the lane would have
 * earned all its turns back (the generic cell rate algorithm).
 */
export async function takeLaneTurn(
  tx: Tx,
  lane: string,
  { everyMs, burst }: Pace,
): Promise<number> {
  const host = `${tx.tenantId}/${lane}`;
  const { rowCount } = await tx.execute(sql`
    insert into dispatch.host_state as h (host, next_at) values (${host}, ${later(everyMs)})
    on conflict (host) do update
      set next_at = greatest(h.next_at, clock_timestamp()) + ${everyMs} * interval '1 millisecond'
      where h.next_at <= ${later((burst - 1) * everyMs)}`);
  if (rowCount === 1) return 0;
  const { rows } = await tx.execute<{ ms: number }>(sql`
    select (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as ms
    from dispatch.host_state where host = ${host}`);
  return Math.max(1, (rows[0]?.ms ?? 0) - (burst - 1) * everyMs);
}

/** Nobody sends in this lane for `ms`: the other side said so. */
export async function pauseLane(
  tx: Tx,
  lane: string,
  ms: number,
  { everyMs, burst }: Pace,
): Promise<void> {
  await tx.execute(sql`
    insert into dispatch.host_state as h (host, next_at)
    values (${`${tx.tenantId}/${lane}`}, ${later(ms + (burst - 1) * everyMs)})
    on conflict (host) do update set next_at = greatest(h.next_at, excluded.next_at)`);
}

/** Lanes in which something should have happened `ms` ago: whoever was to do it is gone. */
export async function listStuckLanes(tx: Tx, ms: number): Promise<string[]> {
  const { rows } = await tx.execute<{ lane: string }>(sql`
    select distinct lane from route_event
    where tenant_id = ${tx.tenantId}
      and (status = 'pending' and next_at < ${later(-ms)}
        or status = 'sending' and lease_until < ${later(-ms)})`);
  return rows.map((row) => row.lane);
}

/** Whether a message is the older copy of a lead's card that was posted again in the same place. */
export async function isStray(
  tx: Tx,
  leadId: string,
  { surface, channelId, messageId }: { surface: string; channelId: string; messageId: string },
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    select 1 from route_event
    where tenant_id = ${tx.tenantId} and lead_id = ${leadId} and channel_enum = ${surface}
      and kind = 'post_card' and status = 'sent' and copies > 0
      and response_json->>'channelId' = ${channelId} and provider_id <> ${messageId}
      and not exists (select 1 from message_ref m
        where m.tenant_id = ${tx.tenantId} and m.surface = ${surface}
          and m.channel_id = ${channelId} and m.message_id = ${messageId})`);
  return (rowCount ?? 0) > 0;
}

/** Effects that are not done, by status, and for how long the oldest has been. */
export async function countOpenEffects(
  tx: Tx,
): Promise<{ status: string; count: number; oldestSeconds: number }[]> {
  const { rows } = await tx.execute<{ status: string; count: number; oldestSeconds: number }>(sql`
    select status, count(*)::int as count,
      extract(epoch from clock_timestamp() - min(created_at))::float8 as "oldestSeconds"
    from route_event
    where tenant_id = ${tx.tenantId} and status in ('pending', 'sending', 'unknown', 'failed', 'dead')
    group by status`);
  return rows;
}

export type DeliveryHealth = {
  /** The other side said no, or every try failed. */
  undelivered: number;
  /** Nobody knows; somebody was asked. */
  unknown: number;
  /** Still wanted after so long that something must be wrong. */
  overdue: number;
  /** What each channel said last among all these. */
  errors: { channel: string; error: string }[];
};

/** How the outbox of a tenant is, as far as it is not done. */
export async function deliveryHealth(tx: Tx, overdueMs: number): Promise<DeliveryHealth> {
  const { rows } = await tx.execute<DeliveryHealth>(sql`
    with open as (
      select channel_enum as channel, status, updated_at, left(response_json->>'error', 120) as error
      from route_event
      where tenant_id = ${tx.tenantId} and (status in ('unknown', 'dead', 'failed')
        or status in ('pending', 'sending') and created_at < ${later(-overdueMs)})
    )
    select count(*) filter (where status in ('dead', 'failed'))::int as undelivered,
      count(*) filter (where status = 'unknown')::int as unknown,
      count(*) filter (where status in ('pending', 'sending'))::int as overdue,
      (select coalesce(json_agg(e), '[]') from (
        select distinct on (channel) channel, error from open
        where error is not null order by channel, updated_at desc) e) as errors
    from open`);
  const [health] = rows;
  if (!health) throw new Error("an aggregate without a row");
  return health;
}

function thisEffect(tx: Tx, id: string) {
  return and(eq(routeEvent.tenantId, tx.tenantId), eq(routeEvent.id, id));
}

/** `ms` from now, by the database's clock. */
function later(ms: number) {
  return sql`clock_timestamp() + ${ms} * interval '1 millisecond'`;
}
