import { answers } from "../../cards/answers.ts";
import { fillForm } from "../../cards/lead-forms.ts";
import { moveLead, recordAct } from "../../db/audit.ts";
import { addFacts } from "../../db/facts.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { changeLead } from "../../db/leads.ts";
import { enrichCompany } from "../../jobs/enrich/enrich-company.ts";
import { enqueue } from "../../jobs/job.ts";
import { scoreLead } from "../../jobs/score/score-lead.ts";
import type { World } from "../../jobs/world.ts";
import { factsByHand } from "../../pipeline/enrich/by-hand.ts";
import { type Acting, actOnLead, changed, tooLate } from "./act.ts";
import type { Answer, Request, Submission } from "./request.ts";

/** Reads the site again after a failure. */
export function retry(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    if (!(await startOver(acting, "retry"))) return tooLate(acting, answers.movedOn);
    return changed(acting, answers.retrying(await nameOf(acting)));
  });
}

/** Overrules the gate that dropped a lead, by name and on record. An opt-out cannot be overruled. */
export function overrule(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    const { tx, lead, by } = acting;
    const flags = [...new Set([...lead.flags, "gate_overruled"])];
    if (!(await startOver(acting, "overrule"))) return tooLate(acting, answers.movedOn);
    await changeLead(tx, lead.id, { flags });
    await recordAct(tx, lead.id, "overrule", by, { flags: lead.flags }, { flags });
    return changed(acting, answers.wrongNoted);
  });
}

async function startOver({ tx, lead, by }: Acting, why: string): Promise<boolean> {
  if (lead.state !== "ENRICHMENT_FAILED" && lead.state !== "STALE") return false;
  await changeLead(tx, lead.id, { failure: null, failureDetail: null, researchRead: 0 });
  await moveLead(tx, lead.id, lead.state, "ENRICHING", { ...by, why });
  await enqueue(tx, enrichCompany, { tenantId: tx.tenantId, id: lead.id });
  return true;
}

export function askFill(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async ({ tx, lead, at }) => {
    const view = await getLeadView(tx, lead.id, world.publicUrl, at);
    return { kind: "form", form: fillForm(view) };
  });
}

/** What a colleague knows becomes facts that win over pages, and the lead is scored on them. */
export function submitFill(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  return actOnLead(world, request, args.lead ?? "", async (acting) => {
    const { tx, lead, by, at } = acting;
    const read = factsByHand(values, request.who.name, at);
    if (!read.ok) return { kind: "invalid", errors: read.errors };
    await addFacts(tx, lead.companyId, read.facts, at);
    await recordAct(tx, lead.id, "fill_by_hand", { ...by, why: values.note ?? null }, null, {
      facts: read.facts.map((fact) => fact.name),
    });
    await changeLead(tx, lead.id, {});
    // A parked lead is revived: what a colleague knows may win it a place.
    if (lead.state === "STALE") await moveLead(tx, lead.id, "STALE", "ENRICHING", by);
    await enqueue(tx, scoreLead, { tenantId: tx.tenantId, id: lead.id, again: true });
    return changed(acting, answers.filled(await nameOf(acting)));
  });
}

async function nameOf({ tx, lead, world, at }: Acting): Promise<string> {
  return (await getLeadView(tx, lead.id, world.publicUrl, at)).company.name;
}
