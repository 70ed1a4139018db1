import type { Db } from "./client.ts";

/** A job that may run now, and does not. */
const WAITING = "attempts < max_attempts and run_at <= now() and locked_at is null";

/**
 * A job that used up its tries. One that was queued again while it ran lost its key and its tries
 * to the new one: when its worker dies it is left over, and no loss.
 */
const DEAD = "attempts >= max_attempts and locked_at is null and key is not null";

/** From this priority on nobody waits for a job: files and their research. */
const BACKLOG = 100;

export type QueueHealth = {
  /** Jobs that may run and do not, and how long the oldest that somebody waits for does. */
  waiting: number;
  oldestSeconds: number;
  running: number;
  /** Jobs whose time has not come. */
  later: number;
  /** Jobs that used up their tries, by task. */
  dead: { task: string; count: number; error: string | null }[];
  /** What came in and is no job yet. */
  arrivals: number;
  /** Workers whose heart beats, and how long ago the last one did; null when none ever did. */
  workers: number;
  beatSeconds: number | null;
};

/** What `/lead doctor` and the metrics say about the queue. Counts only, no tenant's data. */
export async function queueHealth(db: Db, aliveMs: number): Promise<QueueHealth> {
  const { rows } = await db.owner.query<QueueHealth>(
    `select
       (select count(*)::int from dispatch.arrival) as arrivals,
       (select count(distinct coalesce(worker, pool_id))::int from dispatch.heartbeat
         where at > now() - $1 * interval '1 millisecond') as workers,
       (select extract(epoch from now() - max(at))::float8 from dispatch.heartbeat) as "beatSeconds",
       (select coalesce(json_agg(d), '[]') from (
         select task_identifier as task, count(*)::int as count, max(left(last_error, 200)) as error
         from graphile_worker.jobs where ${DEAD} group by 1) d) as dead,
       count(*) filter (where ${WAITING})::int as waiting,
       coalesce(extract(epoch from now() - min(run_at) filter (where ${WAITING} and priority < ${BACKLOG})), 0)::float8 as "oldestSeconds",
       count(*) filter (where locked_at is not null)::int as running,
       count(*) filter (where run_at > now() and locked_at is null)::int as later
     from graphile_worker.jobs`,
    [aliveMs],
  );
  const [health] = rows;
  if (!health) throw new Error("an aggregate without a row");
  return health;
}

/** Forgets jobs that were replaced while a worker had them, and that the worker never ended. */
export async function forgetReplaced(db: Db): Promise<void> {
  await db.owner.query(
    `select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs
       where attempts >= max_attempts and locked_at is null and key is null))`,
  );
}

/** A dead letter of a tenant. Its `id` names this death: queued again and dead again, it is another. */
export type DeadLetter = {
  id: string;
  tenantId: string;
  task: string;
  attempts: number;
  error: string | null;
};

/** Shaped as a UUID (version 8, RFC 9562 §5.8), as everything is that a notice is about. */
const DEATH = `overlay(overlay(md5(j.id || ' ' || extract(epoch from j.updated_at))
  placing '8' from 13) placing '8' from 17)::uuid`;

const letters = `
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where ${DEAD} and j.payload->>'tenantId' is not null`;

export async function listDeadLetters(db: Db): Promise<DeadLetter[]> {
  const { rows } = await db.owner.query<DeadLetter>(
    `select ${DEATH} as id, j.payload->>'tenantId' as "tenantId", t.identifier as task,
       j.attempts::int as attempts, left(j.last_error, 200) as error ${letters} order by j.id limit 100`,
  );
  return rows;
}

export async function findDeadLetter(
  db: Db,
  tenantId: string,
  id: string,
): Promise<DeadLetter | undefined> {
  const { rows } = await db.owner.query<DeadLetter>(
    `select ${DEATH} as id, j.payload->>'tenantId' as "tenantId", t.identifier as task,
       j.attempts::int as attempts, left(j.last_error, 200) as error ${letters}
       and j.payload->>'tenantId' = $1 and ${DEATH} = $2`,
    [tenantId, id],
  );
  return rows[0];
}

/** Tries a dead letter again from the start, or forgets it; false when somebody did so before. */
export async function settleDeadLetter(
  db: Db,
  tenantId: string,
  id: string,
  way: "retry" | "drop",
): Promise<boolean> {
  const act =
    way === "retry"
      ? "graphile_worker.reschedule_jobs(array(select id from letter), run_at := now(), attempts := 0)"
      : "graphile_worker.complete_jobs(array(select id from letter))";
  const { rows } = await db.owner.query(
    `with letter as (select j.id ${letters} and j.payload->>'tenantId' = $1 and ${DEATH} = $2)
     select id from ${act}`,
    [tenantId, id],
  );
  return rows.length > 0;
}
