import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import { slackEmoji } from "../../pipeline/handoff/reactions.ts";
import { isColleague } from "./colleague.ts";
import { admit, type Desk, placeOf, requestOf } from "./desk.ts";

type Reacted = SlackEventMiddlewareArgs<"reaction_added" | "reaction_removed"> & AllMiddlewareArgs;

/** Somebody put an emoji on one of our messages, or took it off again. */
export function onReaction(desk: Desk) {
  return async ({ event, body, context, client }: Reacted): Promise<void> => {
    const emoji = slackEmoji(event.reaction);
    const isOurs = !event.item_user || event.item_user === context.botUserId;
    if (event.item.type !== "message" || !isOurs || !emoji) return;

    const isShared = body.is_ext_shared_channel ?? false;
    const actor = { id: event.user, team: undefined, isShared };
    if (!(await isColleague(client, context, actor))) return; // an emoji needs no answer

    const user = { id: event.user, name: null };
    const who = await admit(desk, context, { user, eventId: body.event_id, client });
    if (!who) return;

    const place = { ...placeOf(event.item.channel, null), messageId: event.item.ts };
    const added = event.type === "reaction_added";
    await desk.handlers.react(requestOf(context, who, place), { emoji, added });
  };
}
