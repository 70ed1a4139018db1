import { type RefKey, refKeyOf } from "../../db/external-refs.ts";
import type { StoredArrival } from "../../db/source-events.ts";

/** Doors whose ids name one record each, for as long as it exists. */
const systems: ReadonlySet<string> = new Set(["hubspot", "pipedrive", "salesforce"]);
/** Records of a company as such: they say nothing about who works there. */
const ofCompanies: ReadonlySet<string> = new Set(["company", "organization", "account"]);

/** The CRM record an arrival tells of; null for everything that is not from a CRM. */
export function crmRefOf({ channel, externalId, input }: StoredArrival): RefKey | null {
  return systems.has(channel) ? refKeyOf(channel, externalId ?? input.externalId) : null;
}

export function isOfCompany({ object }: RefKey): boolean {
  return ofCompanies.has(object);
}
