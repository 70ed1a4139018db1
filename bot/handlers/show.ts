import { answers } from "../../cards/answers.ts";
import type { Card } from "../../cards/card.ts";
import { traceCard } from "../../cards/trace-card.ts";
import { whyForm } from "../../cards/why-form.ts";
import { words } from "../../cards/words.ts";
import type { Tx } from "../../db/client.ts";
import { latestTrace, listDecisions } from "../../db/decisions.ts";
import { readDraft } from "../../db/drafts.ts";
import { isId } from "../../db/ids.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead, type LeadRow } from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { explainChange } from "../../pipeline/score/explain.ts";
import { currentCard, note } from "./act.ts";
import type { Answer, Request } from "./request.ts";

/** The card for the asker alone; the one in the channel stays where it is. */
export function show(world: World, { who }: Request, leadId: string): Promise<Answer> {
  return look(world, who.tenantId, leadId, async (tx, lead) => ({
    kind: "whisper",
    card: await currentCard(tx, world, lead.id),
  }));
}

/** Somebody looks at a card again (Teams asks for this by itself): it is drawn as of now. */
export function refresh(world: World, { who }: Request, leadId: string): Promise<Answer> {
  return look(world, who.tenantId, leadId, async (tx, lead) => ({
    kind: "replace",
    card: await currentCard(tx, world, lead.id),
    whisper: null,
  }));
}

/** Every part of the score with its proof, what is unknown, and how the score came to be. */
export function why(world: World, { who }: Request, leadId: string): Promise<Answer> {
  return look(world, who.tenantId, leadId, async (tx, lead) => {
    const now = world.now();
    const view = await getLeadView(tx, lead.id, world.publicUrl, now);
    if (!view.decision && !view.soFar) return note(answers.noDecision(view.company.name));
    const made = await listDecisions(tx, lead.id, 5);
    const history = made.slice(0, -1).flatMap((after, index) =>
      explainChange(made[index + 1] ?? after, after).map((change) => ({
        ...change,
        at: after.decidedAt,
      })),
    );
    const timeZone = await timeZoneOf(tx);
    return { kind: "form", form: whyForm(view, now, timeZone, history) };
  });
}

/** Who was considered for the lead, and why not the others. */
export function trace(world: World, { who }: Request, leadId: string): Promise<Answer> {
  return look(world, who.tenantId, leadId, async (tx, lead) => {
    const view = await getLeadView(tx, lead.id, world.publicUrl, world.now());
    const found = await latestTrace(tx, lead.id);
    if (!found) return note(answers.noTrace(view.company.name));
    const about = { id: lead.id, name: view.company.name };
    return { kind: "whisper", card: traceCard(about, found.trace) };
  });
}

/** A private answer in a channel, drawn for the one it is for. */
export async function reveal(world: World, { who }: Request, kept: string): Promise<Answer> {
  const card = await world.db.inTenant(who.tenantId, (tx) =>
    isId(kept)
      ? readDraft(tx, kept, "whisper", who.personId, world.now())
      : Promise.resolve(undefined),
  );
  if (!card) return note(words.privateAnswer);
  return { kind: "reveal", card: card as Card }; // we wrote it: saveDraft(…, card)
}

function look(
  world: World,
  tenantId: string,
  leadId: string,
  answer: (tx: Tx, lead: LeadRow) => Promise<Answer>,
): Promise<Answer> {
  return world.db.inTenant(tenantId, async (tx) => {
    const known = isId(leadId) ? await findLead(tx, leadId) : undefined;
    const lead = known?.mergedInto ? await findLead(tx, await rootOf(tx, "lead", leadId)) : known;
    if (!lead) throw new UserError(answers.oldButton);
    return answer(tx, lead);
  });
}
