import type { Db } from "./client.ts";

/** Nobody reads this domain, or a host below it, from now on. Every tenant of this Baton keeps to it. */
export async function optOut(db: Db, domain: string, why: string): Promise<void> {
  await db.owner.query(
    `insert into registry.opt_out (domain, why) values ($1, $2)
     on conflict (domain) do update set why = excluded.why`,
    [domain, why],
  );
}

/** Takes an opt-out back; false where there was none. */
export async function undoOptOut(db: Db, domain: string): Promise<boolean> {
  const { rowCount } = await db.owner.query("delete from registry.opt_out where domain = $1", [
    domain,
  ]);
  return rowCount === 1;
}

/** All opt-outs, newest first. */
export async function listOptOuts(db: Db): Promise<{ domain: string; why: string; at: Date }[]> {
  const { rows } = await db.owner.query<{ domain: string; why: string; at: Date }>(
    "select domain, why, at from registry.opt_out order by at desc, domain",
  );
  return rows;
}
