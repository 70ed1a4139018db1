import { answers } from "../../cards/answers.ts";
import { appendEvent } from "../../db/audit.ts";
import { isId } from "../../db/ids.ts";
import { receiveAgain } from "../../db/receive-again.ts";
import { lockSpamOf, noteReleased, type SpamDay } from "../../db/spam-days.ts";
import { noticeCard } from "../../jobs/handoff/notice-cards.ts";
import { noticeChanged } from "../../jobs/handoff/notices.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { missingOf } from "../../pipeline/ingest/normalise.ts";
import { spamReasonIn, withoutSpam } from "../../pipeline/ingest/spam.ts";
import type { Answer, Request } from "./request.ts";

/** So many at one press: the card says what is left. */
const AT_ONCE = 500;

/** Lets a day's posts of one door in after all: each goes the way it would have gone. */
export function releaseSpam(world: World, { who }: Request, id = ""): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    if (!isId(id)) throw new UserError(answers.oldButton);
    const posts = await lockSpamOf(tx, id, AT_ONCE);
    const counts: SpamDay["counts"] = {};
    for (const { id: post, input } of posts) {
      const reason = spamReasonIn(input.flags) ?? "honeypot";
      counts[reason] = (counts[reason] ?? 0) + 1;
      const kind = missingOf(input).length > 0 ? "needs_info" : "lead";
      await receiveAgain(tx, post, { kind, input: { ...input, flags: withoutSpam(input.flags) } });
    }
    if (posts.length > 0) {
      await noteReleased(tx, id, { counts, by: who.personId, at: world.now() });
      const features = { by: who.personId, place: who.surface, posts: posts.length };
      await appendEvent(tx, "raw.events", "spam.released", world.now(), { key: id, features });
      await noticeChanged(tx, id);
    }
    const card = await noticeCard(tx, world, { notice: "spam", about: id, leadId: null });
    if (!card) throw new UserError(answers.oldButton);
    const whisper = posts.length > 0 ? null : answers.settledAlready;
    return { kind: "replace", card, whisper };
  });
}
