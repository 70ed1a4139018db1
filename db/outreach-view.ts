import { and, eq, inArray } from "drizzle-orm";
import type { OutreachView } from "../pipeline/outreach/outreach-view.ts";
import type { Tx } from "./client.ts";
import { companyNameOf } from "./companies.ts";
import { readConsent } from "./consent.ts";
import { findLead } from "./leads.ts";
import { findOutreach } from "./outreach.ts";
import { person } from "./schema.ts";

/** Everything people are shown about a mail, as of now; undefined when it was erased. */
export async function getOutreachView(tx: Tx, id: string): Promise<OutreachView | undefined> {
  const row = await findOutreach(tx, id);
  const lead = row && (await findLead(tx, row.leadId));
  const basis = row && (await readConsent(tx, row.consentId));
  if (!row || !lead || !basis) return undefined;

  const named = [row.createdBy, row.editedBy, row.decidedBy].filter((one) => one !== null);
  const people = await tx
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(and(eq(person.tenantId, tx.tenantId), inArray(person.id, named)));
  const nameOf = (personId: string | null) =>
    personId === null ? null : (people.find((one) => one.id === personId)?.name ?? "Somebody");

  const { leadId, version, revision, state, content, remark, decidedAt, sendsAt, endedAt } = row;
  const { evidence, kind, at } = basis;
  return {
    ...{ id, leadId, version, revision, state, remark, decidedAt, sendsAt, endedAt },
    company: (await companyNameOf(tx, lead.companyId)) ?? "",
    mail: content?.mail ?? null,
    claims: content?.claims ?? [],
    basis: { kind, at, quote: evidence?.quote || null, pageUrl: evidence?.pageUrl ?? null },
    author: { personId: row.createdBy, name: nameOf(row.createdBy) ?? "" },
    ownYes: row.asked.includes(row.createdBy),
    editedBy: nameOf(row.editedBy),
    decidedBy: nameOf(row.decidedBy),
    expiresAt: row.expiresAt,
  };
}
