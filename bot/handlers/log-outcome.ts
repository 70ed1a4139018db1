import { answers } from "../../cards/answers.ts";
import { outcomeForm } from "../../cards/lead-forms.ts";
import { appendEvent, recordAct } from "../../db/audit.ts";
import { addOutcome } from "../../db/feedback.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { changeLead } from "../../db/leads.ts";
import type { World } from "../../jobs/world.ts";
import { type Outcome, outcomes } from "../../pipeline/handoff/lead-view.ts";
import { cleanText } from "../../pipeline/ingest/clean-text.ts";
import { can } from "../../pipeline/person.ts";
import { type Acting, actOnLead, changed, tooLate } from "./act.ts";
import type { Answer, Request, Submission } from "./request.ts";

const closing: ReadonlySet<Outcome> = new Set(["not_a_fit", "won", "lost"]);
const REASON_LIMIT = 500;
const MOST_VALUE = 1e12;

export function askOutcome(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    const view = await getLeadView(acting.tx, acting.lead.id, world.publicUrl, acting.at);
    return (await refusal(acting)) ?? { kind: "form", form: outcomeForm(view) };
  });
}

export function submitOutcome(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  return actOnLead(world, request, args.lead ?? "", async (acting) => {
    const refused = await refusal(acting);
    if (refused) return refused;
    const outcome = outcomes.find((one) => one === values.outcome);
    if (!outcome) return { kind: "invalid", errors: { outcome: "Choose what happened." } };
    const value = values.value ? Number(values.value.replaceAll(/[\s,]/g, "")) : null;
    if (value !== null && !(value >= 0 && value <= MOST_VALUE)) {
      return { kind: "invalid", errors: { value: "Write a number, for example 12000." } };
    }
    const reason = values.reason ? cleanText(values.reason, REASON_LIMIT) : null;
    return log(acting, { outcome, reason, value });
  });
}

/** The one-press outcome behind `More actions`. */
export function markNotAFit(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    const nothing = { outcome: "not_a_fit", reason: null, value: null } as const;
    return (await refusal(acting)) ?? log(acting, nothing);
  });
}

/** Who has a lead logs what came of it; managers may for anybody. */
async function refusal(acting: Acting): Promise<Answer | undefined> {
  const { tx, lead, at, world, request } = acting;
  if (lead.claimedBy === null || lead.claimedBy === request.who.personId) return undefined;
  if (can(request.who, "reassign")) return undefined;
  const { claimedBy } = await getLeadView(tx, lead.id, world.publicUrl, at);
  return tooLate(acting, answers.heldByOther(claimedBy?.name ?? "Somebody"));
}

async function log(
  acting: Acting,
  logged: { outcome: Outcome; reason: string | null; value: number | null },
): Promise<Answer> {
  const { tx, lead, by, at, request } = acting;
  await addOutcome(tx, { leadId: lead.id, personId: request.who.personId, ...logged }, at);
  const closedAs = closing.has(logged.outcome) ? logged.outcome : null;
  await changeLead(tx, lead.id, { closedAs, snoozedUntil: null });
  await recordAct(
    tx,
    lead.id,
    "log_outcome",
    by,
    { closedAs: lead.closedAs },
    { ...logged, closedAs },
  );
  await appendEvent(tx, "actions.triggered", `outcome.${logged.outcome}`, at, {
    key: lead.id,
    companyId: lead.companyId,
    leadId: lead.id,
  });
  return changed(acting, answers.logged);
}
