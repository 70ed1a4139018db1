import type { Tx } from "../../db/client.ts";
import type { EffectRow } from "../../db/effects.ts";
import { wantEffect } from "../effect.ts";
import { enqueue } from "../job.ts";
import type { Target, World } from "../world.ts";
import { type Recipient, recipients } from "./recipients.ts";
import { laneOf } from "./want-card.ts";

/** Cards that are not a lead's own: each is drawn from the row it is about, by `notice-cards.ts`. */
export const noticeKinds = [
  "unknown_effect",
  "approval",
  "approval_reminder",
  "outreach_news",
  "dead_letter",
  "error_share",
  "needs_info",
  "spam",
  "import",
  "same_company",
  "forwarded",
  "canary",
  "budget",
  "provider_pause",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export type Notice = {
  notice: NoticeKind;
  /** The draft, effect … it is about. */
  about: string;
  leadId: string | null;
};
export type NoticeTarget = Notice & {
  surface: Recipient["surface"];
  to: Target;
  /** Whose own messages it goes to where the channel does not take it. */
  otherwise?: string | undefined;
};

/** A person's own messages, or a channel; with both, the person hears of it where the channel does not take it. */
export type NoticePlace = Pick<Recipient, "surface"> &
  ({ userId: string; channelId?: undefined } | { userId: string | null; channelId: string });

export const postNoticeName = { name: "post_notice" };

/** Has a notice posted to a place, once. */
export async function wantNotice(tx: Tx, notice: Notice, place: NoticePlace): Promise<void> {
  const { surface, userId, channelId } = place;
  const to: Target =
    channelId === undefined ? { kind: "dm", userId } : { kind: "channel", channelId };
  const otherwise = channelId === undefined ? undefined : (userId ?? undefined);
  const target: NoticeTarget = { ...notice, surface, to, otherwise };
  await wantEffect(tx, postNoticeName, {
    leadId: notice.leadId,
    effectKey: `notice:${notice.notice}:${notice.about}:${surface}:${channelId ?? userId}`,
    channel: surface,
    lane: laneOf(surface, to),
    priority: -8,
    target,
  });
}

/** The queue's side of {@link file://./deliver-notice.ts}. */
export const noticeJob = {
  name: "deliver_notice",
  key: ({ id }: { tenantId: string; id: string }) => id,
  attempts: 12,
  priority: -1,
};

/** What a notice is about has changed: its copies follow. */
export async function noticeChanged(tx: Tx, about: string): Promise<void> {
  await enqueue(tx, noticeJob, { tenantId: tx.tenantId, id: about });
}

/** Asks the first person who may decide whether something arrived that nobody knows of. */
export async function askAboutUnknown(tx: Tx, world: World, effect: EffectRow): Promise<void> {
  const [first] = await recipients(tx, world, "operate");
  const notice = { notice: "unknown_effect", about: effect.id, leadId: effect.leadId } as const;
  if (first) await wantNotice(tx, notice, first);
  await noticeChanged(tx, effect.id); // asked before: the same card asks again
}
