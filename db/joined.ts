import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { Tx } from "./client.ts";
import { mergedInto } from "./merges.ts";
import { company, companyAlias, mergeRecord, sourceEvent } from "./schema.ts";

const MOST = 40;

/** Arrivals that joined a lead and did not make it, newest first; who was erased is not named. */
export async function joinedArrivals(tx: Tx, leadId: string) {
  const rows = await tx
    .select()
    .from(sourceEvent)
    .where(
      and(
        eq(sourceEvent.tenantId, tx.tenantId),
        sql`${sourceEvent.leadId} in ${mergedInto(tx, "lead", leadId)}`,
        ne(sourceEvent.leadRef, sourceEvent.leadId),
      ),
    )
    .orderBy(sql`${sourceEvent.receivedAt} desc`, sourceEvent.id)
    .limit(MOST);
  return rows.flatMap(({ id, channel, receivedAt, dataKey, normalised }) => {
    const text = tx.vault.dataKey(dataKey).open(normalised);
    const input = text === null ? null : LeadInput.parse(JSON.parse(text));
    return { id, channel, receivedAt, name: input?.name ?? null, company: input?.company ?? null };
  });
}

/** Companies that count as this one. */
export async function absorbedCompanies(tx: Tx, companyId: string) {
  return tx
    .select({ id: company.id, name: company.name, domain: company.domain })
    .from(mergeRecord)
    .innerJoin(
      company,
      and(eq(company.tenantId, mergeRecord.tenantId), eq(company.id, mergeRecord.absorbed)),
    )
    .where(
      and(
        eq(mergeRecord.tenantId, tx.tenantId),
        eq(mergeRecord.kind, "company"),
        isNull(mergeRecord.undoneAt),
        sql`${mergeRecord.survivor} in ${mergedInto(tx, "company", companyId)}`,
      ),
    )
    .limit(MOST);
}

/** Other domains of a company, and how each came to be one. */
export async function aliasesOf(tx: Tx, companyId: string) {
  return tx
    .select({ domain: companyAlias.domain, why: companyAlias.why })
    .from(companyAlias)
    .where(
      and(
        eq(companyAlias.tenantId, tx.tenantId),
        sql`${companyAlias.companyId} in ${mergedInto(tx, "company", companyId)}`,
      ),
    )
    .limit(MOST);
}
