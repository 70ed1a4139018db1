import { and, eq, inArray, or } from "drizzle-orm";
import { companyKey } from "../pipeline/identity/company-key.ts";
import type { Tx } from "./client.ts";
import { company, lead } from "./schema.ts";

/**
 * Gives a lead's company the name that its record has now, where it only goes by its domain or by
 * a name that the record had before: a name from elsewhere stays.
 */
export async function nameCompanyOf(
  tx: Tx,
  leadId: string,
  name: string,
  before: readonly string[],
): Promise<void> {
  const [known] = await tx
    .select({ companyId: lead.companyId })
    .from(lead)
    .where(and(eq(lead.tenantId, tx.tenantId), eq(lead.id, leadId)));
  if (!known) return;
  await tx
    .update(company)
    .set({ name, nameKey: companyKey(name) || null })
    .where(
      and(
        eq(company.tenantId, tx.tenantId),
        eq(company.id, known.companyId),
        or(eq(company.name, company.domain), inArray(company.name, [name, ...before])),
      ),
    );
}
