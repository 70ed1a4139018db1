import { answers } from "../../cards/answers.ts";
import { moveLead, recordAct } from "../../db/audit.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { changeLead } from "../../db/leads.ts";
import { forgetFailedLookups } from "../../db/provider-lookups.ts";
import { forgetResearched } from "../../db/research-state.ts";
import { enrichCompany } from "../../jobs/enrich/enrich-company.ts";
import { enqueue } from "../../jobs/job.ts";
import type { World } from "../../jobs/world.ts";
import { type Acting, actOnLead, changed, tooLate } from "./act.ts";
import type { Answer, Request } from "./request.ts";

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

/** Asks the site whatever came of it lately: a person wants to know. */
async function startOver({ tx, lead, by, at }: Acting, why: string): Promise<boolean> {
  if (lead.state !== "ENRICHMENT_FAILED" && lead.state !== "STALE") return false;
  await changeLead(tx, lead.id, { failure: null, failureDetail: null, researchRead: 0 });
  await forgetResearched(tx, lead.companyId);
  await forgetFailedLookups(tx, lead.companyId, at);
  await moveLead(tx, lead.id, lead.state, "ENRICHING", { ...by, why });
  await enqueue(tx, enrichCompany, { tenantId: tx.tenantId, id: lead.id });
  return true;
}

async function nameOf({ tx, lead, world, at }: Acting): Promise<string> {
  return (await getLeadView(tx, lead.id, world.publicUrl, at)).company.name;
}
