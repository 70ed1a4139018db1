import type { Card } from "../../cards/card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";

export const cardEvent = "baton_card";

/** A card as a Slack message that says which card, and which post of it, it is: a lost answer can be looked up. */
export function slackMessage(card: Card, effectKey?: string) {
  const effect = effectKey === undefined ? {} : { effect: effectKey };
  const payload = { card: card.id, version: card.version, ...effect };
  return { ...toBlockKit(card), metadata: { event_type: cardEvent, event_payload: payload } };
}
