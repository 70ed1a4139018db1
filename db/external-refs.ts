import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { externalRef } from "./schema.ts";

/** A record of another system, by its own name for it. */
export type RefKey = { system: string; object: string; externalId: string };
export type ExternalRef = typeof externalRef.$inferSelect;

const thisRef = (tx: Tx, { system, object, externalId }: RefKey) =>
  and(
    eq(externalRef.tenantId, tx.tenantId),
    eq(externalRef.system, system),
    eq(externalRef.object, object),
    eq(externalRef.externalId, externalId),
  );

/** Reads `contact:33:123` of a door's item: the object first, the rest is its id there. */
export function refKeyOf(system: string, externalId: string | null): RefKey | null {
  const [, object, id] = /^([a-z_]+):(.+)$/s.exec(externalId ?? "") ?? [];
  return object && id ? { system, object, externalId: id } : null;
}

export async function findRef(tx: Tx, key: RefKey): Promise<ExternalRef | undefined> {
  const [row] = await tx.select().from(externalRef).where(thisRef(tx, key));
  return row;
}

/** Ties another system's record to ours; what is known of it already stays where nothing new is said. */
export async function linkRef(
  tx: Tx,
  key: RefKey,
  to: { companyId: string | null; contactId: string | null; leadId: string | null },
  at: Date,
): Promise<void> {
  await tx
    .insert(externalRef)
    .values({ tenantId: tx.tenantId, ...key, ...to, seenAt: at })
    .onConflictDoUpdate({
      target: [
        externalRef.tenantId,
        externalRef.system,
        externalRef.object,
        externalRef.externalId,
      ],
      set: {
        companyId: sql`coalesce(excluded.company_id, ${externalRef.companyId})`,
        contactId: sql`coalesce(excluded.contact_id, ${externalRef.contactId})`,
        leadId: sql`coalesce(excluded.lead_id, ${externalRef.leadId})`,
        seenAt: at,
        goneAt: null,
      },
    });
}

/** The record was deleted there; undefined where we never knew it. */
export async function markGone(tx: Tx, key: RefKey, at: Date): Promise<ExternalRef | undefined> {
  const [row] = await tx
    .update(externalRef)
    .set({ goneAt: at })
    .where(thisRef(tx, key))
    .returning();
  return row;
}

/** Where a lead's records were deleted, the latest first. */
export async function listGone(tx: Tx, leadId: string): Promise<{ channel: string; at: Date }[]> {
  const rows = await tx
    .select({ channel: externalRef.system, at: externalRef.goneAt })
    .from(externalRef)
    .where(and(eq(externalRef.tenantId, tx.tenantId), eq(externalRef.leadId, leadId)))
    .orderBy(desc(externalRef.goneAt));
  return rows.flatMap(({ channel, at }) => (at ? [{ channel, at }] : []));
}
