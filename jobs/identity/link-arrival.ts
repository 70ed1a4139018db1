import { addAlias, companyOfDomain } from "../../db/aliases.ts";
import type { Tx } from "../../db/client.ts";
import { addCompany } from "../../db/companies.ts";
import { type ContactIndexes, contactIndexes } from "../../db/contacts.ts";
import { type ExternalRef, findRef, linkRef, type RefKey } from "../../db/external-refs.ts";
import { listTouches } from "../../db/feedback.ts";
import { isTheirs } from "../../db/known-standing.ts";
import {
  findLeadByExternalId,
  leadsOfCompany,
  lockArrivalsOf,
  partOfLead,
} from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import type { StoredArrival } from "../../db/source-events.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { crmRefOf, isOfCompany } from "./crm-ref.ts";
import { type FoundPerson, findPerson } from "./find-person.ts";
import { keepPerson } from "./keep-person.ts";

/** Whom an arrival is about. All ids are of the very records it names, whatever those were merged into. */
export type Links = {
  companyId: string;
  contactId: string | null;
  /** The lead it joins; undefined when it is a new one. */
  known: string | undefined;
  ref: RefKey | null;
  /** Nobody had this company before. */
  isNewCompany: boolean;
  /** People it might be about as well. */
  maybe: FoundPerson["maybe"];
  /** The company its person worked for when we last heard of them, a customer. */
  movedFrom: string | null;
};

/**
 * Finds out whom an arrival is about and writes down whoever is new: external id before mailbox,
 * mailbox before number and name, these before the company's domain.
 */
export async function linkArrival(tx: Tx, arrival: StoredArrival, at: Date): Promise<Links> {
  const { input } = arrival;
  const ref = crmRefOf(arrival);
  const indexes = contactIndexes(tx, input);
  await lockArrivalsOf(tx, locksOf(input, indexes, ref));
  const record = ref ? await findRef(tx, ref) : undefined;
  const person = isAboutNobody(ref) ? nobody : await findPerson(tx, input, indexes);

  const told = input.domain ? await companyOfDomain(tx, input.domain) : undefined;
  const { metAt, movedFrom } = await employerOf(tx, input, record, person, told);
  const found = movedFrom ? told : (record?.companyId ?? metAt ?? told);
  const companyId = found ?? (await newCompany(tx, input));
  if (ref && isOfCompany(ref)) await keepDomain(tx, input, companyId, ref, at);
  await holdCompany(tx, companyId);

  const joins = movedFrom ? undefined : record?.leadId;
  const known = joins ?? (await leadOf(tx, arrival, companyId, ref));
  const contactId = isAboutNobody(ref)
    ? null
    : await keepPerson(
        tx,
        { input, indexes, companyId, known: person.known, record, movedFrom },
        at,
      );
  const links = { companyId, contactId, known, ref, isNewCompany: !found };
  return { ...links, maybe: person.maybe, movedFrom };
}

/** Remembers what another system calls the lead that came of it. */
export async function keepRef(tx: Tx, links: Links, leadId: string, at: Date): Promise<void> {
  const { ref, companyId, contactId } = links;
  if (ref) await linkRef(tx, ref, { companyId, contactId, leadId }, at);
}

const nobody: FoundPerson = { known: undefined, byMailbox: false, maybe: [] };

function isAboutNobody(ref: RefKey | null): boolean {
  return ref !== null && isOfCompany(ref);
}

/**
 * Who writes from an address of the company works there, whatever page they name besides. A person
 * known from a customer who names another company works for that one now.
 */
async function employerOf(
  tx: Tx,
  input: LeadInput,
  record: ExternalRef | undefined,
  { known, byMailbox }: FoundPerson,
  told: string | undefined,
): Promise<{ metAt: string | undefined; movedFrom: string | null }> {
  const before = record?.contactId ? record.companyId : known?.companyId;
  if (!before) return { metAt: undefined, movedFrom: null };
  if (told && (await areOne(tx, told, before))) return { metAt: told, movedFrom: null };
  const hasWorkAddress = byMailbox && !record && !input.flags.includes("free_mail");
  if (input.domain === null || hasWorkAddress) return { metAt: before, movedFrom: null };
  return { metAt: undefined, movedFrom: (await isTheirs(tx, before)) ? before : null };
}

async function areOne(tx: Tx, one: string, other: string): Promise<boolean> {
  return (await rootOf(tx, "company", one)) === (await rootOf(tx, "company", other));
}

async function newCompany(tx: Tx, { domain, company, country, email }: LeadInput): Promise<string> {
  // Never the address itself, which is personal.
  const name = company ?? domain ?? email?.split("@").at(-1) ?? "Unnamed";
  const added = await addCompany(tx, { domain, name, country });
  const id = added ?? (domain ? await companyOfDomain(tx, domain) : undefined);
  if (!id) throw new Error(`company ${domain} vanished while it was created`);
  return id;
}

/** The CRM's company got a domain nobody had: it is another one of the same company. */
async function keepDomain(
  tx: Tx,
  { domain }: LeadInput,
  companyId: string,
  { system }: RefKey,
  at: Date,
): Promise<void> {
  if (!domain || (await companyOfDomain(tx, domain))) return;
  await addAlias(tx, { domain, companyId, why: "crm", evidence: system }, at);
}

/** Whoever merges this company, or makes a lead of it, waits for us; if somebody just did, we follow. */
async function holdCompany(tx: Tx, companyId: string): Promise<void> {
  for (let root = ""; ; ) {
    const now = await rootOf(tx, "company", companyId);
    if (now === root) return;
    await lockArrivalsOf(tx, [`company:${now}`]);
    root = now;
  }
}

/** The lead of the company that an arrival joins: the open one, or that part of it which is this company's own. */
async function leadOf(
  tx: Tx,
  arrival: StoredArrival,
  companyId: string,
  ref: RefKey | null,
): Promise<string | undefined> {
  const { source, externalId } = arrival.input;
  const named = externalId ? await findLeadByExternalId(tx, source, externalId) : undefined;
  if (named) return named.id;
  const leads = await leadsOfCompany(tx, await rootOf(tx, "company", companyId));
  const open = leads.findLast(({ closedAs }) => closedAs === null);
  if (open) return (await partOfLead(tx, open.id, companyId)) ?? open.id;
  const [closed] = leads;
  if (!closed || (!ref && (await isNewEnquiry(tx, arrival, closed.id)))) return undefined;
  return closed.id;
}

/** Somebody who writes after their lead was closed starts a new one; lists and colleagues do not. */
async function isNewEnquiry(
  tx: Tx,
  { origin, importId, input, receivedAt }: StoredArrival,
  closedLead: string,
): Promise<boolean> {
  const hasPerson = Boolean(input.email ?? input.phone ?? input.freeText);
  if (origin || importId || !hasPerson) return false;
  const [last] = await listTouches(tx, closedLead);
  return !last || receivedAt > last.at;
}

/** Arrivals that could turn out to be about the same wait for each other. */
function locksOf(input: LeadInput, indexes: ContactIndexes, ref: RefKey | null): string[] {
  const { source, externalId, domain, company } = input;
  const people = Object.entries(indexes).flatMap(([kind, index]) =>
    index ? [`${kind}:${index.toString("base64")}`] : [],
  );
  return [
    ...people,
    ...(externalId ? [`external:${source}:${externalId}`] : []),
    ...(ref ? [`ref:${ref.system}:${ref.object}:${ref.externalId}`] : []),
    domain ? `domain:${domain}` : `named:${company?.toLowerCase() ?? ""}`,
  ];
}
