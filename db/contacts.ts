import { and, eq, isNotNull, or, type SQL } from "drizzle-orm";
import { personKey } from "../pipeline/identity/person-key.ts";
import { matchKeys } from "../pipeline/ingest/dedupe.ts";
import type { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { company, contact } from "./schema.ts";

/** Keyed hashes by which a person is found without reading anybody; null where nothing was said. */
export type ContactIndexes = Record<"email" | "phone" | "name" | "linkedin", Buffer | null>;

type Said = Pick<LeadInput, "email" | "phone" | "name" | "linkedin">;

export function contactIndexes(tx: Tx, said: Said): ContactIndexes {
  const { emailNormal } = matchKeys({ email: said.email, domain: null, externalId: null });
  const index = (kind: keyof ContactIndexes, value: string | null) =>
    value ? tx.vault.blindIndex(kind, value) : null;
  return {
    email: index("email", emailNormal),
    phone: index("phone", said.phone?.startsWith("+") ? said.phone : null),
    name: index("name", said.name && personKey(said.name)),
    linkedin: index("linkedin", said.linkedin?.toLowerCase() ?? null),
  };
}

/** A person as they are compared with others; who was erased is never found. */
export type KnownContact = {
  id: string;
  companyId: string | null;
  mergedInto: string | null;
  emailIndex: Buffer | null;
  linkedinIndex: Buffer | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  /** Of the company they were met at. */
  company: string | null;
  domain: string | null;
};

const CANDIDATES = 20;

/** Who could be the person of an arrival, by any of the indexes. */
export async function findContacts(
  tx: Tx,
  { email, phone, name, linkedin }: ContactIndexes,
): Promise<KnownContact[]> {
  const ways = [
    email && eq(contact.emailIndex, email),
    linkedin && eq(contact.linkedinIndex, linkedin),
    phone && eq(contact.phoneIndex, phone),
    name && eq(contact.nameIndex, name),
  ].flatMap((way) => way ?? []);
  return ways.length === 0 ? [] : read(tx, or(...ways));
}

/** Whose address it is, erased or not. */
export async function contactOfAddress(tx: Tx, emailIndex: Buffer): Promise<string | null> {
  const [row] = await tx
    .select({ id: contact.id })
    .from(contact)
    .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.emailIndex, emailIndex)));
  return row?.id ?? null;
}

export async function findContact(tx: Tx, id: string): Promise<KnownContact | undefined> {
  return (await read(tx, eq(contact.id, id)))[0];
}

async function read(tx: Tx, where: SQL | undefined): Promise<KnownContact[]> {
  const rows = await tx
    .select({ contact, company: company.name, domain: company.domain })
    .from(contact)
    .leftJoin(
      company,
      and(eq(company.tenantId, contact.tenantId), eq(company.id, contact.companyId)),
    )
    .where(and(eq(contact.tenantId, tx.tenantId), isNotNull(contact.dataKey), where))
    .orderBy(contact.createdAt, contact.id)
    .limit(CANDIDATES);
  return rows.map(({ contact: row, ...at }) => {
    const { open } = tx.vault.dataKey(row.dataKey);
    const { id, companyId, mergedInto, emailIndex, linkedinIndex } = row;
    const said = { name: open(row.name), email: open(row.email), phone: open(row.phone) };
    return { id, companyId, mergedInto, emailIndex, linkedinIndex, ...said, ...at };
  });
}

/** Writes a person down; undefined when somebody else just took the address. */
export async function addContact(
  tx: Tx,
  input: LeadInput,
  indexes: ContactIndexes,
  companyId: string,
): Promise<string | undefined> {
  const key = tx.vault.newDataKey();
  const [added] = await tx
    .insert(contact)
    .values({
      tenantId: tx.tenantId,
      id: newId(),
      companyId,
      dataKey: key.wrapped,
      name: key.seal(input.name),
      email: key.seal(input.email),
      phone: key.seal(input.phone),
      title: key.seal(input.title),
      emailIndex: indexes.email,
      phoneIndex: indexes.phone,
      nameIndex: indexes.name,
      linkedinIndex: indexes.linkedin,
    })
    .onConflictDoNothing()
    .returning({ id: contact.id });
  return added?.id;
}

/**
 * Adds what was not known of a person. `overwrite`: their own system says so, and what it says now
 * is what holds; an address moves together with its index.
 */
export async function tellContact(
  tx: Tx,
  id: string,
  input: LeadInput,
  indexes: ContactIndexes,
  { overwrite }: { overwrite: boolean },
): Promise<void> {
  const [row] = await tx
    .select()
    .from(contact)
    .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.id, id)))
    .for("update");
  if (!row?.dataKey) return; // erased: nothing is learned about them again
  const { seal, open } = tx.vault.dataKey(row.dataKey);
  const learn = (known: Buffer | null, said: string | null) =>
    said !== null && said !== open(known) && (overwrite || known === null);

  await tx
    .update(contact)
    .set({
      id, // a statement that sets nothing is none
      ...(learn(row.name, input.name) && { name: seal(input.name), nameIndex: indexes.name }),
      ...(learn(row.email, input.email) && { email: seal(input.email), emailIndex: indexes.email }),
      ...(learn(row.phone, input.phone) && { phone: seal(input.phone), phoneIndex: indexes.phone }),
      ...(learn(row.title, input.title) && { title: seal(input.title) }),
      ...(indexes.linkedin && { linkedinIndex: indexes.linkedin }),
    })
    .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.id, id)));
}

/** They work somewhere else now. */
export async function moveContact(tx: Tx, id: string, companyId: string): Promise<void> {
  await tx
    .update(contact)
    .set({ companyId })
    .where(and(eq(contact.tenantId, tx.tenantId), eq(contact.id, id)));
}
