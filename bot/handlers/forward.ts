import { identityAnswers as say } from "../../cards/identity-answers.ts";
import { forwardForm } from "../../cards/recognised-card.ts";
import { recordAct } from "../../db/audit.ts";
import { readForwarding } from "../../db/forwarding.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { forward } from "../../jobs/identity/forward.ts";
import type { World } from "../../jobs/world.ts";
import { channelsFor, forwardKinds } from "../../pipeline/score/forwarding.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { type Acting, actOnLead, changed, note } from "./act.ts";
import type { Answer, Request, Submission } from "./request.ts";

/** Where a lead could go that is somebody else's: the kinds somebody is named for. */
export function askForward(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    const kinds = await kindsSet(acting);
    if (kinds.length === 0) return note(say.nobodyToForwardTo);
    return { kind: "form", form: forwardForm(await viewOf(acting), kinds) };
  });
}

/** Sends it there, once; whoever has the lead keeps it. */
export function submitForward(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  return actOnLead(world, request, args.lead ?? "", async (acting) => {
    const { tx, lead, by } = acting;
    const kind = (await kindsSet(acting)).find((one) => one === values.kind);
    if (!kind) return { kind: "invalid", errors: { kind: say.chooseWhere } };
    await forward(tx, world, lead.id, kind);
    await recordAct(tx, lead.id, "forward", by, null, { kind });
    return changed(acting, say.forwarded((await viewOf(acting)).company.name));
  });
}

async function kindsSet({ tx, world }: Acting) {
  const to = await readForwarding(tx);
  const isHeard = (kind: (typeof forwardKinds)[number]) =>
    surfaces.some((surface) => world.chat[surface] && channelsFor(kind, to)[surface]);
  return forwardKinds.filter(isHeard);
}

function viewOf({ tx, lead, world, at }: Acting) {
  return getLeadView(tx, lead.id, world.publicUrl, at);
}
