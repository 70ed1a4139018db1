import { and, eq, sql } from "drizzle-orm";
import type { Profile } from "../pipeline/enrich/profile.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { company } from "./schema.ts";
import type { DataKey } from "./vault.ts";

/**
 * The company of a domain, created on first sight. Without a domain nothing tells two companies of
 * one name apart, so each gets a row of its own.
 */
export async function findOrCreateCompany(
  tx: Tx,
  known: { domain: string | null; name: string; country: string | null },
): Promise<string> {
  const id = newId();
  const dataKey = tx.vault.newDataKey().wrapped;
  const added = await tx
    .insert(company)
    .values({ tenantId: tx.tenantId, id, dataKey, ...known })
    .onConflictDoNothing()
    .returning({ id: company.id });
  if (added[0] || known.domain === null) return id;
  const [row] = await tx
    .select({ id: company.id, mergedInto: company.mergedInto })
    .from(company)
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.domain, known.domain)));
  if (!row) throw new Error(`company ${known.domain} vanished while it was created`);
  return row.mergedInto ?? row.id;
}

export type NamedCompany = { id: string; name: string; domain: string | null };

/** The name a company goes by; null when it was erased. */
export async function companyNameOf(tx: Tx, companyId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: company.name })
    .from(company)
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, companyId)));
  return row?.name ?? null;
}

/** The tenant's own companies whose name or domain starts like `name`, exact ones first. */
export async function findCompaniesByName(
  tx: Tx,
  name: string,
  limit: number,
): Promise<NamedCompany[]> {
  const like = `${name.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return tx
    .select({ id: company.id, name: company.name, domain: company.domain })
    .from(company)
    .where(
      and(
        eq(company.tenantId, tx.tenantId),
        sql`(lower(${company.name}) like ${like} or ${company.domain} like ${like})`,
      ),
    )
    .orderBy(sql`(lower(${company.name}) = ${name.toLowerCase()}) desc`, company.firstSeenAt)
    .limit(limit);
}

export async function saveCompanyProfile(
  tx: Tx,
  companyId: string,
  { employees, ...profile }: Profile,
): Promise<void> {
  const key = await companyKey(tx, companyId);
  await tx
    .update(company)
    .set({ ...profile, employees: key.seal(employees) })
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, companyId)));
}

/** The key that seals what pages of this company say about people. */
export async function companyKey(tx: Tx, companyId: string): Promise<DataKey> {
  const [row] = await tx
    .select({ dataKey: company.dataKey })
    .from(company)
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, companyId)));
  return tx.vault.dataKey(row?.dataKey ?? null);
}
