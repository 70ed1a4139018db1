import { appendEvent, byJob, moveLead } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { findOrCreateCompany } from "../../db/companies.ts";
import { noteConsent } from "../../db/consent.ts";
import { addDecision } from "../../db/decisions.ts";
import {
  changeLead,
  createLead,
  findOrCreateContact,
  findSameLead,
  linkContact,
  lockArrivalsOf,
} from "../../db/leads.ts";
import { type StoredArrival, settleSourceEvent } from "../../db/source-events.ts";
import { matchKeys } from "../../pipeline/ingest/dedupe.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { readBasis } from "../../pipeline/outreach/consent.ts";
import { dropped } from "../../pipeline/score/dropped.ts";
import { enrichCompany, enrichInBulk } from "../enrich/enrich-company.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { enqueue } from "../job.ts";
import { emailIndexOf, gateLead } from "../score/gate-lead.ts";
import type { World } from "../world.ts";

/** Makes an arrival a lead, or joins it to the lead it belongs to. Gates run before any request is made. */
export async function settleLead(
  tx: Tx,
  arrival: StoredArrival,
  { now, log }: Pick<World, "now" | "log">,
): Promise<void> {
  const { id, input } = arrival;
  await lockArrivalsOf(tx, locksOf(input));
  const companyId = await findOrCreateCompany(tx, {
    domain: input.domain,
    name: input.company ?? input.domain ?? mailHostOf(input),
    country: input.country,
  });
  const emailIndex = emailIndexOf(tx, input);
  const contactId = await findOrCreateContact(tx, input, companyId, emailIndex);
  const known = await findSameLead(tx, input, companyId, emailIndex);
  const leadId = known ?? arrival.leadRef;
  await settleSourceEvent(tx, id, known ? "duplicate" : "ingested", leadId);
  await appendEvent(tx, "raw.events", known ? "arrival.again" : "arrival.first", now(), {
    key: input.domain ?? leadId,
    companyId,
    leadId,
  });

  if (known) {
    if (contactId) await linkContact(tx, known, contactId);
  } else {
    await startLead(tx, arrival, { companyId, contactId }, now());
  }
  await keepBasis(tx, arrival, { leadId, contactId });
  await enqueue(tx, deliverCard, { tenantId: tx.tenantId, id: leadId });
  log.info({ leadId, again: known !== undefined }, "lead ingested");
}

/** A lead nobody had before: written down, gated, and on its way to research unless a gate stops it. */
async function startLead(
  tx: Tx,
  { leadRef: leadId, input, raw, origin, receivedAt, importId }: StoredArrival,
  links: { companyId: string; contactId: string | null },
  at: Date,
): Promise<void> {
  const { companyId } = links;
  const askedBy = origin?.personId ?? null;
  await createLead(tx, leadId, input, { ...links, raw, askedBy }, receivedAt);
  const about = { key: input.domain ?? leadId, companyId, leadId };
  await appendEvent(tx, "clean.events", "lead.created", at, about);

  const by = byJob("ingest_lead");
  await moveLead(tx, leadId, "INGESTED", "ENRICHING", by);
  const verdict = await gateLead(tx, input);
  if (!verdict) {
    const research = importId ? enrichInBulk : enrichCompany;
    // Somebody who asked is waiting for it; a form is not.
    const priority = askedBy && !importId ? research.priority - 1 : research.priority;
    return enqueue(tx, research, { tenantId: tx.tenantId, id: leadId }, { priority });
  }

  await addDecision(tx, { leadId, companyId }, dropped(verdict), at);
  await moveLead(tx, leadId, "ENRICHING", "SCORED", { ...by, why: verdict.rule });
  await moveLead(tx, leadId, "SCORED", "STALE", { ...by, why: verdict.rule });
}

/** Whether its person may be written to decides what a card offers. */
async function keepBasis(
  tx: Tx,
  { id, channel, input, receivedAt }: StoredArrival,
  { leadId, contactId }: { leadId: string; contactId: string | null },
): Promise<void> {
  const stated = readBasis(channel, input);
  if (!stated || !contactId) return;
  const { pageUrl } = input;
  await noteConsent(tx, stated, { contactId, sourceEventId: id, pageUrl, at: receivedAt });
  await changeLead(tx, leadId, {});
}

/** What a lead without company or site is called: never the address itself, which is personal. */
function mailHostOf({ email }: LeadInput): string {
  return email?.split("@").at(-1) ?? "Unnamed";
}

/** Arrivals that could turn out to be the same lead wait for each other. */
function locksOf(input: LeadInput): string[] {
  const keys = matchKeys(input);
  return [
    ...(keys.externalId ? [`external:${input.source}:${keys.externalId}`] : []),
    ...(keys.emailNormal ? [`email:${keys.emailNormal}`] : []),
    keys.domain ? `domain:${keys.domain}` : `name:${input.company?.toLowerCase() ?? ""}`,
  ];
}
