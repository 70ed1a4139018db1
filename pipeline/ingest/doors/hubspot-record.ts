import type { RawLead } from "../normalise.ts";
import { fieldsOf, listOf, ownOf, parseJson } from "./json.ts";
import { idOf, momentOf, type RawField, type Statement, textOf, valuesOf } from "./record.ts";

/** The properties we ask for and understand, by kind of record. */
export const hubspotProperties: Readonly<Record<string, Readonly<Record<string, RawField>>>> = {
  contact: {
    email: "email",
    firstname: "firstName",
    lastname: "lastName",
    jobtitle: "title",
    company: "company",
    website: "url",
    phone: "phone",
    mobilephone: "phone",
    country: "country",
    hs_linkedin_url: "linkedin",
    message: "freeText",
  },
  company: {
    name: "company",
    domain: "url",
    website: "website",
    phone: "phone",
    country: "country",
    numberofemployees: "employees",
  },
  deal: { dealname: "productInterest", amount: "budget", description: "freeText" },
  lead: { hs_lead_name: "productInterest" },
};

/**
 * What is said in an arrival of ours: the events of one record as they came, or the record as it
 * was fetched.
 */
export function readHubspot(raw: string, object: string): Statement[] {
  const json = parseJson(raw);
  return Array.isArray(json)
    ? json.map((event) => ofEvent(fieldsOf(event), object))
    : [ofRecord(fieldsOf(json), object)];
}

function ofEvent(event: Record<string, unknown>, object: string): Statement {
  const type = typeOf(event);
  const atMs = momentOf(event.occurredAt) ?? 0;
  if (/\.(?:deletion|privacyDeletion|merge)$/.test(type)) return { atMs, values: {}, gone: true };
  if (/\.(?:creation|restore)$/.test(type)) return { atMs, values: {}, gone: false };
  const ours = ownOf(hubspotProperties[object] ?? {}, event.propertyName);
  const value = textOf(event.propertyValue);
  return { atMs, values: ours && value !== undefined ? { [ours]: value } : {} };
}

function ofRecord(fetched: Record<string, unknown>, object: string): Statement {
  const record = fieldsOf(fetched.record);
  const atMs = momentOf(fetched.fetchedAt) ?? 0; // whatever happened before is in it
  if (fetched.record === null) return { atMs, values: {}, gone: true };
  const own = ofProperties(record, object);
  // What a contact says of its company counts before what the company's own record says.
  const company = said(ofProperties(fieldsOf(fetched.company), "company"));
  const contact = said(ofProperties(fieldsOf(fetched.contact), "contact"));
  return { atMs, values: { ...own, ...company, ...contact, ...said(own) }, gone: false };
}

function ofProperties(record: Record<string, unknown>, object: string): RawLead {
  return valuesOf(fieldsOf(record.properties), hubspotProperties[object] ?? {});
}

function said(values: RawLead): RawLead {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** `contact.creation`; both of HubSpot's names for it are in use. */
export function typeOf(event: Record<string, unknown>): string {
  const type = event.subscriptionType ?? event.eventType;
  return typeof type === "string" ? type : "";
}

/** Ids of the records that a record is associated with. */
export function associated(record: unknown, objects: string): string[] {
  const { results } = fieldsOf(fieldsOf(fieldsOf(record).associations)[objects]);
  return listOf(results).flatMap((one) => idOf(fieldsOf(one).id) ?? []);
}
