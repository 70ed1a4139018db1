import type { Tx } from "../../db/client.ts";
import type { Label } from "../../pipeline/score/decision.ts";
import { wantEffect } from "../effect.ts";
import type { Target } from "../world.ts";
import type { CardPlace } from "./places.ts";

/** Wants a copy of a lead's card in a place, once. Leads of bucket A overtake the others in their channel. */
export async function wantCard(
  tx: Tx,
  leadId: string,
  place: CardPlace,
  label: Label | null,
): Promise<boolean> {
  return wantEffect(tx, postCardName, {
    leadId,
    effectKey: `card:${leadId}:${place.key}`,
    channel: place.surface,
    lane: laneOf(place.surface, place.target),
    priority: priorityOf(label),
    target: place,
  });
}

/**
 * Slack lets short bursts over its one per second pass, Teams takes seven a second per conversation.
 * https://docs.slack.dev/apis/web-api/rate-limits
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const channelBurst = 7;

/** In a channel the best leads go first. */
export function priorityOf(label: Label | null): number {
  return label === "A" ? -10 : label === "B" ? -5 : 0;
}

export const postCardName = { name: "post_card" };

/** Chats count posts by channel, so a channel is a lane. */
export function laneOf(surface: string, target: Target): string {
  return `${surface}:${target.kind === "dm" ? `dm:${target.userId}` : target.channelId}`;
}
