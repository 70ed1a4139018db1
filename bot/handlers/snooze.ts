import { answers } from "../../cards/answers.ts";
import { snoozeForm } from "../../cards/lead-forms.ts";
import { when } from "../../cards/times.ts";
import { recordAct } from "../../db/audit.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { changeLead } from "../../db/leads.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { wakeLead } from "../../jobs/assign/wake-lead.ts";
import { enqueue } from "../../jobs/job.ts";
import type { World } from "../../jobs/world.ts";
import { morningOf } from "../../pipeline/assign/morning.ts";
import { cleanText } from "../../pipeline/ingest/clean-text.ts";
import { readWhen, type When } from "../../pipeline/ingest/when.ts";
import { type Acting, actOnLead, changed, tooLate } from "./act.ts";
import type { Answer, Request, Submission } from "./request.ts";

const NOTE_LIMIT = 300;

export function askSnooze(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async ({ tx, lead, at }) => {
    const view = await getLeadView(tx, lead.id, world.publicUrl, at);
    return { kind: "form", form: snoozeForm(view) };
  });
}

export function submitSnooze(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  return actOnLead(world, request, args.lead ?? "", (acting) => {
    const until = readWhen((values.until === "date" ? values.date : values.until) ?? "");
    if (!until) {
      const field = values.until === "date" ? "date" : "until";
      return Promise.resolve({ kind: "invalid", errors: { [field]: "Choose a day." } });
    }
    return putAside(acting, until, values.note ?? null);
  });
}

/** `snooze acme.com 3d budget meeting first`. */
export function snoozeByCommand(
  world: World,
  request: Request,
  leadId: string,
  until: When,
  reason: string | null,
): Promise<Answer> {
  return actOnLead(world, request, leadId, (acting) => putAside(acting, until, reason));
}

export function wake(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    const { tx, lead, by } = acting;
    const before = { snoozedUntil: lead.snoozedUntil };
    await changeLead(tx, lead.id, { snoozedUntil: null, snoozedBy: null, snoozeNote: null });
    await recordAct(tx, lead.id, "wake", by, before, null);
    return changed(acting, answers.logged);
  });
}

async function putAside(acting: Acting, day: When, remark: string | null): Promise<Answer> {
  const { tx, lead, by, at, world, request } = acting;
  const timeZone = await timeZoneOf(tx);
  const until = morningOf(day, at, timeZone);
  if (until <= at) {
    if (!request.place.messageId) return tooLate(acting, answers.past);
    return { kind: "invalid", errors: { date: answers.past } };
  }
  await changeLead(tx, lead.id, {
    snoozedUntil: until,
    snoozedBy: request.who.personId,
    snoozeNote: remark ? cleanText(remark, NOTE_LIMIT) : null,
  });
  await recordAct(tx, lead.id, "snooze", { ...by, why: remark }, null, {
    until: until.toISOString(),
  });
  await enqueue(tx, wakeLead, { tenantId: tx.tenantId, id: lead.id }, { runAt: until });
  const { company } = await getLeadView(tx, lead.id, world.publicUrl, at);
  return changed(acting, answers.snoozed(company.name, when(until, at, timeZone)));
}
