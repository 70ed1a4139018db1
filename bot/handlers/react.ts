import { answers } from "../../cards/answers.ts";
import { recordAct } from "../../db/audit.ts";
import { listDecisions } from "../../db/decisions.ts";
import { addFeedback, withdrawFeedback } from "../../db/feedback.ts";
import { changeLead } from "../../db/leads.ts";
import { findLeadOfMessage } from "../../db/messages.ts";
import type { World } from "../../jobs/world.ts";
import { feedbackOf } from "../../pipeline/handoff/reactions.ts";
import { can } from "../../pipeline/person.ts";
import { type Acting, actOnLead, changed, note } from "./act.ts";
import type { Answer, Reaction, Request } from "./request.ts";

/** An emoji on one of our cards is an opinion about the lead; taking it away takes the opinion back. */
export async function react(world: World, request: Request, reaction: Reaction): Promise<void> {
  const { who, place } = request;
  const { channelId, messageId } = place;
  if (!messageId || !can(who, "work") || !feedbackOf(reaction.emoji)) return;
  const leadId = await world.db.inTenant(who.tenantId, (tx) =>
    findLeadOfMessage(tx, { surface: who.surface, channelId, messageId }),
  );
  if (!leadId) return;
  await actOnLead(world, request, leadId, async (acting) => {
    await (reaction.added ? add(acting, reaction.emoji) : takeBack(acting, reaction.emoji));
    return { kind: "done" };
  });
}

/** The same as a button, for chats whose reactions do not offer the emoji: pressing it again takes it back. */
export function reactByButton(
  world: World,
  request: Request,
  leadId: string,
  emoji: string,
): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    if (!feedbackOf(emoji)) return note(answers.oldButton);
    if (!(await takeBack(acting, emoji))) await add(acting, emoji);
    return changed(acting, answers.logged);
  });
}

async function add({ tx, lead, by, at, request }: Acting, emoji: string): Promise<void> {
  const meaning = feedbackOf(emoji);
  if (!meaning) return;
  const { personId, surface } = request.who;
  const [decision] = await listDecisions(tx, lead.id, 1);
  const decisionId = decision?.id ?? null;
  await addFeedback(tx, { leadId: lead.id, personId, surface, emoji, decisionId, ...meaning }, at);
  await recordAct(tx, lead.id, "react", by, null, { emoji });
  await changeLead(tx, lead.id, {});
}

async function takeBack({ tx, lead, by, at, request }: Acting, emoji: string): Promise<boolean> {
  const { personId } = request.who;
  const gone = await withdrawFeedback(tx, { leadId: lead.id, personId, emoji }, at);
  if (!gone) return false;
  await recordAct(tx, lead.id, "unreact", by, { emoji }, null);
  await changeLead(tx, lead.id, {});
  return true;
}
