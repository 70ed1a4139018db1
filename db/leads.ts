import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { NotFound } from "../pipeline/errors.ts";
import { blankLead } from "../pipeline/ingest/blank-lead.ts";
import { combineInputs } from "../pipeline/ingest/combine.ts";
import { LeadInput } from "../pipeline/ingest/lead-input.ts";
import { companyOfDomain } from "./aliases.ts";
import type { Tx } from "./client.ts";
import { findCompany } from "./companies.ts";
import { mergedInto, rootOf } from "./merges.ts";
import { contact, lead, sourceEvent } from "./schema.ts";

export type LeadRow = typeof lead.$inferSelect;

const mine = (tx: Tx, leadId: string) => and(eq(lead.tenantId, tx.tenantId), eq(lead.id, leadId));

/** A lead, and nobody else can change it until the transaction ends. */
export async function lockLead(tx: Tx, leadId: string): Promise<LeadRow> {
  const [row] = await tx.select().from(lead).where(mine(tx, leadId)).for("update");
  if (!row) throw new NotFound("lead", leadId);
  return row;
}

export async function findLead(tx: Tx, leadId: string): Promise<LeadRow | undefined> {
  const [row] = await tx.select().from(lead).where(mine(tx, leadId));
  return row;
}

/** The lead that one counts as by now, and nobody else can change it until the transaction ends. */
export async function lockStandingLead(tx: Tx, leadId: string): Promise<LeadRow> {
  const row = await lockLead(tx, leadId);
  return row.mergedInto ? lockStandingLead(tx, row.mergedInto) : row; // merged while we waited
}

/** The lead of a company's domain, or of another of its domains: the newest where there are several. */
export async function findLeadByDomain(tx: Tx, domain: string): Promise<LeadRow | undefined> {
  const companyId = await companyOfDomain(tx, domain);
  if (!companyId) return undefined;
  const [newest] = await leadsOfCompany(tx, await rootOf(tx, "company", companyId));
  return newest && findLead(tx, newest.id);
}

/** Where a company's leads stand, as far as it takes to choose among them. */
export type LeadStanding = Pick<
  LeadRow,
  "id" | "companyId" | "contactId" | "state" | "closedAs" | "claimedBy" | "offeredTo" | "createdAt"
>;

/** The leads of a company and of those merged into it, newest first; those that became part of others aside. */
export async function leadsOfCompany(tx: Tx, companyId: string): Promise<LeadStanding[]> {
  return tx
    .select({
      id: lead.id,
      companyId: lead.companyId,
      contactId: lead.contactId,
      state: lead.state,
      closedAs: lead.closedAs,
      claimedBy: lead.claimedBy,
      offeredTo: lead.offeredTo,
      createdAt: lead.createdAt,
    })
    .from(lead)
    .where(
      and(
        eq(lead.tenantId, tx.tenantId),
        isNull(lead.mergedInto),
        sql`${lead.companyId} in ${mergedInto(tx, "company", companyId)}`,
      ),
    )
    .orderBy(desc(lead.createdAt), desc(lead.id));
}

/** A lead of the company that was won, one of them aside. */
export async function wonLeadOf(
  tx: Tx,
  companyId: string,
  besides: string | null,
): Promise<string | undefined> {
  const leads = await leadsOfCompany(tx, companyId);
  return leads.find(({ id, closedAs }) => closedAs === "won" && id !== besides)?.id;
}

/** The lead a source gave this id. */
export async function findLeadByExternalId(
  tx: Tx,
  source: string,
  externalId: string,
): Promise<LeadRow | undefined> {
  const [row] = await tx
    .select()
    .from(lead)
    .where(
      and(eq(lead.tenantId, tx.tenantId), eq(lead.source, source), eq(lead.externalId, externalId)),
    );
  return row;
}

/** The lead of one company itself that was merged into another's: what is said about that company belongs to it. */
export async function partOfLead(
  tx: Tx,
  leadId: string,
  companyId: string,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: lead.id })
    .from(lead)
    .where(
      and(
        eq(lead.tenantId, tx.tenantId),
        eq(lead.companyId, companyId),
        sql`${lead.id} in ${mergedInto(tx, "lead", leadId)}`,
      ),
    )
    .orderBy(lead.createdAt)
    .limit(1);
  return row?.id;
}

/** Serialises ingest of one tenant's arrivals about the same company, person or external id. */
export async function lockArrivalsOf(tx: Tx, keys: readonly string[]): Promise<void> {
  for (const key of keys.toSorted()) {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId}:${key}`}, 0))`,
    );
  }
}

