import { and, desc, eq, isNotNull, isNull, notExists, or, sql } from "drizzle-orm";
import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { Tx } from "./client.ts";
import { mergedInto } from "./merges.ts";
import { contact, suppression } from "./schema.ts";

const SHOWN = 3;
const COUNTED = 50;

/**
 * The others we know at a company, newest first: people of our own leads and nobody else's. Who was
 * erased or asked not to be contacted is not among them.
 */
export async function othersOf(
  tx: Tx,
  companyId: string,
  contactId: string | null,
): Promise<NonNullable<LeadView["others"]>> {
  const asked = tx
    .select({ one: sql`1` })
    .from(suppression)
    .where(
      and(
        eq(suppression.tenantId, contact.tenantId),
        or(
          eq(suppression.valueIndex, contact.emailIndex),
          eq(suppression.valueIndex, contact.phoneIndex),
        ),
      ),
    );
  const rows = await tx
    .select({ dataKey: contact.dataKey, name: contact.name, title: contact.title })
    .from(contact)
    .where(
      and(
        eq(contact.tenantId, tx.tenantId),
        sql`${contact.companyId} in ${mergedInto(tx, "company", companyId)}`,
        isNull(contact.mergedInto),
        isNotNull(contact.dataKey),
        isNotNull(contact.name),
        ...(contactId ? [sql`${contact.id} <> ${rootContact(tx, contactId)}`] : []),
        notExists(asked),
      ),
    )
    .orderBy(desc(contact.createdAt), contact.id)
    .limit(COUNTED);
  const named = rows.flatMap(({ dataKey, name, title }) => {
    const { open } = tx.vault.dataKey(dataKey);
    const said = open(name);
    return said === null ? [] : [{ name: said, title: open(title) }];
  });
  return { named: named.slice(0, SHOWN), more: Math.max(0, named.length - SHOWN) };
}

/** Whom a contact counts as by now. */
function rootContact(tx: Tx, id: string) {
  return sql`(with recursive up as (
      select id, merged_into from contact where tenant_id = ${tx.tenantId} and id = ${id}::uuid
      union select c.id, c.merged_into from contact c join up on c.id = up.merged_into
        where c.tenant_id = ${tx.tenantId})
    select id from up where merged_into is null)`;
}
