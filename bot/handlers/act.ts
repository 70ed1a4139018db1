import { answers } from "../../cards/answers.ts";
import type { Card } from "../../cards/card.ts";
import { leadCard } from "../../cards/lead-card.ts";
import { noteCard } from "../../cards/note-card.ts";
import type { By } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { isId } from "../../db/ids.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead, type LeadRow, lockStandingLead } from "../../db/leads.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { deliverCard } from "../../jobs/handoff/deliver-card.ts";
import { enqueue } from "../../jobs/job.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { can } from "../../pipeline/person.ts";
import type { Answer, Request, Who } from "./request.ts";

/** What an act works with: the lead locked, the audit's author known. */
export type Acting = { tx: Tx; lead: LeadRow; by: By; at: Date; world: World; request: Request };

/**
 * Runs what one person does to one lead in one transaction; all copies of the card follow by
 * themselves. Refuses viewers and ids that are not leads of the person's own tenant.
 */
export async function actOnLead(
  world: World,
  request: Request,
  leadId: string,
  act: (acting: Acting) => Promise<Answer>,
): Promise<Answer> {
  const { who } = request;
  if (!can(who, "work")) return note(answers.viewer);
  return world.db.inTenant(who.tenantId, async (tx) => {
    const known = isId(leadId) ? await findLead(tx, leadId) : undefined;
    if (!known) throw new UserError(answers.oldButton);
    const lead = await lockStandingLead(tx, known.id);
    const by = byPerson(who);
    const answer = await act({ tx, lead, by, at: world.now(), world, request });
    await enqueue(tx, deliverCard, { tenantId: who.tenantId, id: lead.id });
    return answer;
  });
}

export function byPerson(who: Who, why: string | null = null): By {
  return { actor: who.personId, place: who.via ?? who.surface, why };
}

/** The lead's card as it is now. */
export async function currentCard(tx: Tx, world: World, leadId: string): Promise<Card> {
  const view = await getLeadView(tx, leadId, world.publicUrl, world.now());
  return leadCard(view, world.now(), await timeZoneOf(tx));
}

/** After a press the pressed card shows the change at once; after a command there is only the sentence. */
export async function changed({ tx, world, request, lead }: Acting, said: string): Promise<Answer> {
  if (!request.place.messageId) return note(said);
  return { kind: "replace", card: await currentCard(tx, world, lead.id), whisper: null };
}

/** The press came too late to mean anything: the card is refreshed and the reason said. */
export async function tooLate({ tx, world, request, lead }: Acting, why: string): Promise<Answer> {
  if (!request.place.messageId) return note(why);
  return { kind: "replace", card: await currentCard(tx, world, lead.id), whisper: why };
}

export function note(text: string): Answer {
  return { kind: "whisper", card: noteCard(text) };
}
