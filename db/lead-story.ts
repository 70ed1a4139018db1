import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { Tx } from "./client.ts";
import { companyNameOf } from "./companies.ts";
import { findContact } from "./contacts.ts";
import { latestTrace } from "./decisions.ts";
import type { LeadRow } from "./leads.ts";
import { mergedInto, rootOf } from "./merges.ts";
import { company, contact, event, lead } from "./schema.ts";

type CompanyRow = typeof company.$inferSelect;
type ContactRow = typeof contact.$inferSelect;

/** The company a lead's own counts as by now. */
export async function standingCompany(tx: Tx, own: CompanyRow): Promise<CompanyRow> {
  if (own.mergedInto === null) return own;
  const id = await rootOf(tx, "company", own.id);
  const [row] = await tx
    .select()
    .from(company)
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, id)));
  return row ?? own;
}

/** What is known of a lead's person: by the record they count as now, then by the lead's own. */
export async function readContact(tx: Tx, own: ContactRow | null): Promise<LeadView["contact"]> {
  if (!own) return null;
  const rows = own.mergedInto === null ? [own] : [await standingContact(tx, own.id), own];
  const said = rows.flatMap((row) => {
    if (!row) return [];
    const { open } = tx.vault.dataKey(row.dataKey);
    return { name: open(row.name), title: open(row.title), email: open(row.email) };
  });
  const first = (field: "name" | "title" | "email") =>
    said.map((one) => one[field]).find((text) => text !== null) ?? null;
  const known = { name: first("name"), title: first("title"), email: first("email") };
  return known.name || known.title || known.email ? known : null;
}

async function standingContact(tx: Tx, id: string): Promise<ContactRow | undefined> {
  const root = await rootOf(tx, "contact", id);
  const [row] = await tx
    .select()
    .from(contact)
    .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.id, root)));
  return row;
}

/** The lead that this one counts as, by the name of its company. */
export async function mergedIntoOf(tx: Tx, row: LeadRow): Promise<LeadView["mergedInto"]> {
  if (row.mergedInto === null) return null;
  const id = await rootOf(tx, "lead", row.id);
  const [into] = await tx
    .select({ companyId: lead.companyId })
    .from(lead)
    .where(and(eq(lead.tenantId, tx.tenantId), eq(lead.id, id)));
  const root = into && (await rootOf(tx, "company", into.companyId));
  return { id, name: (root && (await companyNameOf(tx, root))) ?? "another lead" };
}

/** Whom the lead's company returned to, while that is who is offered it. */
export async function returningOf(tx: Tx, row: LeadRow): Promise<LeadView["returning"]> {
  if (row.offeredTo === null) return null;
  const found = (await latestTrace(tx, row.id))?.trace;
  if (!found?.returning || found.rule !== "returning" || found.ownerId !== row.offeredTo)
    return null;
  return { name: found.returning.name, at: new Date(found.returning.at) };
}

/** What is kept of somebody who works elsewhere now: ids only. */
const Move = z.object({ contactId: z.uuid(), fromCompanyId: z.uuid() });

/** The person of the lead who came from a customer, if one did. */
export async function movedOf(tx: Tx, leadId: string): Promise<LeadView["moved"]> {
  const [row] = await tx
    .select({ features: event.features })
    .from(event)
    .where(
      and(eq(event.tenantId, tx.tenantId), eq(event.key, leadId), eq(event.type, "contact.moved")),
    )
    .orderBy(desc(event.seq))
    .limit(1);
  if (!row) return null;
  const { contactId, fromCompanyId } = Move.parse(row.features);
  const from = await companyNameOf(tx, fromCompanyId);
  return from === null ? null : { name: (await findContact(tx, contactId))?.name ?? null, from };
}

/** Who worked on a company's leads last: claimed one, or noted what came of it. */
export async function lastOwnerOf(
  tx: Tx,
  companyId: string,
): Promise<{ personId: string; name: string; at: Date } | null> {
  const { rows } = await tx.execute<{ personId: string; name: string; at: string }>(sql`
    with own as (select id, claimed_by, claimed_at from lead
      where tenant_id = ${tx.tenantId} and company_id in ${mergedInto(tx, "company", companyId)})
    select x.person_id as "personId", p.name, x.at from (
      select t.person_id, t.at from touch t join own on own.id = t.lead_id
        where t.tenant_id = ${tx.tenantId} and t.person_id is not null
      union all
      select claimed_by, claimed_at from own where claimed_by is not null and claimed_at is not null) x
    join person p on p.tenant_id = ${tx.tenantId} and p.id = x.person_id
    order by x.at desc limit 1`);
  const [row] = rows;
  return row ? { ...row, at: new Date(row.at) } : null;
}
