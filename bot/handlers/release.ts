import { answers } from "../../cards/answers.ts";
import { recordAct } from "../../db/audit.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { changeLead } from "../../db/leads.ts";
import type { World } from "../../jobs/world.ts";
import { can } from "../../pipeline/person.ts";
import { actOnLead, changed, tooLate } from "./act.ts";
import type { Answer, Request } from "./request.ts";

/** Gives a lead back: whoever holds it may, and managers may for anybody. */
export function release(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    const { tx, lead, by, at } = acting;
    const { company, claimedBy, offeredTo } = await getLeadView(tx, lead.id, world.publicUrl, at);
    const holder = claimedBy ?? offeredTo;
    if (!holder) return tooLate(acting, answers.notHeld(company.name));
    if (holder.personId !== request.who.personId && !can(request.who, "reassign")) {
      const held = claimedBy ? answers.heldByOther : answers.offeredToOther;
      return tooLate(acting, held(holder.name));
    }
    const free = { claimedBy: null, claimedAt: null, offeredTo: null, offeredAt: null };
    await changeLead(tx, lead.id, free);
    await recordAct(tx, lead.id, "release", by, { owner: holder.personId }, { owner: null });
    return changed(acting, answers.released(company.name));
  });
}
