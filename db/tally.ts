import type { Db } from "./client.ts";

export type Tally = { done: number; failed: number };

/** Adds what a worker did and failed to do since it said so last, by tenant. */
export async function addTally(db: Db, counted: ReadonlyMap<string, Tally>): Promise<void> {
  if (counted.size === 0) return;
  const rows = [...counted].map(([tenant, tally]) => ({ tenant, ...tally }));
  await db.owner.query(
    `insert into dispatch.tally as t (tenant_id, minute, done, failed)
     select tenant, date_trunc('minute', now()), done, failed
     from json_to_recordset($1) r(tenant uuid, done int, failed int)
     on conflict (tenant_id, minute)
       do update set done = t.done + excluded.done, failed = t.failed + excluded.failed`,
    [JSON.stringify(rows)],
  );
}

/** The last hour of every tenant that did anything; what is older is forgotten. */
export async function lastHour(db: Db): Promise<Map<string, Tally>> {
  await db.owner.query("delete from dispatch.tally where minute < now() - interval '1 day'");
  const { rows } = await db.owner.query<Tally & { tenant: string }>(
    `select tenant_id as tenant, sum(done)::int as done, sum(failed)::int as failed
     from dispatch.tally where minute > now() - interval '1 hour' group by 1`,
  );
  return new Map(rows.map(({ tenant, ...tally }) => [tenant, tally]));
}
