import type pg from "pg";

/** A table as a backup sees it. */
export type Table = {
  /** `public.lead`, quoted where it must be. */
  name: string;
  columns: { name: string; type: string }[];
  /** Row-level security shows it one tenant at a time. */
  guarded: boolean;
};

/** What migrations fill, and what is over when its process is. */
const skipped = ["registry.lifecycle_rule", "dispatch.heartbeat", "dispatch.host_state"];

/** Every table of ours, those that others refer to first. The queue is not among them: see jobs.ts. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { parents: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relforcerowsecurity as guarded,
       (select json_agg(json_build_object('name', quote_ident(attname), 'type', format_type(atttypid, atttypmod))
           order by attnum)
         from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
       ) as columns,
       array(select format('%I.%I', pn.nspname, p.relname)
         from pg_constraint join pg_class p on p.oid = confrelid join pg_namespace pn on pn.oid = p.relnamespace
         where contype = 'f' and conrelid = c.oid and confrelid <> c.oid) as parents
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('registry', 'dispatch', 'public', 'playground') and c.relkind = 'r'
     order by 1`,
  );
  const tables = rows.filter(({ name }) => !skipped.includes(name));
  const ordered: typeof tables = [];
  while (ordered.length < tables.length) {
    const known = new Set([...skipped, ...ordered.map(({ name }) => name)]);
    const next = tables.filter(
      ({ name, parents }) => !known.has(name) && parents.every((parent) => known.has(parent)),
    );
    if (next.length === 0) throw new Error("tables refer to each other in a circle");
    ordered.push(...next);
  }
  return ordered.map(({ name, columns, guarded }) => ({ name, columns, guarded }));
}

/** Shows the owner the rows of one tenant, until the transaction ends or the next one is shown. */
export async function showTenant(client: pg.ClientBase, tenantId: string): Promise<void> {
  await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
}

export async function countRows(client: pg.ClientBase, { name }: Table): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${name}`);
  return Number(rows[0]?.n);
}

/** One value for all audits of the shown tenant: the last hash of every lead's chain. */
export async function readChains(client: pg.ClientBase): Promise<Chains> {
  const { rows } = await client.query<Chains>(
    `select count(*)::int as leads, count(registry.broken_link(lead_id))::int as broken,
       encode(sha256(convert_to(coalesce(string_agg(lead_id || encode(hash, 'hex'), ',' order by lead_id), ''), 'UTF8')), 'hex') as heads
     from (select distinct on (lead_id) lead_id, hash from transition order by lead_id, seq desc) last`,
  );
  return rows[0] ?? { leads: 0, broken: 0, heads: "" };
}

export type Chains = { leads: number; broken: number; heads: string };
