import type { Db, Tx } from "../client.ts";

/** Every statement about a file's rows touches so many at most: each must end in a moment. */
export const ROWS_AT_ONCE = 2_000;

/** What a staged row said, opened again. */
export type StagedRow = { line: number; reason: string | null; raw: string; normalised: string };

type Sealed = {
  line: number;
  reason: string | null;
  dataKey: Buffer | null;
  raw: Buffer | null;
  normalised: Buffer | null;
};

/** Rows of some verdicts after a line, as they were read. Those of an erased person are left out. */
export async function listRows(
  tx: Tx,
  importId: string,
  verdicts: readonly string[],
  afterLine: number,
  limit = ROWS_AT_ONCE,
): Promise<StagedRow[]> {
  const { rows } = await tx.client.query<Sealed>(
    `select line, reason, data_key as "dataKey", raw, normalised from import_row
     where tenant_id = $1 and import_id = $2 and verdict = any($3) and line > $4
     order by line limit $5`,
    [tx.tenantId, importId, verdicts, afterLine, limit],
  );
  return rows.flatMap(({ line, reason, dataKey, raw, normalised }) => {
    const key = tx.vault.dataKey(dataKey);
    const [said, read] = [key.open(raw), key.open(normalised)];
    return said === null ? [] : [{ line, reason, raw: said, normalised: read ?? "null" }];
  });
}

/**
 * Moves the next rows that are wanted to where every arrival is kept, and puts them into the
 * backlog of `task`: one statement, so that a row is in one place whenever a worker dies. A row that was
 * taken in meanwhile, by another file, is dropped. Returns the last line moved; null at the end.
 */
export async function moveRows(
  tx: Tx,
  importId: string,
  afterLine: number,
  { receivedAt, task }: { receivedAt: Date; task: string },
): Promise<number | null> {
  const { rows } = await tx.client.query<{ line: number | null }>(
    `with last as materialized (
       select max(line) as line from (
         select line from import_row
         where tenant_id = $1 and import_id = $2 and verdict in ('create', 'update') and line > $3
         order by line limit ${ROWS_AT_ONCE}) as next
     ), moved as (
       delete from import_row
       where tenant_id = $1 and import_id = $2 and verdict in ('create', 'update')
         and line > $3 and line <= (select line from last)
       returning *
     ), taken as (
       insert into source_event (tenant_id, id, lead_ref, channel, import_id, line, external_id,
         dedupe_key, body_hash, data_key, raw, normalised, received_at)
       select tenant_id, source_event_id, lead_ref, 'file', import_id, line, external_id,
         dedupe_key, body_hash, data_key, raw, normalised, $4
       from moved order by line
       on conflict do nothing
       returning tenant_id, id, line
     ), told as (
       insert into dispatch.backlog (tenant_id, task, about)
       select tenant_id, $5, id from taken order by line
     )
     select line from last`,
    [tx.tenantId, importId, afterLine, receivedAt, task],
  );
  return rows[0]?.line ?? null;
}

/** Takes the next wanted rows out of staging, for what is no lead: see jobs/ingest/import/. */
export async function takeRows(tx: Tx, importId: string): Promise<StagedRow[]> {
  const rows = await listRows(tx, importId, ["create", "update"], 0);
  const lines = rows.map(({ line }) => line);
  await tx.client.query(
    "delete from import_row where tenant_id = $1 and import_id = $2 and line = any($3)",
    [tx.tenantId, importId, lines],
  );
  return rows;
}

/** How many rows of a file have arrived and are not settled, and how the others ended. */
export async function countArrivals(tx: Tx, importId: string): Promise<Record<string, number>> {
  const { rows } = await tx.client.query<{ status: string; n: number }>(
    `select status, count(*)::int as n from source_event
     where tenant_id = $1 and import_id = $2 group by status`,
    [tx.tenantId, importId],
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

/** Forgets staged rows, a piece at a time: many take longer than one statement may. */
export async function forgetRows(db: Db, tenantId: string, importId: string): Promise<void> {
  for (let gone = ROWS_AT_ONCE; gone === ROWS_AT_ONCE; ) {
    gone = await db.inTenant(tenantId, async (tx) => {
      const { rowCount } = await tx.client.query(
        `delete from import_row where tenant_id = $1 and import_id = $2 and line <= (
           select max(line) from (select line from import_row
             where tenant_id = $1 and import_id = $2 order by line limit ${ROWS_AT_ONCE}) as next)`,
        [tenantId, importId],
      );
      return rowCount ?? 0;
    });
  }
}

/** Lines that were handed on and became no lead, with the sentence that says why. */
export async function listRejected(
  tx: Tx,
  importId: string,
): Promise<{ line: number; detail: string | null; raw: string }[]> {
  const { rows } = await tx.client.query<Sealed & { detail: string | null }>(
    `select line, status_detail as detail, data_key as "dataKey", raw from source_event
     where tenant_id = $1 and import_id = $2
       and status not in ('received', 'ingested', 'duplicate', 'settled')
     order by line limit 10000`,
    [tx.tenantId, importId],
  );
  return rows.flatMap(({ line, detail, dataKey, raw }) => {
    const said = tx.vault.dataKey(dataKey).open(raw);
    return said === null ? [] : [{ line, detail, raw: said }];
  });
}
