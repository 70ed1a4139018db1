import { sql } from "drizzle-orm";
import { eventKeyOf } from "../pipeline/ingest/doors/events.ts";
import type { FailedSync, ParkedType } from "../pipeline/ingest/kept.ts";
import type { Tx } from "./client.ts";

const SAMPLES = 3;

/** Records that were not fetched, newest first, and how many there are in all. */
export async function listFailedSyncs(
  tx: Tx,
  limit: number,
): Promise<{ syncs: FailedSync[]; all: number }> {
  const { rows } = await tx.execute<FailedSync & { all: number }>(sql`
    select s.id, d.name as door, s.channel, s.external_id as "externalId",
      coalesce(s.status_detail, '') as why, s.tries::int as tries, s.received_at as "receivedAt",
      count(*) over ()::int as "all"
    from source_event s left join registry.door d on d.id = s.door_id and d.tenant_id = s.tenant_id
    where s.tenant_id = ${tx.tenantId} and s.status = 'failed'
    order by s.received_at desc, s.id desc limit ${limit}`);
  const syncs = rows.map(({ all: _, receivedAt, ...sync }) => {
    return { ...sync, receivedAt: new Date(receivedAt) };
  });
  return { syncs, all: rows[0]?.all ?? 0 };
}

/** Doors whose records were not fetched: how many, and the last reason. */
export async function countFailedSyncs(
  tx: Tx,
): Promise<Map<string, { count: number; why: string }>> {
  const { rows } = await tx.execute<{ doorId: string; count: number; why: string }>(sql`
    select door_id as "doorId", count(*)::int as count,
      coalesce((array_agg(status_detail order by received_at desc, id desc))[1], '') as why
    from source_event
    where tenant_id = ${tx.tenantId} and status = 'failed' and door_id is not null group by door_id`);
  return new Map(rows.map(({ doorId, ...failed }) => [doorId, failed]));
}

/** What arrived and waits for somebody to say what it means, by type; the largest first. */
export async function listParkedTypes(tx: Tx, limit: number): Promise<ParkedType[]> {
  const { rows } = await tx.execute<Omit<ParkedType, "sampleKeys"> & { newest: string[] }>(sql`
    select s.door_id as "doorId", d.name as door, s.channel, s.event_type as "eventType",
      count(*)::int as count, min(s.received_at) as "firstAt", max(s.received_at) as "lastAt",
      (array_agg(s.id order by s.received_at desc, s.id desc))[1:${SAMPLES}] as newest
    from source_event s left join registry.door d on d.id = s.door_id and d.tenant_id = s.tenant_id
    where s.tenant_id = ${tx.tenantId} and s.status = 'parked'
    group by s.door_id, d.name, s.channel, s.event_type
    order by count(*) desc, max(s.received_at) desc limit ${limit}`);
  const types: ParkedType[] = [];
  for (const { newest, firstAt, lastAt, ...type } of rows) {
    const raws = await readRaw(tx, newest);
    const sampleKeys = raws.flatMap((raw) => eventKeyOf(raw) ?? []);
    types.push({ ...type, firstAt: new Date(firstAt), lastAt: new Date(lastAt), sampleKeys });
  }
  return types;
}

/** The newest parked event of a type, as it came; undefined where none waits. */
export async function findParkedSample(
  tx: Tx,
  doorId: string,
  eventType: string,
): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from source_event
    where tenant_id = ${tx.tenantId} and status = 'parked' and door_id = ${doorId}
      and event_type = ${eventType}
    order by received_at desc, id desc limit 1`);
  const [raw] = await readRaw(
    tx,
    rows.map(({ id }) => id),
  );
  return raw;
}

/** Everything parked of a type is looked at again, by the jobs that new arrivals go through. */
export async function releaseParked(tx: Tx, doorId: string, eventType: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    with released as (
      update source_event set status = 'received', status_detail = null
      where tenant_id = ${tx.tenantId} and status = 'parked' and door_id = ${doorId}
        and event_type = ${eventType}
      returning tenant_id, id
    ), told as (
      insert into dispatch.arrival (tenant_id, source_event_id) select tenant_id, id from released
      returning 1
    )
    select count(*)::int as n from told`);
  return rows[0]?.n ?? 0;
}

/** Failed records are asked for again from the start: one of them, or all. Returns their ids. */
export async function reopenFailed(tx: Tx, id: string | null): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update source_event set status = 'received', status_detail = null, tries = 0
    where tenant_id = ${tx.tenantId} and status = 'failed' and id = coalesce(${id}::uuid, id)
    returning id`);
  return rows.map((row) => row.id);
}

/** A failed record is given up; false when somebody settled it before. */
export async function dropFailed(tx: Tx, id: string, detail: string): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update source_event set status = 'rejected', status_detail = ${detail}
    where tenant_id = ${tx.tenantId} and status = 'failed' and id = ${id}::uuid`);
  return rowCount === 1;
}

async function readRaw(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await tx.client.query<{ dataKey: Buffer | null; raw: Buffer | null }>(
    `select data_key as "dataKey", raw from source_event
     where tenant_id = $1 and id = any($2::uuid[]) order by received_at desc, id desc`,
    [tx.tenantId, ids],
  );
  return rows.flatMap(({ dataKey, raw }) => tx.vault.dataKey(dataKey).open(raw) ?? []);
}
