import { answers } from "../../cards/answers.ts";
import { draftForm, rejectForm } from "../../cards/draft-form.ts";
import { outreachWords as say } from "../../cards/outreach-words.ts";
import { appendEvent, type By } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { mayWriteTo } from "../../db/consent.ts";
import { isId } from "../../db/ids.ts";
import { findLead } from "../../db/leads.ts";
import { findOutreach, lockOutreach, type Outreach } from "../../db/outreach.ts";
import { getOutreachView } from "../../db/outreach-view.ts";
import { enqueue } from "../../jobs/job.ts";
import { ageDraft } from "../../jobs/outreach/age-draft.ts";
import { approversOf } from "../../jobs/outreach/approvers.ts";
import { changeMail } from "../../jobs/outreach/outreach-changed.ts";
import { sendDraft } from "../../jobs/outreach/send-draft.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { cleanLine } from "../../pipeline/ingest/clean-text.ts";
import { type Mail, mailLimits } from "../../pipeline/outreach/mail.ts";
import { can } from "../../pipeline/person.ts";
import { byPerson } from "./act.ts";
import { draftCard } from "./outreach.ts";
import type { Answer, Request, Submission } from "./request.ts";

type Args = Record<string, string>;
type Acting = { tx: Tx; world: World; request: Request; mail: Outreach; by: By; at: Date };

/**
 * Lets a mail leave, once nobody undoes it any more. Of two who press at once the second finds it
 * approved already; a press on other words than the ones that stand is refused.
 */
export function approve(world: World, request: Request, args: Args): Promise<Answer> {
  return onDraft(world, request, args, ["waiting"], async (acting) => {
    const { tx, mail, by, at } = acting;
    const refused = await whyNotApprove(acting);
    if (refused !== null) return drawn(acting, refused);
    const sendsAt = new Date(at.getTime() + world.durations.undoMs);
    const decided = { decidedBy: request.who.personId, decidedAt: at, sendsAt };
    await changeMail(tx, world, mail, { state: "approved", ...decided }, { verb: "approve", by });
    const about = { key: mail.leadId, leadId: mail.leadId };
    await appendEvent(tx, "actions.triggered", "outreach.approved", at, about);
    const job = { tenantId: tx.tenantId, id: mail.id, version: mail.version };
    await enqueue(tx, sendDraft, job, { inMs: world.durations.undoMs });
    return drawn(acting, null);
  });
}

async function whyNotApprove({ tx, world, request, mail, at }: Acting): Promise<string | null> {
  const { who } = request;
  if (!world.mail) return say.noMailbox;
  if (at >= mail.expiresAt) return say.tooLateToApprove;
  if (mail.createdBy === who.personId) {
    const able = await approversOf(tx, world, who);
    const others = able.filter(({ personId }) => personId !== who.personId);
    if (others.length > 0) return say.notOwn(others.map(({ name }) => name).join(" or "));
  }
  const lead = await findLead(tx, mail.leadId);
  const { refusal } = lead
    ? await mayWriteTo(tx, lead, at, mail.id)
    : { refusal: "closed" as const };
  return refusal === null ? null : say.refused[refusal];
}

/** Takes an approval back while the mail has not left: it waits for a yes again. */
export function undoSend(world: World, request: Request, args: Args): Promise<Answer> {
  return onDraft(world, request, args, ["approved"], async (acting) => {
    const { tx, mail, by, at } = acting;
    if (!mail.sendsAt || at >= mail.sendsAt) return drawn(acting, say.tooLateToUndo);
    const back = { state: "waiting", decidedBy: null, decidedAt: null, sendsAt: null } as const;
    await changeMail(tx, world, mail, back, { verb: "undo_send", by });
    await enqueue(tx, ageDraft, { tenantId: tx.tenantId, id: mail.id });
    return drawn(acting, null);
  });
}

