import { answers } from "../../cards/answers.ts";
import { asideOf } from "../../cards/lead-face.ts";
import { noteCard } from "../../cards/note-card.ts";
import { pressing } from "../../cards/pressing.ts";
import { ago } from "../../cards/times.ts";
import { words } from "../../cards/words.ts";
import { claimLead } from "../../db/claims.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { nextFor } from "../../db/lists.ts";
import type { World } from "../../jobs/world.ts";
import { type Acting, actOnLead, changed, note, tooLate } from "./act.ts";
import type { Answer, Request } from "./request.ts";

/** One winner; everybody else hears who has it and gets the next lead offered. */
export function claim(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    const { tx, lead, by, at } = acting;
    const name = (await getLeadView(tx, lead.id, world.publicUrl, at)).company.name;
    const result = await claimLead(tx, lead.id, request.who.personId, at, by);
    switch (result.kind) {
      case "won":
        return changed(acting, answers.yours(name));
      case "closed":
        return tooLate(acting, answers.closed);
      case "taken":
        return result.personId === request.who.personId
          ? changed(acting, answers.alreadyYours(name))
          : offerNext(acting, answers.tookIt(result.name, ago(result.at, at) ?? "a while"));
    }
  });
}

async function offerNext({ tx, world, at, request }: Acting, tookIt: string): Promise<Answer> {
  const next = await nextFor(tx, request.who.personId);
  if (!next) return note(tookIt);
  const view = await getLeadView(tx, next.id, world.publicUrl, at);
  const said = `${tookIt} ${answers.nextForYou(view.company.name, asideOf(view))}`;
  const show = pressing("show", words.show, { lead: next.id });
  return { kind: "whisper", card: noteCard(said, [show]) };
}
