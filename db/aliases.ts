import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { companyAlias } from "./schema.ts";

type AliasReason = "redirect" | "imprint" | "merge" | "list" | "crm";

/** Notes that a domain is another one of a company, with the page that says so. The first to say it wins. */
export async function addAlias(
  tx: Tx,
  alias: { domain: string; companyId: string; why: AliasReason; evidence: string | null },
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx
    .insert(companyAlias)
    .values({ tenantId: tx.tenantId, ...alias, at })
    .onConflictDoNothing();
  return rowCount === 1;
}

/** It was a mistake: the domain is nobody's again. */
export async function removeAlias(tx: Tx, domain: string): Promise<void> {
  await tx
    .delete(companyAlias)
    .where(and(eq(companyAlias.tenantId, tx.tenantId), eq(companyAlias.domain, domain)));
}

/** The company a domain belongs to, by its own name or by another of its domains; merges are not followed. */
export async function companyOfDomain(tx: Tx, domain: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from company where tenant_id = ${tx.tenantId} and domain = ${domain}
    union all
    select company_id from company_alias where tenant_id = ${tx.tenantId} and domain = ${domain}
    limit 1`);
  return rows[0]?.id;
}
