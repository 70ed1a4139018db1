import { z } from "zod";
import { forgetCard, listNotices, noteEdit, type StandingCard } from "../../db/messages.ts";
import { defineJob } from "../job.ts";
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
    for (const message of standing) await edit(world, tenantId, id, message);
  },
});

async function edit(
  world: World,
  tenantId: string,
  about: string,
  message: StandingCard,
): Promise<void> {
  const { db, chat, now } = world;
  const notice = z.enum(noticeKinds).parse(message.notice);
  const { leadId } = message;
  const card = await db.inTenant(tenantId, (tx) =>
    noticeCard(tx, world, { notice, about, leadId }),
  );
  if (!card || card.version <= message.version) return;
  try {
    await chat[message.surface]?.update(tenantId, message, card);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await db.inTenant(tenantId, (tx) => forgetCard(tx, message, now()));
    return;
  }
  await db.inTenant(tenantId, (tx) => noteEdit(tx, message, card.version, now()));
}
