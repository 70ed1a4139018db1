import type { Tx } from "../../db/client.ts";
import { type ContactIndexes, findContacts, type KnownContact } from "../../db/contacts.ts";
import { type Match, type MatchSide, matchPeople } from "../../pipeline/identity/match.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";

export type FoundPerson = {
  known: KnownContact | undefined;
  /** By the very address they write from: what else they say about their company counts for less. */
  byMailbox: boolean;
  /** Who it might be as well, for a person to decide. */
  maybe: { contact: KnownContact; why: string[] }[];
};

/** The person of an arrival. One mailbox or page is one person; everything else is judged by pipeline/identity/. */
export async function findPerson(
  tx: Tx,
  input: LeadInput,
  indexes: ContactIndexes,
): Promise<FoundPerson> {
  const candidates = await findContacts(tx, indexes);
  const owner = candidates.find((one) => isEqual(one.emailIndex, indexes.email));
  if (owner) return { known: owner, byMailbox: true, maybe: [] };

  const itself = candidates.find((one) => isEqual(one.linkedinIndex, indexes.linkedin));
  const judged = candidates.map((contact) => ({ contact, ...compare(input, contact) }));
  const known = itself ?? judged.find(({ verdict }) => verdict === "same")?.contact;
  const maybe = known ? [] : judged.filter(({ verdict }) => verdict === "ask");
  return { known, byMailbox: false, maybe };
}

function isEqual(a: Buffer | null, b: Buffer | null): boolean {
  return a !== null && b !== null && a.equals(b);
}

function compare({ name, email, phone, company, domain }: LeadInput, known: MatchSide): Match {
  return matchPeople({ name, email, phone, company, domain }, known);
}
