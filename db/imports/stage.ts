import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Tx } from "../client.ts";

/** A row as it was read, sealed, with what it can be recognised by. */
export type ReadRow = {
  line: number;
  /** Why it becomes nothing, as a word of ours; null where it could. */
  reason: string | null;
  sourceEventId: string;
  leadRef: string;
  source: string;
  externalId: string | null;
  domain: string | null;
  emailIndex: Buffer | null;
  dedupeKey: string;
  bodyHash: Buffer;
  dataKey: Buffer;
  raw: Buffer | null;
  normalised: Buffer | null;
};

export const verdicts = ["create", "update", "unchanged", "skipped"] as const;
type Verdict = (typeof verdicts)[number];

/** How rows were judged: how many, and the first of their lines where they are left out. */
export type Judged = { verdict: Verdict; reason: string | null; count: number; lines: number[] };

/**
 * Stages rows of a file (as {@link copyText}) in the caller's transaction and judges them at once. Row-level security
 * does not allow COPY into a tenant's table, for the owner neither, so the rows are copied to a
 * table of the session's own and inserted from there, where the policy checks each of them.
 */
export async function stageRows(tx: Tx, importId: string, rows: Uint8Array): Promise<Judged[]> {
  await tx.client.query(stagingTable);
  await pipeline([rows], tx.client.query(copyFrom(copyStatement)));
  const { rows: judged } = await tx.client.query<Judged>(judgeStatement, [tx.tenantId, importId]);
  return judged;
}

const stagingTable = `
  create temp table if not exists read_row (line int, reason text, source_event_id uuid,
    lead_ref uuid, source text, external_id text, domain text, email_index bytea, dedupe_key text,
    body_hash bytea, data_key bytea, raw bytea, normalised bytea) on commit delete rows`;

const copyStatement = `
  copy pg_temp.read_row (line, reason, source_event_id, lead_ref, source, external_id, domain,
    email_index, dedupe_key, body_hash, data_key, raw, normalised) from stdin`;

/**
 * A row is recognised as jobs/ingest/settle-lead.ts will recognise it: by the other side's id, the
 * address, the company's domain. What says the same as an earlier line is left out; what was taken
 * in before, from whichever file, has nothing to add. The
 * planner has no statistics of a file's rows yet. So that it looks each one up by the index meant
 * for it, `limit 1` keeps it from hashing whole tables, and `is not distinct from`, which no index
 * serves, from going through the file's lines in their order.
 */
const judgeStatement = `
  with ordered as materialized (
    select r.*, case when reason is null then least(
      min(line) over (partition by dedupe_key, reason is null),
      (select min(e.line) from import_row e where e.tenant_id = $1 and e.dedupe_key = r.dedupe_key
        and e.import_id is not distinct from $2 and e.verdict <> 'skipped')) end as first_line
    from pg_temp.read_row r
  ), judged as materialized (
    select *, case
      when reason is not null or first_line < line then 'skipped'
      when (select 1 from source_event e
        where e.tenant_id = $1 and e.dedupe_key = o.dedupe_key limit 1) = 1 then 'unchanged'
      when external_id is not null and (select 1 from lead l where l.tenant_id = $1
        and l.source = o.source and l.external_id = o.external_id limit 1) = 1 then 'update'
      when email_index is not null and (select 1 from contact c
        join lead l on l.tenant_id = c.tenant_id and l.contact_id = c.id
        where c.tenant_id = $1 and c.email_index = o.email_index limit 1) = 1 then 'update'
      when domain is not null and (select 1 from company c
        join lead l on l.tenant_id = c.tenant_id and l.company_id = coalesce(c.merged_into, c.id)
        where c.tenant_id = $1 and c.domain = o.domain limit 1) = 1 then 'update'
      when domain is not null and (select 1 from company_alias a
        join lead l on l.tenant_id = a.tenant_id and l.company_id = a.company_id
        where a.tenant_id = $1 and a.domain = o.domain limit 1) = 1 then 'update'
      else 'create' end as verdict
    from ordered o
  ), staged as (
    insert into import_row (tenant_id, import_id, line, verdict, reason, source_event_id, lead_ref,
      external_id, dedupe_key, body_hash, data_key, raw, normalised)
    select $1, $2, line, verdict,
      coalesce(reason, case when verdict = 'skipped' then 'same_as:' || first_line end),
      source_event_id, lead_ref, external_id, dedupe_key, body_hash, data_key, raw, normalised
    from judged
    returning line, verdict, split_part(reason, ':', 1) as reason
  )
  select verdict, reason, count(*)::int as count,
    coalesce((array_agg(line order by line) filter (where verdict = 'skipped'))[1:5], '{}') as lines
  from staged group by verdict, reason`;

/** Rows as COPY takes them. */
export function copyText(rows: readonly ReadRow[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(rows.map(lineOf).join(""));
}

/** One line of COPY's text format. https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2 */
function lineOf(row: ReadRow): string {
  const { line, reason, sourceEventId, leadRef, source, externalId, domain, dedupeKey } = row;
  const texts = [reason, sourceEventId, leadRef, source, externalId, domain].map(textOf);
  const bytes = [row.bodyHash, row.dataKey, row.raw, row.normalised].map(bytesOf);
  const cells = [line, ...texts, bytesOf(row.emailIndex), textOf(dedupeKey), ...bytes];
  return `${cells.join("\t")}\n`;
}

function textOf(text: string | null): string {
  return text === null ? "\\N" : text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? "");
}

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function bytesOf(bytes: Buffer | null): string {
  return bytes === null ? "\\N" : `\\\\x${bytes.toString("hex")}`;
}
