import { emailNormal } from "../../pipeline/ingest/dedupe.ts";
import { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import type { Db, Tx } from "../client.ts";

/** A line of a file that was taken in, and what became of it. */
export type TakenLine = { id: string; line: number; leadId: string | null; leadRef: string };

/**
 * Works on one tenant as the owner, who alone may take rows out of the append-only tables: what an
 * undone import brought has no history of its own. The import keeps what was done, and by whom.
 */
export function asUndoer<T>(db: Db, tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.asOwnerIn(tenantId, async (tx) => {
    await tx.client.query("set local app.erasing = 'on'");
    return work(tx);
  });
}

/** The next lines of an import that were taken in, in the file's order. */
export async function listTaken(
  tx: Tx,
  importId: string,
  afterLine: number,
  limit: number,
): Promise<TakenLine[]> {
  const { rows } = await tx.client.query<TakenLine>(
    `select id, line, lead_id as "leadId", lead_ref as "leadRef" from source_event
     where tenant_id = $1 and import_id = $2 and line > $3 order by line limit $4`,
    [tx.tenantId, importId, afterLine, limit],
  );
  return rows;
}

/** A lead of an import: `isNew` where the import made it, `reason` where somebody needs it since. */
export type TakenLead = {
  leadId: string;
  isNew: boolean;
  reason: string | null;
  firstLine: number;
};

/**
 * Locks leads and says of each why it has to stay as it is, as a word of ours; null where nobody
 * did anything with it. What a lead had before the import does not count for one that was there.
 */
export async function judgeLeads(
  tx: Tx,
  importId: string,
  leads: readonly string[],
  since: Date,
): Promise<TakenLead[]> {
  await tx.client.query(
    "select from lead where tenant_id = $1 and id = any($2) order by id for update",
    [tx.tenantId, leads],
  );
  const { rows } = await tx.client.query<TakenLead>(judgeStatement, [
    tx.tenantId,
    importId,
    leads,
    since,
  ]);
  return rows;
}

const judgeStatement = `
  with taken as (
    select l.*, exists (select from source_event e where e.tenant_id = l.tenant_id
      and e.import_id = $2 and e.lead_ref = l.id) as is_new
    from lead l where l.tenant_id = $1 and l.id = any($3)
  ), dated as (
    select *, case when is_new then '-infinity' else $4::timestamptz end as since from taken
  )
  select l.id as "leadId", l.is_new as "isNew", (select min(e.line) from source_event e
    where e.tenant_id = l.tenant_id and e.import_id = $2 and e.lead_id = l.id) as "firstLine", case
    when l.merged_into is not null
      or exists (select from lead m where m.tenant_id = l.tenant_id and m.merged_into = l.id)
      or exists (select from merge_record m where m.tenant_id = l.tenant_id and m.undone_at is null
        and m.at >= l.since and (m.survivor in (l.id, l.company_id, l.contact_id)
          or m.absorbed in (l.id, l.company_id, l.contact_id))) then 'merged'
    when l.claimed_by is not null and coalesce(l.claimed_at, l.created_at) >= l.since then 'claimed'
    when exists (select from outreach o where o.tenant_id = l.tenant_id and o.lead_id = l.id
      and o.created_at >= l.since) then 'written_to'
    when l.is_new and (l.snoozed_until is not null or l.closed_as is not null)
      or exists (select from touch t where t.tenant_id = l.tenant_id and t.lead_id = l.id and t.at >= l.since)
      or exists (select from feedback f where f.tenant_id = l.tenant_id and f.lead_id = l.id and f.ts >= l.since)
      or exists (select from transition t join person p on p.tenant_id = t.tenant_id and p.id::text = t.actor
        where t.tenant_id = l.tenant_id and t.lead_id = l.id and t.at >= l.since)
      then case when l.is_new then 'worked_on' else 'changed_since' end
    when l.is_new and exists (select from source_event e where e.tenant_id = l.tenant_id
      and e.lead_id = l.id and e.import_id is distinct from $2) then 'other_door'
    when l.is_new and exists (select from external_ref x where x.tenant_id = l.tenant_id
      and x.lead_id = l.id and x.system <> l.source) then 'in_crm'
    end as reason
  from dated l order by "firstLine"`;

/**
 * The people whom lines of an import brought to leads that were there before. Where another door
 * spoke of the lead since, nobody can tell whose they are, and they stay.
 */
export async function peopleBrought(
  tx: Tx,
  importId: string,
  leads: readonly string[],
  since: Date,
): Promise<string[]> {
  const { rows: said } = await tx.client.query<{ dataKey: Buffer; normalised: Buffer }>(
    `select data_key as "dataKey", normalised from source_event e
     where tenant_id = $1 and import_id = $2 and lead_id = any($3) and not exists (
       select from source_event o where o.tenant_id = $1 and o.lead_id = e.lead_id
         and o.import_id is distinct from $2 and o.received_at >= $4)`,
    [tx.tenantId, importId, leads, since],
  );
  const indexes = said.flatMap(({ dataKey, normalised }) => {
    const text = tx.vault.dataKey(dataKey).open(normalised);
    const email = text === null ? null : LeadInput.parse(JSON.parse(text)).email;
    return email === null ? [] : [tx.vault.blindIndex("email", emailNormal(email))];
  });
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from contact where tenant_id = $1 and email_index = any($2) and created_at >= $3`,
    [tx.tenantId, indexes, since],
  );
  return rows.map(({ id }) => id);
}

/** Forgets lines of an import that led nowhere, and all of those that were about some leads. */
export async function forgetArrivals(
  tx: Tx,
  importId: string,
  { lines, leads }: { lines: readonly string[]; leads: readonly string[] },
): Promise<void> {
  const { rows } = await tx.client.query<{ id: string }>(
    `delete from source_event where tenant_id = $1 and import_id = $2
       and (id = any($3) or lead_id = any($4)) returning id`,
    [tx.tenantId, importId, lines, leads],
  );
  await tx.client.query("delete from consent where tenant_id = $1 and source_event_id = any($2)", [
    tx.tenantId,
    rows.map(({ id }) => id),
  ]);
}

/** What is about a lead and goes with it, children first. */
const ofLeads = [
  "decision",
  "routing",
  "transition",
  "event",
  "touch",
  "feedback",
  "route_event",
  "message_ref",
  "cost",
  "page_visit",
  "external_ref",
  "source_event",
];
const ofCompanies = [
  "fact",
  "artifact",
  "page_visit",
  "signal",
  "lead_score",
  "proposal",
  "cost",
  "event",
  "company_alias",
];

/** Removes leads with all that is known about them, and their people and companies where nobody else has them. */
export async function removeLeads(tx: Tx, leads: readonly string[]): Promise<void> {
  await tx.client.query(
    `delete from decision_part where tenant_id = $1 and decision_id in (
       select id from decision where tenant_id = $1 and lead_id = any($2))`,
    [tx.tenantId, leads],
  );
  for (const table of ofLeads) await deleteBy(tx, table, "lead_id", leads);
  const { rows } = await tx.client.query<{ company: string; contact: string | null }>(
    `delete from lead where tenant_id = $1 and id = any($2)
     returning company_id as company, contact_id as contact`,
    [tx.tenantId, leads],
  );
  const companies = rows.map(({ company }) => company);
  await removeContacts(
    tx,
    companies,
    rows.flatMap(({ contact }) => contact ?? []),
  );
  await removeCompanies(tx, companies);
}

/** People of removed leads and of their companies, unless something else refers to them. */
export async function removeContacts(
  tx: Tx,
  companies: string[],
  contacts: string[],
): Promise<void> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from contact c
     where tenant_id = $1 and (id = any($3) or company_id = any($2) and not exists (
         select from lead l where l.tenant_id = $1 and l.company_id = c.company_id))
       and not exists (select from lead l where l.tenant_id = $1 and l.contact_id = c.id)
       and not exists (select from outreach o where o.tenant_id = $1 and o.contact_id = c.id)
       and not exists (select from contact m where m.tenant_id = $1 and m.merged_into = c.id)
       and not exists (select from external_ref x where x.tenant_id = $1 and x.contact_id = c.id)`,
    [tx.tenantId, companies, contacts],
  );
  const free = rows.map(({ id }) => id);
  await forgetQuestions(tx, free);
  await deleteBy(tx, "consent", "contact_id", free);
  await deleteBy(tx, "contact", "id", free);
}

