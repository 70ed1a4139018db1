import { answers } from "../../cards/answers.ts";
import { approvalCard, type Reader } from "../../cards/approval-card.ts";
import type { Card } from "../../cards/card.ts";
import { outreachWords as say } from "../../cards/outreach-words.ts";
import { recordAct } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { mayWriteTo } from "../../db/consent.ts";
import { isId } from "../../db/ids.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { changeLead } from "../../db/leads.ts";
import { addOutreach, latestOutreach } from "../../db/outreach.ts";
import { getOutreachView } from "../../db/outreach-view.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { wantNotice } from "../../jobs/handoff/notices.ts";
import { enqueue } from "../../jobs/job.ts";
import { ageDraft } from "../../jobs/outreach/age-draft.ts";
import { approversOf } from "../../jobs/outreach/approvers.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { draftMail, senderOf } from "../../pipeline/outreach/draft.ts";
import { isOpen, type OutreachView } from "../../pipeline/outreach/outreach-view.ts";
import { can } from "../../pipeline/person.ts";
import { type Acting, actOnLead, note } from "./act.ts";
import type { Answer, Request, Who } from "./request.ts";

/** Drafts a mail to a lead's person and asks somebody for a yes; without a legal basis it says why not. */
export function draftOutreach(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    const { tx, lead, at } = acting;
    const view = await getLeadView(tx, lead.id, world.publicUrl, at);
    if (
      lead.claimedBy &&
      lead.claimedBy !== request.who.personId &&
      !can(request.who, "reassign")
    ) {
      return note(answers.heldByOther(view.claimedBy?.name ?? "Somebody"));
    }
    const last = await latestOutreach(tx, lead.id);
    if (last && isOpen(last.state)) return whisperDraft(tx, world, request.who, last.id);

    const permission = await mayWriteTo(tx, lead, at);
    if (permission.refusal !== null) return note(say.refused[permission.refusal]);
    const made = draftMail({
      company: view.company.name,
      to: permission.to,
      from: senderOf(request.who.name, world.publicUrl),
      basis: permission.basis,
      facts: view.facts,
      now: at,
    });
    return askForYes(acting, permission, made);
  });
}

async function askForYes(
  { tx, world, request, lead, by, at }: Acting,
  { consentId, to }: { consentId: string; to: { contactId: string } },
  made: ReturnType<typeof draftMail>,
): Promise<Answer> {
  const { who } = request;
  const [first] = await approversOf(tx, world, who);
  if (!first) return note(say.nobodyToAsk);
  const about = { leadId: lead.id, contactId: to.contactId, consentId };
  const expiresAt = new Date(at.getTime() + world.durations.approvalExpireMs);
  const { personId: createdBy, surface } = who;
  const asked = { createdBy, surface, createdAt: at, asked: [first.personId], expiresAt };
  const id = await addOutreach(tx, { ...about, ...asked }, made);

  await changeLead(tx, lead.id, {});
  await recordAct(tx, lead.id, "draft_outreach", by, null, { draft: id, version: 1, consentId });
  await wantNotice(tx, { notice: "approval", about: id, leadId: lead.id }, first);
  await enqueue(tx, ageDraft, { tenantId: tx.tenantId, id });
  return whisperDraft(tx, world, who, id, say.asked(first.name));
}

/** A mail for one person's eyes, with what they may do about it. */
export async function showDraft(
  world: World,
  { who }: Request,
  { draft = "" }: Record<string, string>,
): Promise<Answer> {
  return world.db.inTenant(who.tenantId, (tx) => whisperDraft(tx, world, who, draft));
}

async function whisperDraft(
  tx: Tx,
  world: World,
  who: Who,
  id: string,
  remark: string | null = null,
): Promise<Answer> {
  const card = await draftCard(tx, world, who, id);
  if (remark === null) return { kind: "whisper", card };
  const parts = [{ kind: "text" as const, line: [remark] }, ...card.parts];
  return { kind: "whisper", card: { ...card, summary: remark, parts } };
}

/** A mail as this person may see and change it now. */
export async function draftCard(tx: Tx, world: World, who: Who, id: string): Promise<Card> {
  const view = isId(id) ? await getOutreachView(tx, id) : undefined;
  if (!view || !can(who, "work")) throw new UserError(answers.oldButton);
  const clock = { now: world.now(), timeZone: await timeZoneOf(tx) };
  return approvalCard(view, readerOf(world, who, view), clock);
}

function readerOf({ mail }: World, who: Who, { author, ownYes }: OutreachView): Reader {
  const isAuthor = author.personId === who.personId;
  const approves = can(who, "approve");
  return {
    mayApprove: approves && (!isAuthor || ownYes),
    mayEdit: approves || isAuthor,
    mailbox: mail !== null,
  };
}
