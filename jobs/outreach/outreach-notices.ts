import { approvalCard, outreachNewsCard, reminderCard } from "../../cards/approval-card.ts";
import type { Card } from "../../cards/card.ts";
import type { Tx } from "../../db/client.ts";
import { getOutreachView } from "../../db/outreach-view.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { OutreachView } from "../../pipeline/outreach/outreach-view.ts";
import type { World } from "../world.ts";

type Clock = { now: Date; timeZone: string };
type Notice = (view: OutreachView, clock: Clock, world: World) => Card;

const cards = {
  approval: (view, clock, { mail }) =>
    approvalCard(view, { mayApprove: true, mayEdit: true, mailbox: mail !== null }, clock),
  approval_reminder: (view, clock) => reminderCard(view, clock),
  outreach_news: (view, clock) => outreachNewsCard(view, clock),
} satisfies Record<string, Notice>;

/** A notice about a mail, as the mail stands now; null when it was erased. */
export async function outreachNotice(
  kind: keyof typeof cards,
  tx: Tx,
  world: World,
  id: string,
): Promise<Card | null> {
  const view = await getOutreachView(tx, id);
  if (!view) return null;
  return cards[kind](view, { now: world.now(), timeZone: await timeZoneOf(tx) }, world);
}
