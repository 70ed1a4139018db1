import { z } from "zod";
import { forgetCard, listNotices, noteEdit, type StandingCard } from "../../db/messages.ts";
import { defineJob, enqueue } from "../job.ts";
import { Refused, type World } from "../world.ts";
import { noticeCard } from "./notice-cards.ts";
import { noticeJob, noticeKinds } from "./notices.ts";

/** Brings the copies of a notice up to date. */
export const deliverNotice = defineJob({
  ...noticeJob,
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "about",

  async run({ tenantId, id }, world) {
    const standing = await world.db.inTenant(tenantId, (tx) => listNotices(tx, id));
    let wait = 0;
    for (const message of standing) {
      wait = Math.max(wait, await edit(world, tenantId, id, message));
    }
    if (wait === 0) return;
    const runAt = new Date(world.now().getTime() + wait);
    await world.db.inTenant(tenantId, (tx) => enqueue(tx, noticeJob, { tenantId, id }, { runAt }));
  },
});

/** Edits one copy; returns how long to wait when it was edited a moment ago, in ms. */
async function edit(
  world: World,
  tenantId: string,
  about: string,
  message: StandingCard,
): Promise<number> {
  const { db, chat, now, durations } = world;
  const notice = z.enum(noticeKinds).parse(message.notice);
  const { leadId } = message;
  const card = await db.inTenant(tenantId, (tx) =>
    noticeCard(tx, world, { notice, about, leadId }),
  );
  if (!card || card.version <= message.version) return 0;
  const since = now().getTime() - message.editedAt.getTime();
  if (since < durations.cardEditMs) return durations.cardEditMs - since;
  try {
    await chat[message.surface]?.update(tenantId, message, card);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await db.inTenant(tenantId, (tx) => forgetCard(tx, message, now()));
    return 0;
  }
  await db.inTenant(tenantId, (tx) => noteEdit(tx, message, card.version, now()));
  return 0;
}
