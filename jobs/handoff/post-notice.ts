import { z } from "zod";
import { rememberCard } from "../../db/messages.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { defineEffect } from "../effect.ts";
import { Refused } from "../world.ts";
import { chatPost, PostReceipt, portOf, receiptOf } from "./chat-post.ts";
import { noticeCard } from "./notice-cards.ts";
import {
  type NoticeTarget,
  noticeChanged,
  noticeKinds,
  postNoticeName,
  wantNotice,
} from "./notices.ts";
import { Address } from "./places.ts";

/** Posts a notice to one person; it is edited from then on by deliver-notice.ts. */
export const postNotice = defineEffect<NoticeTarget>({
  ...postNoticeName,
  target: z.object({
    notice: z.enum(noticeKinds),
    about: z.uuid(),
    leadId: z.uuid().nullable(),
    surface: z.enum(surfaces),
    to: Address,
    otherwise: z.string().optional(),
  }),
  ...chatPost,

  async forbidden(tx, { target }, world) {
    return (await noticeCard(tx, world, target)) ? null : "there is nothing left to say";
  },

  async call(world, wanted, stillOurs) {
    const { tenantId, target, row } = wanted;
    const card = await world.db.inTenant(tenantId, (tx) => noticeCard(tx, world, target));
    if (!card) throw new Refused("Baton", "nothing_left_to_say");
    stillOurs();
    const posted = await portOf(world, wanted).post(tenantId, target.to, card, row.effectKey);
    return receiptOf(posted, card.version);
  },

  async lookUp(world, wanted, since) {
    const { tenantId, target, row } = wanted;
    const found = await portOf(world, wanted).lookup(tenantId, target.to, row.effectKey, since);
    return typeof found === "string" ? found : receiptOf(found, 0);
  },

  async ended(tx, { target }, end, world) {
    if (end.status === "failed" && target.otherwise !== undefined) {
      const { notice, about, leadId, surface, otherwise } = target;
      await wantNotice(tx, { notice, about, leadId }, { surface, userId: otherwise });
    }
    if (end.status !== "sent") return; // doctor shows it; asking about a question helps nobody
    const { version, ...posted } = PostReceipt.parse(end.receipt.response);
    const { surface, leadId, notice, about } = target;
    const editedAt = world.now();
    await rememberCard(tx, {
      ...posted,
      surface,
      kind: "notice",
      leadId,
      notice,
      about,
      version,
      editedAt,
    });
    await noticeChanged(tx, about);
  },
});
