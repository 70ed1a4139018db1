import { and, eq, inArray, sql } from "drizzle-orm";
import { matchKeys } from "../pipeline/ingest/dedupe.ts";
import { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { Tx } from "./client.ts";
import { forgetAnswers } from "./llm-answers.ts";
import { mergedInto, rootOf } from "./merges.ts";
import { consent, contact, lead, outreach, sourceEvent } from "./schema.ts";

/** The words of an arrival, gone with the key that sealed them. */
const noWords = { dataKey: null, raw: null, normalised: null, campaign: null };

/**
 * Forgets one person: what a tenant knows of them, what their leads' arrivals said about them, and
 * the arrivals named. The lead stays, with the company it is about. Doing it twice changes nothing.
 * Returns the leads whose cards named them.
 */
export async function erasePerson(
  tx: Tx,
  who: { contactId: string | null; arrivals: readonly string[] },
): Promise<string[]> {
  const root = who.contactId && (await rootOf(tx, "contact", who.contactId));
  const people = root ? await readPeople(tx, root) : [];
  const ids = people.map(({ id }) => id);
  const leads = ids.length === 0 ? [] : await leadsOf(tx, ids);
  const arrivals = [...who.arrivals, ...(await arrivalsAbout(tx, leads, people))];

  if (arrivals.length > 0) {
    await tx
      .update(sourceEvent)
      .set(noWords)
      .where(and(eq(sourceEvent.tenantId, tx.tenantId), inArray(sourceEvent.id, arrivals)));
  }
  if (ids.length > 0) await eraseContacts(tx, ids, leads);
  for (const leadId of leads) await forgetAnswers(tx, leadId);
  return leads;
}

type PersonWords = { id: string; email: string | null; phone: string | null; name: string | null };

async function readPeople(tx: Tx, root: string): Promise<PersonWords[]> {
  const rows = await tx
    .select()
    .from(contact)
    .where(
      and(
        eq(contact.tenantId, tx.tenantId),
        sql`${contact.id} in ${mergedInto(tx, "contact", root)}`,
      ),
    );
  return rows.map(({ id, dataKey, email, phone, name }) => {
    const { open } = tx.vault.dataKey(dataKey);
    return { id, email: mailbox(open(email)), phone: open(phone), name: open(name) };
  });
}

async function leadsOf(tx: Tx, contacts: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: lead.id })
    .from(lead)
    .where(and(eq(lead.tenantId, tx.tenantId), inArray(lead.contactId, [...contacts])));
  return rows.map(({ id }) => id);
}

/** Arrivals of their leads that say nothing of somebody else: several people may share a lead. */
async function arrivalsAbout(
  tx: Tx,
  leads: readonly string[],
  people: readonly PersonWords[],
): Promise<string[]> {
  if (leads.length === 0) return [];
  const rows = await tx
    .select()
    .from(sourceEvent)
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), inArray(sourceEvent.leadId, [...leads])));
  const said = rows.map(({ id, channel, externalId, dataKey, normalised }) => {
    const text = tx.vault.dataKey(dataKey).open(normalised);
    const input = text === null ? null : LeadInput.parse(JSON.parse(text));
    return { id, record: externalId && `${channel} ${externalId}`, input };
  });
  const theirs = said.filter(({ input }) => input && isAbout(input, people));
  // What a record's other deliveries said was put together into one of them.
  const records = new Set(theirs.flatMap(({ record }) => record ?? []));
  const silent = said.filter(({ input, record }) => !input && record && records.has(record));
  return [...theirs, ...silent].map(({ id }) => id);
}

function isAbout({ email, phone, name }: LeadInput, people: readonly PersonWords[]): boolean {
  if (email === null && phone === null && name === null) return true; // then of nobody else
  return people.some(
    (one) =>
      (email !== null && mailbox(email) === one.email) ||
      (phone !== null && phone === one.phone) ||
      (name !== null && name === one.name),
  );
}

function mailbox(email: string | null): string | null {
  return matchKeys({ email, domain: null, externalId: null }).emailNormal;
}

async function eraseContacts(
  tx: Tx,
  ids: readonly string[],
  leads: readonly string[],
): Promise<void> {
  await tx
    .update(contact)
    .set({
      ...{ dataKey: null, name: null, email: null, phone: null, title: null },
      ...{ emailIndex: null, phoneIndex: null, nameIndex: null, linkedinIndex: null },
    })
    .where(and(eq(contact.tenantId, tx.tenantId), inArray(contact.id, [...ids])));
  await tx
    .update(consent)
    .set({ withdrawnAt: sql`coalesce(${consent.withdrawnAt}, now())` })
    .where(and(eq(consent.tenantId, tx.tenantId), inArray(consent.contactId, [...ids])));
  await tx
    .update(outreach)
    .set({ dataKey: null })
    .where(and(eq(outreach.tenantId, tx.tenantId), inArray(outreach.contactId, [...ids])));
  if (leads.length === 0) return;
  await tx
    .update(lead)
    .set({ rawPayload: null, name: null, email: null, title: null, phone: null, freeText: null })
    .where(and(eq(lead.tenantId, tx.tenantId), inArray(lead.id, [...leads])));
}
