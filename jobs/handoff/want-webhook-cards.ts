import { z } from "zod";
import { newsOf } from "../../cards/follow-up-card.ts";
import type { Tx } from "../../db/client.ts";
import { findEffectByKey } from "../../db/effects.ts";
import { findSetting } from "../../db/settings.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import { noWebhooks, Webhooks } from "../../pipeline/handoff/webhook-urls.ts";
import { type Surface, surfaces } from "../../pipeline/surface.ts";
import { wantEffect } from "../effect.ts";
import { priorityOf } from "./want-card.ts";

export const postWebhookCardName = { name: "post_webhook_card" };

/** `says` is the lead itself, or the key of a piece of news about it. */
export type WebhookTarget = { surface: Surface; says: string };
export const theLead = "lead";

/** What a message about a lead said already when it was posted. */
const WebhookReceipt = z.object({ told: z.array(z.string()) });

export async function webhooksOf(tx: Tx): Promise<Webhooks> {
  const stored = await findSetting(tx, "webhooks");
  return stored === undefined ? noWebhooks : Webhooks.parse(stored);
}

/**
 * Wants a message about a scored lead in every channel a webhook posts to, once, and afterwards a
 * line for what that message could not know yet. Nothing there can be edited, so nothing is said
 * while research runs.
 */
export async function wantWebhookCards(tx: Tx, view: LeadView, open: boolean): Promise<void> {
  const label = view.decision?.label ?? null;
  if (label === null || label === "Drop") return;
  const webhooks = await webhooksOf(tx);
  for (const surface of surfaces) {
    if (webhooks[surface] === null) continue;
    const want = (says: string) =>
      wantEffect<WebhookTarget>(tx, postWebhookCardName, {
        leadId: view.id,
        effectKey: keyOf(view.id, surface, says),
        channel: surface,
        lane: `webhook:${surface}`,
        priority: priorityOf(label),
        target: { surface, says },
      });
    const first = await findEffectByKey(tx, keyOf(view.id, surface, theLead));
    if (!first && open) await want(theLead);
    for (const key of first ? await untold(tx, view, first) : []) await want(key);
  }
}

/** News that came after the message about the lead; none until that was sent. */
async function untold(
  tx: Tx,
  view: LeadView,
  { status, response }: { status: string; response: unknown },
): Promise<string[]> {
  if (status !== "sent") return [];
  const { told } = WebhookReceipt.safeParse(response).data ?? { told: [] };
  const news = newsOf(view, view.createdAt, await timeZoneOf(tx));
  return news.map(({ key }) => key).filter((key) => !told.includes(key));
}

function keyOf(leadId: string, surface: Surface, says: string): string {
  return `webhook:${surface}:${leadId}:${says}`;
}
