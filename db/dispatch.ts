import type { Db, Tx } from "./client.ts";
import { inTransaction } from "./transaction.ts";

type Task = { name: string; attempts: number; priority: number };

/**
 * Turns up to `limit` arrivals into jobs, in one statement: an arrival is gone exactly when its
 * job is there. Runs as the owner; sees ids only. Returns how many.
 */
export async function dispatchArrivals(db: Db, task: Task, limit: number): Promise<number> {
  return queueTaken(
    db,
    `delete from dispatch.arrival where id in (
       select id from dispatch.arrival order by id limit $4 for update skip locked)
     returning id, tenant_id, source_event_id as about`,
    task,
    limit,
  );
}

/**
 * The same for work nobody waits for, as long as fewer than `most` jobs of its sort are queued; one
 * at a time while jobs wait that somebody waits for.
 */
export async function dispatchBacklog(db: Db, task: Task, most: number): Promise<number> {
  return queueTaken(
    db,
    `delete from dispatch.backlog where id in (
       select id from dispatch.backlog where task = $1
       order by id for update skip locked
       limit (select greatest(0, case when bool_or(priority < $3 and run_at <= now() and locked_at is null)
             then 1 else $4::int end - count(*) filter (where task_identifier = $1))
         from graphile_worker.jobs where attempts < max_attempts))
     returning id, tenant_id, about`,
    task,
    most,
  );
}

async function queueTaken(
  db: Db,
  take: string,
  { name, attempts, priority }: Task,
  limit: number,
): Promise<number> {
  const { rows } = await db.owner.query<{ n: number }>(
    `with taken as (${take}), queued as (
       select graphile_worker.add_jobs(array(
         select json_populate_record(null::graphile_worker.job_spec, json_build_object(
           'identifier', $1::text, 'payload', json_build_object('tenantId', tenant_id, 'id', about),
           'job_key', $1::text || ':' || about, 'max_attempts', $2::int, 'priority', $3::int))
         from taken order by id))
     )
     select (select count(*) from taken)::int as n, (select count(*) from queued) as done`,
    [name, attempts, priority, limit],
  );
  return rows[0]?.n ?? 0;
}

/** Puts work aside for {@link dispatchBacklog}, inside the caller's transaction. */
export async function putOff(tx: Tx, { name }: Pick<Task, "name">, about: string): Promise<void> {
  await tx.client.query(
    "insert into dispatch.backlog (tenant_id, task, about) values ($1, $2, $3)",
    [tx.tenantId, name, about],
  );
}

/** A pool of a worker lives. */
export async function beat(db: Db, poolId: string, worker: string): Promise<void> {
  await db.owner.query(
    `insert into dispatch.heartbeat (pool_id, worker, at) values ($1, $2, now())
     on conflict (pool_id) do update set at = excluded.at`,
    [poolId, worker],
  );
}

export async function endHeartbeat(db: Db, poolId: string): Promise<void> {
  await db.owner.query("delete from dispatch.heartbeat where pool_id = $1", [poolId]);
}

/** Whether some worker pool was alive within `ms`. */
export async function workerAlive(db: Db, ms: number): Promise<boolean> {
  const { rows } = await db.owner.query(
    "select 1 from dispatch.heartbeat where at > now() - $1 * interval '1 millisecond' limit 1",
    [ms],
  );
  return rows.length > 0;
}

/**
 * Unlocks the jobs of pools whose heart stopped `ms` ago and forgets them; returns their ids. A
 * job is left alone for as long, so that a pool that just started is not taken for a dead one.
 */
export async function freeDeadPools(db: Db, ms: number): Promise<string[]> {
  const { rows } = await db.owner.query<{ pools: string[] | null }>(
    `with silent as (
       delete from dispatch.heartbeat where at < now() - $1 * interval '1 millisecond'
     ), dead as (
       select distinct locked_by as id from graphile_worker.jobs
       where locked_at < now() - $1 * interval '1 millisecond' and locked_by not in (
         select pool_id from dispatch.heartbeat where at >= now() - $1 * interval '1 millisecond')
     ), freed as (
       select graphile_worker.force_unlock_workers(array(select id from dead)) where exists (select from dead)
     )
     select (select array_agg(id) from dead) as pools, (select count(*) from freed) as done`,
    [ms],
  );
  return rows[0]?.pools ?? [];
}

/**
 * Does something that one process at a time should do, whichever gets there first; false when
 * another is at it. The lock goes with the connection, so a dead process holds nothing.
 */
export async function asTheOnlyOne(
  db: Db,
  what: string,
  work: () => Promise<void>,
): Promise<boolean> {
  return inTransaction(db.owner, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine",
      [`baton ${what}`],
    );
    if (!rows[0]?.mine) return false;
    await work();
    return true;
  });
}
