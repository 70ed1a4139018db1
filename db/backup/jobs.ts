import type pg from "pg";

/*
 * The queue is Graphile Worker's own: a backup keeps what each job asks for, not the rows, and a
 * restore asks for it again. A job that was running is one that waits; dead letters stay dead.
 */

export const jobColumns = [
  ...["identifier", "payload", "run_at", "max_attempts", "key", "priority", "attempts", "error"],
];

export const selectJobs = `
  select array[t.identifier, j.payload::text, j.run_at::text, j.max_attempts::text, j.key,
    j.priority::text, j.attempts::text, j.last_error] as row
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  order by j.id`;

export async function addJobs(client: pg.ClientBase, rows: unknown[]): Promise<void> {
  const { rows: added } = await client.query<{ id: string; attempts: number; error: string }>(
    `select (j->>6)::int as attempts, j->>7 as error, (graphile_worker.add_job(
       j->>0, (j->>1)::json, run_at := (j->>2)::timestamptz, max_attempts := (j->>3)::int,
       job_key := j->>4, priority := (j->>5)::int)).id
     from jsonb_array_elements($1::jsonb) j`,
    [JSON.stringify(rows)],
  );
  const tried = added.filter(({ attempts }) => attempts > 0);
  await client.query(
    `update graphile_worker._private_jobs j set attempts = t.attempts, last_error = t.error
     from json_to_recordset($1) t(id bigint, attempts int, error text) where j.id = t.id`,
    [JSON.stringify(tried)],
  );
}

export async function countJobs(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    "select count(*) as n from graphile_worker._private_jobs",
  );
  return Number(rows[0]?.n);
}
