import { and, eq } from "drizzle-orm";
import { NotFound } from "../pipeline/errors.ts";
import type { Tx } from "./client.ts";
import { company, contact, lead } from "./schema.ts";

/** What stands for a sentence whose person was erased. */
const ERASED = "erased";

export type LeadSeal = { seal: (text: string) => Buffer; open: (sealed: Buffer) => string };

/**
 * Seals sentences that may name a lead's person or a company's people: under the company's key,
 * then the person's. Destroying either erases them. The first byte counts the keys, because a lead
 * may get its person later.
 */
export async function leadSeal(tx: Tx, leadId: string): Promise<LeadSeal> {
  const [row] = await tx
    .select({ company: company.dataKey, contactId: lead.contactId, contact: contact.dataKey })
    .from(lead)
    .innerJoin(company, and(eq(company.tenantId, lead.tenantId), eq(company.id, lead.companyId)))
    .leftJoin(contact, and(eq(contact.tenantId, lead.tenantId), eq(contact.id, lead.contactId)))
    .where(and(eq(lead.tenantId, tx.tenantId), eq(lead.id, leadId)));
  if (!row) throw new NotFound("lead", leadId);
  const wrapped = row.contactId ? [row.company, row.contact] : [row.company];
  const keys = wrapped.map((one) => tx.vault.dataKey(one));

  return {
    seal(text) {
      const sealed = keys.reduce<Buffer>((plain, key) => key.sealBytes(plain), Buffer.from(text));
      return Buffer.concat([Buffer.of(keys.length), sealed]);
    },
    open(sealed) {
      const used = keys.slice(0, sealed[0]).toReversed();
      const plain = used.reduce<Buffer | null>(
        (left, key) => left && key.openBytes(left),
        sealed.subarray(1),
      );
      return plain?.toString("utf8") ?? ERASED;
    },
  };
}
