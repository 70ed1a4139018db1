import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { NotFound } from "../pipeline/errors.ts";
import { blankLead } from "../pipeline/ingest/blank-lead.ts";
import { combineInputs } from "../pipeline/ingest/combine.ts";
import { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { company, contact, lead, sourceEvent } from "./schema.ts";

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

/** The lead of a company's domain, the newest where there are several. */
export async function findLeadByDomain(tx: Tx, domain: string): Promise<LeadRow | undefined> {
  const [row] = await tx
    .select({ lead })
    .from(lead)
    .innerJoin(company, and(eq(company.tenantId, lead.tenantId), eq(company.id, lead.companyId)))
    .where(and(eq(lead.tenantId, tx.tenantId), eq(company.domain, domain), isNull(lead.mergedInto)))
    .orderBy(sql`${lead.createdAt} desc`)
    .limit(1);
  return row?.lead;
}

/**
 * The lead an arrival belongs to, if it is not the first: by external id, then e-mail address,
 * then company. Callers hold {@link lockArrivalsOf}, or two arrivals could both be the first.
 */
export async function findSameLead(
  tx: Tx,
  input: LeadInput,
  companyId: string,
  emailIndex: Buffer | null,
): Promise<string | undefined> {
  const byExternal = input.externalId
    ? and(eq(lead.source, input.source), eq(lead.externalId, input.externalId))
    : undefined;
  const byEmail = emailIndex
    ? inArray(
        lead.contactId,
        tx
          .select({ id: contact.id })
          .from(contact)
          .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.emailIndex, emailIndex))),
      )
    : undefined;
  const byCompany = eq(lead.companyId, companyId);
  const [row] = await tx
    .select({ id: lead.id })
    .from(lead)
    .where(
      and(
        eq(lead.tenantId, tx.tenantId),
        isNull(lead.mergedInto),
        or(byExternal, byEmail, byCompany),
      ),
    )
    .orderBy(
      byExternal ? sql`(${byExternal}) desc nulls last` : sql`1`,
      byEmail ? sql`(${byEmail}) desc nulls last` : sql`1`,
      lead.createdAt,
    )
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

/** The contact of an address, created on first sight; null when the arrival names no person. */
export async function findOrCreateContact(
  tx: Tx,
  input: LeadInput,
  companyId: string,
  emailIndex: Buffer | null,
): Promise<string | null> {
  if (!input.email && !input.name && !input.phone && !input.freeText) return null;
  const key = tx.vault.newDataKey();
  const id = newId();
  const added = await tx
    .insert(contact)
    .values({
      tenantId: tx.tenantId,
      id,
      companyId,
      dataKey: key.wrapped,
      name: key.seal(input.name),
      email: key.seal(input.email),
      emailIndex,
      phone: key.seal(input.phone),
      title: key.seal(input.title),
    })
    .onConflictDoNothing()
    .returning({ id: contact.id });
  if (added[0]) return id;
  const [known] = await tx
    .select({ id: contact.id })
    .from(contact)
    .where(
      and(eq(contact.tenantId, tx.tenantId), eq(contact.emailIndex, emailIndex ?? Buffer.alloc(0))),
    );
  return known?.id ?? null;
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
  const [about] = await tx
    .select({ name: company.name, domain: company.domain })
    .from(company)
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, row.companyId)));
  if (!about) throw new NotFound("company", row.companyId);
  const arrivals = await tx
    .select({ dataKey: sourceEvent.dataKey, normalised: sourceEvent.normalised })
    .from(sourceEvent)
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), eq(sourceEvent.leadId, row.id)))
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