async function removeCompanies(tx: Tx, companies: string[]): Promise<void> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from company c where tenant_id = $1 and id = any($2)
       and not exists (select from lead l where l.tenant_id = $1 and l.company_id = c.id)
       and not exists (select from contact p where p.tenant_id = $1 and p.company_id = c.id)
       and not exists (select from company m where m.tenant_id = $1 and m.merged_into = c.id)
       and not exists (select from external_ref x where x.tenant_id = $1 and x.company_id = c.id)`,
    [tx.tenantId, companies],
  );
  const free = rows.map(({ id }) => id);
  await forgetQuestions(tx, free);
  for (const table of ofCompanies) await deleteBy(tx, table, "company_id", free);
  await deleteBy(tx, "company", "id", free);
}

/** Whether two things are the same is no question once one of them is gone. */
async function forgetQuestions(tx: Tx, ids: string[]): Promise<void> {
  await deleteBy(tx, "same_question", "one", ids);
  await deleteBy(tx, "same_question", "other", ids);
}

async function deleteBy(
  tx: Tx,
  table: string,
  column: string,
  ids: readonly string[],
): Promise<void> {
  await tx.client.query(`delete from ${table} where tenant_id = $1 and ${column} = any($2)`, [
    tx.tenantId,
    ids,
  ]);
}

/** The companies leads are of, by lead. */
export async function namesOfLeads(
  tx: Tx,
  leads: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (leads.length === 0) return new Map();
  const { rows } = await tx.client.query<{ id: string; name: string }>(
    `select l.id, c.name from lead l join company c on c.tenant_id = l.tenant_id and c.id = l.company_id
     where l.tenant_id = $1 and l.id = any($2)`,
    [tx.tenantId, leads],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
