import { appendEvent, byJob, moveLead } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { saveCompanyProfile } from "../../db/companies.ts";
import { addCost } from "../../db/costs.ts";
import { listFacts } from "../../db/facts.ts";
import { changeLead, type LeadRow, lockLead, readLeadInput } from "../../db/leads.ts";
import { noteResearched } from "../../db/research-state.ts";
import type { Failure } from "../../pipeline/enrich/fact.ts";
import { profileOf } from "../../pipeline/enrich/profile.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { noteResearch } from "../identity/note-research.ts";
import { inTurn } from "../ingest/import/in-turn.ts";
import { enqueue } from "../job.ts";
import { scoreLead } from "../score/score-lead.ts";
import type { World } from "../world.ts";
import type { Research } from "./research.ts";

/** How research ended. `cached`: nobody was asked, what was found out lately still stands. */
export type Outcome = Research & { cached: boolean };

/** Ends of research that still leave enough to score on: what the lead told us and public sources. */
const scoreable: ReadonlySet<Failure> = new Set(["robots_disallowed", "opted_out", "not_allowed"]);
/** So many facts of other sources, or of a page's static part, are enough too. */
const ENOUGH_FACTS = 3;

/** Writes down what research came to, and hands the lead on: to its score, or to people where there is nothing to score. */
export async function endResearch(
  tx: Tx,
  world: World,
  about: { leadId: string; domain: string | null; again: boolean },
  outcome: Outcome,
): Promise<void> {
  const { leadId, domain, again } = about;
  const at = world.now();
  const lead = await lockLead(tx, leadId);
  if ((lead.state === "ENRICHING") === again) return;
  await keepFindings(tx, world, lead, about, outcome);
  const { failure, visits } = outcome;
  await appendEvent(tx, "companies.updates", "company.researched", at, {
    key: domain ?? leadId,
    ...{ companyId: lead.companyId, leadId },
    features: { ok: failure === null, failure, pages: visits.length },
  });

  const turn = await inTurn(tx, leadId);
  const job = { tenantId: tx.tenantId, id: leadId };
  if (again) {
    await changeLead(tx, leadId, { researchStartedAt: null });
    await enqueue(tx, scoreLead, { ...job, again: true }, turn);
    return;
  }
  await changeLead(tx, leadId, {
    researchStartedAt: null,
    researchMs: outcome.ms,
    researchTries: lead.researchTries + outcome.tries,
    failure,
    failureDetail: failure && outcome.detail,
  });
  if (failure === null || scoreable.has(failure) || outcome.facts.length >= ENOUGH_FACTS) {
    await enqueue(tx, scoreLead, { ...job, again: false }, turn);
  } else {
    await moveLead(tx, leadId, "ENRICHING", "ENRICHMENT_FAILED", byJob("enrich_company", failure));
  }
  await enqueue(tx, deliverCard, job, turn);
}

/** What is known of the company now, who that makes it, and what finding out took. */
async function keepFindings(
  tx: Tx,
  world: World,
  lead: LeadRow,
  { domain, again }: { domain: string | null; again: boolean },
  { failure, visits, ms, cached }: Outcome,
): Promise<void> {
  const at = world.now();
  const { id: leadId, companyId } = lead;
  const stated = await listFacts(tx, companyId);
  const facts = pickFacts(stated);
  const { company } = await readLeadInput(tx, lead);
  await saveCompanyProfile(tx, companyId, profileOf(facts, company ?? "Unnamed"));
  await noteResearch(tx, world, lead, { domain, visits, facts });
  if (domain && !cached) await noteResearched(tx, companyId, { failure, facts, again }, at);
  await addCost(tx, { leadId, companyId, kind: "research", usd: 0, ms, cached }, at);
}