export async function createLead(
  tx: Tx,
  id: string,
  input: LeadInput,
  links: {
    companyId: string;
    contactId: string | null;
    raw: string | null;
    askedBy: string | null;
  },
  at: Date,
): Promise<void> {
  const key = await contactKey(tx, links.contactId);
  await tx.insert(lead).values({
    tenantId: tx.tenantId,
    id,
    companyId: links.companyId,
    contactId: links.contactId,
    askedBy: links.askedBy,
    source: input.source,
    externalId: input.externalId,
    rawPayload: key?.seal(links.raw) ?? null,
    name: key?.seal(input.name) ?? null,
    email: key?.seal(input.email) ?? null,
    title: key?.seal(input.title) ?? null,
    phone: key?.seal(input.phone) ?? null,
    freeText: key?.seal(input.freeText) ?? null,
    website: input.website,
    country: input.country,
    productInterest: input.productInterest,
    utmSource: input.utm.source,
    flags: input.flags,
    createdAt: at,
  });
}

/** Gives a lead that named nobody its person, when a later arrival does. */
export async function linkContact(tx: Tx, leadId: string, contactId: string): Promise<void> {
  await tx
    .update(lead)
    .set({ contactId, version: sql`${lead.version} + 1` })
    .where(and(mine(tx, leadId), isNull(lead.contactId)));
}

/** What every arrival of a lead said, combined. Texts of an erased person or arrival stay away. */
export async function readLeadInput(tx: Tx, row: LeadRow): Promise<LeadInput> {
  const about = await findCompany(tx, await rootOf(tx, "company", row.companyId));
  if (!about) throw new NotFound("company", row.companyId);
  const arrivals = await tx
    .select({ dataKey: sourceEvent.dataKey, normalised: sourceEvent.normalised })
    .from(sourceEvent)
    .where(
      and(
        eq(sourceEvent.tenantId, tx.tenantId),
        sql`${sourceEvent.leadId} in ${mergedInto(tx, "lead", row.id)}`,
      ),
    )
    .orderBy(sourceEvent.receivedAt, sourceEvent.id)
    .limit(20);
  const said = arrivals.flatMap(({ dataKey, normalised }) => {
    const text = tx.vault.dataKey(dataKey).open(normalised);
    return text === null ? [] : [LeadInput.parse(JSON.parse(text))];
  });
  return { ...combineInputs(nothingSaid(row), ...said), company: about.name, domain: about.domain };
}

/** What is left when every arrival of a lead was erased. */
function nothingSaid(row: LeadRow): LeadInput {
  return {
    ...blankLead(row.source),
    website: row.website,
    country: row.country,
    productInterest: row.productInterest,
    externalId: row.externalId,
    utm: { source: row.utmSource, medium: null, campaign: null, term: null, content: null },
    flags: row.flags,
  };
}

async function contactKey(tx: Tx, contactId: string | null) {
  if (!contactId) return null;
  const [row] = await tx
    .select({ dataKey: contact.dataKey })
    .from(contact)
    .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.id, contactId)));
  return row ? tx.vault.dataKey(row.dataKey) : null;
}

/** Changes columns a card shows; bumping the version makes every copy of the card follow. */
export async function changeLead(
  tx: Tx,
  leadId: string,
  change: Partial<Omit<LeadRow, "tenantId" | "id" | "state" | "previousState" | "version">>,
): Promise<void> {
  await tx
    .update(lead)
    .set({ ...change, version: sql`${lead.version} + 1` })
    .where(mine(tx, leadId));
}

/** Notes why nothing paid is asked about a lead; its card follows where that is news. */
export async function notePaidPause(
  tx: Tx,
  leadId: string,
  paidPause: LeadRow["paidPause"],
  at: Date,
): Promise<void> {
  const paidPauseAt = paidPause === null ? null : at;
  await tx
    .update(lead)
    .set({ paidPause, paidPauseAt, version: sql`${lead.version} + 1` })
    .where(and(mine(tx, leadId), sql`${lead.paidPause} is distinct from ${paidPause}`));
}

/** When people first saw a card of this lead, and when they saw its score; the benches and stats read it. */
export async function noteCardShown(
  tx: Tx,
  leadId: string,
  complete: boolean,
  at: Date,
): Promise<void> {
  await tx
    .update(lead)
    .set({
      firstCardAt: sql`coalesce(${lead.firstCardAt}, ${at})`,
      ...(complete ? { completeCardAt: sql`coalesce(${lead.completeCardAt}, ${at})` } : {}),
    })
    .where(
      and(mine(tx, leadId), complete ? isNull(lead.completeCardAt) : isNull(lead.firstCardAt)),
    );
}
