import type { Tx } from "../../db/client.ts";
import {
  addContact,
  type ContactIndexes,
  contactOfAddress,
  type KnownContact,
  moveContact,
  tellContact,
} from "../../db/contacts.ts";
import type { ExternalRef } from "../../db/external-refs.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { mergeContacts } from "./merge-contacts.ts";

type Person = {
  input: LeadInput;
  indexes: ContactIndexes;
  companyId: string;
  known: KnownContact | undefined;
  /** The CRM's record of them. */
  record: ExternalRef | undefined;
  movedFrom: string | null;
};

const byIngest = (...why: string[]) => ({ actor: "ingest_lead", why });

/** Writes down the person of an arrival, or what it adds to them; null when it names nobody. */
export async function keepPerson(tx: Tx, person: Person, at: Date): Promise<string | null> {
  const { input, indexes, companyId, known, record, movedFrom } = person;
  const contactId = record?.contactId
    ? await followRecord(tx, record.contactId, person, at)
    : known && (await addToKnown(tx, known, person, at));
  if (contactId && movedFrom) await moveContact(tx, contactId, companyId);
  if (contactId) return contactId;

  const { email, name, phone, linkedin, freeText } = input;
  if (!(email ?? name ?? phone ?? linkedin ?? freeText)) return null;
  const added = await addContact(tx, input, indexes, companyId);
  return added ?? (indexes.email ? contactOfAddress(tx, indexes.email) : null); // of somebody erased
}

/** The CRM says what holds. A new address that is somebody's already makes the two one person. */
async function followRecord(
  tx: Tx,
  contactId: string,
  { input, indexes, known }: Person,
  at: Date,
): Promise<string> {
  const hasAddress = known?.emailIndex && indexes.email?.equals(known.emailIndex);
  if (known && hasAddress && known.id !== contactId) {
    const why = byIngest("The CRM gave this person an address we knew already.");
    await mergeContacts(tx, { survivor: known.id, absorbed: contactId }, why, at);
    return known.id;
  }
  await tellContact(tx, contactId, input, indexes, { overwrite: true });
  return contactId;
}

/** Another address of somebody known is a record of its own that counts as theirs: nothing is overwritten. */
async function addToKnown(
  tx: Tx,
  known: KnownContact,
  { input, indexes, companyId }: Person,
  at: Date,
): Promise<string> {
  const isOther = known.emailIndex && indexes.email && !known.emailIndex.equals(indexes.email);
  const added = isOther ? await addContact(tx, input, indexes, companyId) : undefined;
  if (added) {
    const why = byIngest("Another address of the same person.");
    await mergeContacts(tx, { survivor: known.id, absorbed: added }, why, at);
    return added;
  }
  await tellContact(tx, known.id, input, indexes, { overwrite: false });
  return known.id;
}
