import { z } from "zod";
import { rememberCard } from "../../db/messages.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { defineEffect, type Wanted } from "../effect.ts";
import { NotSent, type Posted, Refused, type World } from "../world.ts";
import { noticeCard } from "./notice-cards.ts";
import { type NoticeTarget, noticeChanged, noticeKinds, postNoticeName } from "./notices.ts";
import { Address } from "./places.ts";
import { channelBurst } from "./want-card.ts";

const Receipt = z.object({ channelId: z.string(), messageId: z.string(), version: z.int() });

/** Posts a notice to one person; it is edited from then on by deliver-notice.ts. */
export const postNotice = defineEffect<NoticeTarget>({
  ...postNoticeName,
  target: z.object({
    notice: z.enum(noticeKinds),
    about: z.uuid(),
    leadId: z.uuid().nullable(),
    surface: z.enum(surfaces),
    to: Address,
  }),
  afterLostAnswer: (_, { surface }) => (surface === "slack" ? "look_up" : "copy"),
  paceMs: ({ channelPostMs }) => channelPostMs,
  burst: channelBurst,
  attempts: 40,

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
    if (end.status !== "sent") return; // doctor shows it; asking about a question helps nobody
    const { version, ...posted } = Receipt.parse(end.receipt.response);
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

function portOf(world: World, { target: { surface } }: Wanted<NoticeTarget>) {
  const port = world.chat[surface];
  if (!port) throw new NotSent(`${surface} is not connected`);
  return port;
}

function receiptOf(posted: Posted, version: number) {
  return { providerId: posted.messageId, response: { ...posted, version } };
}
