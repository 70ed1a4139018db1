import { appendEvent } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { knownStanding } from "../../db/known-standing.ts";
import type { StoredArrival } from "../../db/source-events.ts";
import type { World } from "../world.ts";
import { askAboutLookalikes, askSame } from "./ask-same.ts";
import type { Links } from "./link-arrival.ts";

/** What an arrival leaves open about who is who becomes questions; who changed sides is written down. */
export async function noteWhoIsWho(
  tx: Tx,
  world: World,
  arrival: StoredArrival,
  links: Links & { leadId: string },
): Promise<void> {
  const { companyId, contactId, leadId, movedFrom, maybe, isNewCompany } = links;
  if (movedFrom && contactId) {
    const features = { contactId, fromCompanyId: movedFrom };
    const about = { key: leadId, companyId, leadId, features };
    await appendEvent(tx, "companies.updates", "contact.moved", world.now(), about);
  }
  if (arrival.importId) return; // a file raises no questions: its companies are compared once they are read

  for (const { contact, why } of contactId ? maybe : []) {
    if (contact.id === contactId) continue; // known by their record, under the address they had
    const pair = { kind: "contact", a: contactId ?? "", b: contact.id, why } as const;
    await askSame(tx, world, pair, leadId);
  }
  if (isNewCompany) await askAboutCompany(tx, world, companyId, leadId);
}

/** Asks whatever the name of a company raises: is it another one we know, is it on a list? */
export async function askAboutCompany(
  tx: Tx,
  world: World,
  companyId: string,
  leadId: string,
  legalName: string | null = null,
): Promise<void> {
  await askAboutLookalikes(tx, world, companyId, leadId, legalName);
  const { maybe } = await knownStanding(tx, companyId, { besides: leadId });
  if (!maybe) return;
  const why = [`The name is on one of your lists, without the domain.`];
  await askSame(tx, world, { kind: "account", a: companyId, b: maybe.ref, why }, leadId);
}