export function askEdit(world: World, request: Request, args: Args): Promise<Answer> {
  return onDraft(world, request, args, ["waiting"], async (acting) => {
    const refused = await notTheirs(acting);
    const view = await getOutreachView(acting.tx, acting.mail.id);
    if (refused !== null || !view?.mail) return drawn(acting, refused);
    return { kind: "form", form: draftForm(view, view.mail) };
  });
}

/** New words are a new version: whatever was approved before does not hold for it. */
export function submitEdit(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  return onDraft(world, request, args, ["waiting"], async (acting) => {
    const { tx, mail, by } = acting;
    const refused = await notTheirs(acting);
    if (refused !== null || !mail.content) return drawn(acting, refused);
    const read = readEdit(values);
    if ("errors" in read) return { kind: "invalid", errors: read.errors };
    const content = { ...mail.content, mail: { ...mail.content.mail, ...read.mail } };
    const change = { content, version: mail.version + 1, editedBy: request.who.personId };
    await changeMail(tx, world, mail, change, { verb: "edit_draft", by });
    return drawn(acting, null);
  });
}

function readEdit(
  values: Submission["values"],
): { mail: Pick<Mail, "subject" | "body"> } | { errors: Record<string, string> } {
  const subject = cleanLine(values.subject ?? "", mailLimits.subject);
  const body = (values.body ?? "").slice(0, mailLimits.body).toWellFormed();
  if (subject === "") return { errors: { subject: say.subjectMissing } };
  if (body === "") return { errors: { body: say.bodyMissing } };
  return { mail: { subject, body } };
}

export function askReject(world: World, request: Request, args: Args): Promise<Answer> {
  return onDraft(world, request, args, ["waiting"], async (acting) => {
    const view = await getOutreachView(acting.tx, acting.mail.id);
    return view ? { kind: "form", form: rejectForm(view) } : drawn(acting, null);
  });
}

/** A no, with a reason the author reads. */
export function submitReject(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  return onDraft(world, request, args, ["waiting"], async (acting) => {
    const { tx, mail, by, at } = acting;
    const { reason } = values;
    if (!reason) return { kind: "invalid", errors: { reason: say.whyMissing } };
    const decided = { decidedBy: request.who.personId, decidedAt: at, endedAt: at };
    const change = { state: "rejected", remark: reason, ...decided } as const;
    await changeMail(tx, world, mail, change, { verb: "reject", by });
    return drawn(acting, null);
  });
}

/** Authors change their own drafts, and who approves changes any. */
async function notTheirs({ tx, request: { who }, mail }: Acting): Promise<string | null> {
  if (can(who, "approve") || mail.createdBy === who.personId) return null;
  const view = await getOutreachView(tx, mail.id);
  return say.notYours(view?.author.name ?? "the author");
}

/**
 * Runs what somebody does to one mail, locked, if it still is as they saw it: in one of these
 * states and in the version they pressed on. Else it is shown as it is now, and why.
 */
function onDraft(
  world: World,
  request: Request,
  args: Args,
  states: readonly Outreach["state"][],
  act: (acting: Acting) => Promise<Answer>,
): Promise<Answer> {
  const { who } = request;
  const { draft = "", version = "" } = args;
  return world.db.inTenant(who.tenantId, async (tx) => {
    const known = isId(draft) ? await findOutreach(tx, draft) : undefined;
    if (!known) throw new UserError(answers.oldButton);
    const mail = await lockOutreach(tx, draft);
    const acting = { tx, world, request, mail, by: byPerson(who), at: world.now() };
    if (!states.includes(mail.state)) return drawn(acting, say.settled);
    if (version !== String(mail.version)) return drawn(acting, say.changedMeanwhile(mail.version));
    return act(acting);
  });
}

/** The card as it is now, in place of the pressed one. */
async function drawn(
  { tx, world, request, mail }: Acting,
  whisper: string | null,
): Promise<Answer> {
  return { kind: "replace", card: await draftCard(tx, world, request.who, mail.id), whisper };
}
