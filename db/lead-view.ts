import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { disagreements } from "../pipeline/enrich/disagree.ts";
import type { Fact, Failure } from "../pipeline/enrich/fact.ts";
import { NotFound } from "../pipeline/errors.ts";
import type { LeadView, Outcome } from "../pipeline/handoff/lead-view.ts";
import type { Decision } from "../pipeline/score/decision.ts";
import { pickFacts } from "../pipeline/score/pick-facts.ts";
import { firstCampaign } from "./campaigns.ts";
import type { Tx } from "./client.ts";
import { othersOf } from "./committee.ts";
import { decisionSoFar, listDecisions } from "./decisions.ts";
import { readSaidBy } from "./enquiries.ts";
import { listGone } from "./external-refs.ts";
import { listFacts } from "./facts.ts";
import { listFeedback, listTouches } from "./feedback.ts";
import { mergedIntoOf, movedOf, readContact, returningOf, standingCompany } from "./lead-story.ts";
import { evidenceLink } from "./links.ts";
import { readLeadOutreach } from "./outreach.ts";
import { receiptOf } from "./receipt.ts";
import { company, contact, lead, person } from "./schema.ts";

type Row = typeof lead.$inferSelect;

/** Everything people are shown about a lead, as of now. */
export async function getLeadView(
  tx: Tx,
  leadId: string,
  publicUrl: string,
  now: Date,
): Promise<LeadView> {
  const offered = alias(person, "offered");
  const claimed = alias(person, "claimed");
  const snoozer = alias(person, "snoozer");
  const [row] = await tx
    .select({
      lead,
      company,
      contact,
      offered: offered.name,
      claimed: claimed.name,
      snoozer: snoozer.name,
    })
    .from(lead)
    .innerJoin(company, and(eq(company.tenantId, lead.tenantId), eq(company.id, lead.companyId)))
    .leftJoin(contact, and(eq(contact.tenantId, lead.tenantId), eq(contact.id, lead.contactId)))
    .leftJoin(offered, and(eq(offered.tenantId, lead.tenantId), eq(offered.id, lead.offeredTo)))
    .leftJoin(claimed, and(eq(claimed.tenantId, lead.tenantId), eq(claimed.id, lead.claimedBy)))
    .leftJoin(snoozer, and(eq(snoozer.tenantId, lead.tenantId), eq(snoozer.id, lead.snoozedBy)))
    .where(and(eq(lead.tenantId, tx.tenantId), eq(lead.id, leadId)));
  if (!row) throw new NotFound("lead", leadId);

  // A lead that counts as another one is told of by its own name.
  const about = row.lead.mergedInto ? row.company : await standingCompany(tx, row.company);
  const stated = await listFacts(tx, about.id);
  const facts = pickFacts(stated);
  const [made] = await listDecisions(tx, leadId, 1);
  const decision = made && !isOverruled(row.lead, made) ? made : null;
  const touches = await listTouches(tx, leadId);
  const logged = touches.find((touch) => touch.kind === "outcome");

  return {
    id: leadId,
    version: row.lead.version,
    state: row.lead.state,
    company: {
      name: about.name,
      domain: about.domain,
      industry: about.industry,
      place: placeOf(facts),
      size: about.employeeRange,
    },
    contact: await readContact(tx, row.contact),
    moved: await movedOf(tx, leadId),
    mergedInto: await mergedIntoOf(tx, row.lead),
    source: row.lead.source,
    campaign: await firstCampaign(tx, leadId),
    createdAt: row.lead.createdAt,
    decision,
    soFar: decision ? null : await soFarOf(tx, row.lead),
    said: await readSaidBy(tx, row.lead),
    facts,
    disagreements: disagreements(stated).filter(({ settled }) => !settled),
    others: await othersOf(tx, about.id, row.lead.contactId),
    research: researchOf(row.lead),
    failure: row.lead.failure
      ? {
          failure: row.lead.failure as Failure, // written from the same list by jobs/enrich
          detail: row.lead.failureDetail ?? "",
          tries: row.lead.researchTries,
        }
      : null,
    offeredTo: personAt(row.lead.offeredTo, row.offered, row.lead.offeredAt),
    returning: await returningOf(tx, row.lead),
    claimedBy: personAt(row.lead.claimedBy, row.claimed, row.lead.claimedAt),
    snooze: row.lead.snoozedUntil
      ? { until: row.lead.snoozedUntil, by: row.snoozer ?? "", note: row.lead.snoozeNote }
      : null,
    outcome: logged?.outcome
      ? {
          outcome: logged.outcome as Outcome, // the outcome form offers nothing else
          by: logged.by ?? "",
          at: logged.at,
          reason: logged.reason,
          value: logged.value,
        }
      : null,
    optedOut: row.lead.state === "OPT_OUT" ? { at: now, how: "request" } : null,
    gone: await listGone(tx, leadId),
    outreach: await readLeadOutreach(tx, row.lead, now),
    feedback: await listFeedback(tx, leadId),
    paidPause: pauseOf(row.lead),
    receipt: await receiptOf(tx, row.lead),
    evidenceUrl: evidenceLink(tx.vault, publicUrl, tx.tenantId, leadId, now),
  };
}

/** A lead that is being read was let through the gate that stopped it once. */
function isOverruled({ state }: Row, { gate }: Decision): boolean {
  return gate !== null && (state === "ENRICHING" || state === "ENRICHMENT_FAILED");
}

async function soFarOf(tx: Tx, { id, state, researchStartedAt }: Row) {
  const soFar = state === "ENRICHING" ? await decisionSoFar(tx, id) : undefined;
  // One of an earlier research says nothing about this one.
  const isOld = soFar && researchStartedAt && soFar.decidedAt < researchStartedAt;
  return soFar && !isOld ? soFar : null;
}

function pauseOf({ paidPause, paidPauseAt }: Row): NonNullable<LeadView["paidPause"]> | null {
  return paidPause && paidPauseAt ? { why: paidPause, at: paidPauseAt } : null;
}

function placeOf(facts: readonly Fact[]): string | null {
  const said = (name: Fact["name"]) => {
    const value = facts.find((fact) => fact.name === name)?.value;
    return typeof value === "string" ? value : null;
  };
  return [said("hq_city"), said("hq_country")].filter(Boolean).join(", ") || null;
}

function researchOf(row: Row): LeadView["research"] {
  if (row.state !== "ENRICHING" || row.researchRead === null) return null;
  return { read: row.researchRead, expected: row.researchExpected ?? row.researchRead };
}

function personAt(personId: string | null, name: string | null, at: Date | null) {
  return personId && at ? { personId, name: name ?? "Somebody", at } : null;
}
