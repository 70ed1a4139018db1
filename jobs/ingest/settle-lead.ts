import { isDeepStrictEqual } from "node:util";
import { appendEvent, byJob, moveLead } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { noteConsent } from "../../db/consent.ts";
import { addDecision } from "../../db/decisions.ts";
import { putOff } from "../../db/dispatch.ts";
import {
  changeLead,
  createLead,
  type LeadRow,
  linkContact,
  lockStandingLead,
  readLeadInput,
} from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import { type StoredArrival, settleSourceEvent } from "../../db/source-events.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { readBasis } from "../../pipeline/outreach/consent.ts";
import { dropped } from "../../pipeline/score/dropped.ts";
import { enrichCompany, enrichInBulk } from "../enrich/enrich-company.ts";
import { wantReading } from "../enrich/llm/read-enquiry.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { forwardVerdict } from "../identity/forward.ts";
import { keepRef, type Links, linkArrival } from "../identity/link-arrival.ts";
import { noteWhoIsWho } from "../identity/note-who-is-who.ts";
import { reopenLead } from "../identity/reopen-lead.ts";
import { enqueue } from "../job.ts";
import { gateLead } from "../score/gate-lead.ts";
import { scoreLead } from "../score/score-lead.ts";
import type { World } from "../world.ts";
import { inTurn } from "./import/in-turn.ts";

/** Makes an arrival a lead, or joins it to the lead it belongs to. Gates run before any request is made. */
export async function settleLead(tx: Tx, arrival: StoredArrival, world: World): Promise<void> {
  const { id, input } = arrival;
  const at = world.now();
  const links = await linkArrival(tx, arrival, at);
  const { companyId, contactId, known } = links;
  const leadId = known ?? arrival.leadRef;
  const before = known ? await decidedOn(tx, known) : undefined;
  await settleSourceEvent(tx, id, known ? "duplicate" : "ingested", leadId);
  await keepRef(tx, links, leadId, at);
  await appendEvent(tx, "raw.events", known ? "arrival.again" : "arrival.first", at, {
    key: input.domain ?? leadId,
    companyId,
    leadId,
  });

  if (known && contactId) await linkContact(tx, known, contactId);
  if (before) await scoreNews(tx, before);
  if (!known) await startLead(tx, arrival, links, world);
  if (!arrival.importId) await wantReading(tx, world, leadId, input);
  await keepBasis(tx, arrival, { leadId, contactId });
  await noteWhoIsWho(tx, world, arrival, { ...links, leadId });
  const shown = await rootOf(tx, "lead", leadId);
  // A line of a file makes no card of its own.
  if (known || !arrival.importId) {
    await enqueue(tx, deliverCard, { tenantId: tx.tenantId, id: shown }, await inTurn(tx, shown));
  }
  world.log.info({ leadId, again: known !== undefined }, "lead ingested");
}

type Decided = { lead: LeadRow; input: LeadInput };

/** What a decision about a lead rests on so far; undefined while there is none to come back to. */
async function decidedOn(tx: Tx, known: string): Promise<Decided | undefined> {
  const lead = await lockStandingLead(tx, known);
  const isUnderWay = ["INGESTED", "ENRICHING", "ENRICHMENT_FAILED"].includes(lead.state);
  if (isUnderWay || lead.closedAs) return undefined;
  return { lead, input: await readLeadInput(tx, lead) };
}

/** An arrival that adds anything calls for another decision. */
async function scoreNews(tx: Tx, { lead, input }: Decided): Promise<void> {
  const told = await readLeadInput(tx, lead);
  if (isDeepStrictEqual(input, told)) return;
  const about = { companyId: lead.companyId, leadId: lead.id };
  const isStopped = lead.state === "STALE" && lead.researchTries === 0;
  if (isStopped && !(await gateLead(tx, told, about))) {
    return reopenLead(tx, lead.id, byJob("ingest_lead", "says more"));
  }
  const job = { tenantId: tx.tenantId, id: lead.id, again: true };
  await enqueue(tx, scoreLead, job, await inTurn(tx, lead.id));
}

/** A lead nobody had before: written down, gated, and on its way to research unless a gate stops it. */
export async function startLead(
  tx: Tx,
  { leadRef: leadId, input, raw, origin, receivedAt, importId }: StoredArrival,
  { companyId, contactId }: Pick<Links, "companyId" | "contactId">,
  world: Pick<World, "now" | "chat">,
): Promise<void> {
  const at = world.now();
  const askedBy = origin?.personId ?? null;
  await createLead(tx, leadId, input, { companyId, contactId, raw, askedBy }, receivedAt);
  const about = { key: input.domain ?? leadId, companyId, leadId };
  await appendEvent(tx, "clean.events", "lead.created", at, about);

  const by = byJob("ingest_lead");
  await moveLead(tx, leadId, "INGESTED", "ENRICHING", by);
  const verdict = await gateLead(tx, input, { companyId, leadId });
  if (!verdict) {
    if (importId) return putOff(tx, enrichInBulk, leadId);
    // Somebody who asked is waiting for it; a form is not.
    const priority = askedBy ? enrichCompany.priority - 1 : enrichCompany.priority;
    return enqueue(tx, enrichCompany, { tenantId: tx.tenantId, id: leadId }, { priority });
  }

  await addDecision(tx, { leadId, companyId }, dropped(verdict), at);
  await moveLead(tx, leadId, "ENRICHING", "SCORED", { ...by, why: verdict.rule });
  await moveLead(tx, leadId, "SCORED", "STALE", { ...by, why: verdict.rule });
  if (!importId) await forwardVerdict(tx, world, leadId, verdict);
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
