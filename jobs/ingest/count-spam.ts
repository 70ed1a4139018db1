import type { Card } from "../../cards/card.ts";
import { spamSummaryCard, spamWords } from "../../cards/spam-summary-card.ts";
import type { Tx } from "../../db/client.ts";
import { type StoredArrival, settleSourceEvent } from "../../db/source-events.ts";
import { countSpam as countOne, findSpamDay } from "../../db/spam-days.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { spamReasonIn } from "../../pipeline/ingest/spam.ts";
import { noticeJob, wantNotice } from "../handoff/notices.ts";
import { recipients } from "../handoff/recipients.ts";
import { enqueue } from "../job.ts";
import type { World } from "../world.ts";

/** Spam is kept and makes no card of its own: whoever operates Baton sees one per door and day. */
export async function countSpam(
  tx: Tx,
  { id, input, channel, doorId, receivedAt }: StoredArrival,
  world: Pick<World, "now" | "chat" | "durations">,
): Promise<void> {
  const reason = spamReasonIn(input.flags) ?? "honeypot";
  await settleSourceEvent(tx, id, "spam", null, `It ${spamWords.reasons[reason]}.`);
  const day = await countOne(tx, { doorId: doorId ?? channel, at: receivedAt, reason });
  const [first] = await recipients(tx, world, "operate");
  if (first) await wantNotice(tx, { notice: "spam", about: day, leadId: null }, first);
  await followUp(tx, day, world);
}

/**
 * Has the card edited at the end of this stretch of time, so that a wave of posts edits it now and
 * then and not with every one of them.
 */
async function followUp(
  tx: Tx,
  day: string,
  { now, durations }: Pick<World, "now" | "durations">,
): Promise<void> {
  const stretch = Math.max(1, durations.cardEditMs);
  const runAt = new Date(Math.ceil((now().getTime() + 1) / stretch) * stretch);
  await enqueue(tx, noticeJob, { tenantId: tx.tenantId, id: day }, { runAt });
}

/** The card about a door's spam of one day, as it stands now. */
export async function spamNotice(
  tx: Tx,
  { now }: Pick<World, "now">,
  id: string,
): Promise<Card | null> {
  const day = await findSpamDay(tx, id);
  return day ? spamSummaryCard(day, now(), await timeZoneOf(tx)) : null;
}
