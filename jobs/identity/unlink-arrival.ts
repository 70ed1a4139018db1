import { companyOfDomain } from "../../db/aliases.ts";
import { type By, recordAct } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { addCompany } from "../../db/companies.ts";
import { contactIndexes, contactOfAddress, moveContact } from "../../db/contacts.ts";
import { findLeadByExternalId, type LeadRow } from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import { answerQuestion } from "../../db/same-questions.ts";
import { lockSourceEvent, type StoredArrival, settleSourceEvent } from "../../db/source-events.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { startLead } from "../ingest/settle-lead.ts";
import { enqueue } from "../job.ts";
import type { World } from "../world.ts";
import { refreshLead } from "./refresh-lead.ts";

/**
 * An arrival was joined to the wrong lead: it becomes one of its own, of another company, and the
 * two are never put together again. False when somebody did so before.
 */
export async function unlinkArrival(
  tx: Tx,
  world: World,
  lead: LeadRow,
  eventId: string,
  { by, personId }: { by: By; personId: string },
): Promise<boolean> {
  const arrival = await lockSourceEvent(tx, eventId);
  if (!arrival.leadId || arrival.leadId === arrival.leadRef) return false;
  if ((await rootOf(tx, "lead", arrival.leadId)) !== lead.id) return false;

  const at = world.now();
  const companyId = await otherCompany(tx, arrival.input, lead.companyId);
  const contactId = await otherPerson(tx, arrival.input, lead, companyId);
  await settleSourceEvent(tx, arrival.id, "ingested", arrival.leadRef);
  const own = { ...arrival, input: await withoutTakenId(tx, arrival) };
  await startLead(tx, own, { companyId, contactId }, world);
  const pair = { kind: "company", a: companyId, b: lead.companyId } as const;
  await answerQuestion(tx, pair, "different", personId, at);
  await recordAct(tx, lead.id, "unlink", by, { arrival: arrival.id }, { lead: arrival.leadRef });
  await refreshLead(tx, lead.id, { resume: false });
  await enqueue(tx, deliverCard, { tenantId: tx.tenantId, id: arrival.leadRef });
  return true;
}

/** The company of its domain, unless that is the very one it does not belong to. */
async function otherCompany(tx: Tx, input: LeadInput, wrong: string): Promise<string> {
  const told = input.domain ? await companyOfDomain(tx, input.domain) : undefined;
  const isWrong =
    told && (await rootOf(tx, "company", told)) === (await rootOf(tx, "company", wrong));
  if (told && !isWrong) return told;
  const name = input.company ?? input.domain ?? "Unnamed";
  const domain = told ? null : input.domain;
  const added = await addCompany(tx, { domain, name, country: input.country });
  if (!added) throw new Error(`company ${domain} appeared while an arrival was unlinked`);
  return added;
}

/** Whoever wrote goes along, unless it is the person of the lead they leave. */
async function otherPerson(
  tx: Tx,
  input: LeadInput,
  lead: LeadRow,
  companyId: string,
): Promise<string | null> {
  const { email } = contactIndexes(tx, input);
  const contactId = email && (await contactOfAddress(tx, email));
  if (!contactId || contactId === lead.contactId) return null;
  await moveContact(tx, contactId, companyId);
  return contactId;
}

async function withoutTakenId(tx: Tx, { input }: StoredArrival): Promise<LeadInput> {
  const { source, externalId } = input;
  const taken = externalId && (await findLeadByExternalId(tx, source, externalId));
  return taken ? { ...input, externalId: null } : input;
}
