import { answers } from "../../cards/answers.ts";
import { isId } from "../../db/ids.ts";
import { settleByPerson } from "../../jobs/decide-effect.ts";
import { noticeCard } from "../../jobs/handoff/notice-cards.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { byPerson } from "./act.ts";
import type { Answer, Request } from "./request.ts";

const decisions = {
  effect_arrived: "sent",
  effect_again: "pending",
  effect_leave: "failed",
} as const;

/** Somebody says whether a thing arrived that nobody could look up. The first word counts. */
export function settleUnknown(
  world: World,
  { who }: Request,
  verb: keyof typeof decisions,
  effectId: string,
): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    if (!isId(effectId)) throw new UserError(answers.oldButton);
    const isFirst = await settleByPerson(tx, world, effectId, decisions[verb], byPerson(who));
    const notice = { notice: "unknown_effect", about: effectId, leadId: null } as const;
    const card = await noticeCard(tx, world, notice);
    if (!card) throw new UserError(answers.oldButton);
    return { kind: "replace", card, whisper: isFirst ? null : answers.settledAlready };
  });
}
