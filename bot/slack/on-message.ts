import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { Card } from "../../cards/card.ts";
import { sayAnswer, whisper } from "../handlers/answer.ts";
import { spokenCommand } from "../handlers/spoken.ts";
import { refuseStrangers } from "./colleague.ts";
import { admit, type Desk, placeOf, requestOf } from "./desk.ts";

type Mention = SlackEventMiddlewareArgs<"app_mention"> & AllMiddlewareArgs;
type Message = SlackEventMiddlewareArgs<"message"> & AllMiddlewareArgs;
type Said = { channel: string; userId: string; team: string | undefined; text: string };

/** Somebody said `@Baton …` in a channel. */
export function onMention(desk: Desk) {
  return async (args: Mention): Promise<void> => {
    const { channel, user, text, user_team, user_profile } = args.event;
    const team = user_team ?? user_profile?.team;
    if (user) await hear(desk, args, { channel, userId: user, team, text });
  };
}

/** Somebody wrote to Baton directly. Edits, joins and other bots are not for us. */
export function onDirectMessage(desk: Desk) {
  return async (args: Message): Promise<void> => {
    const { event } = args;
    if (event.channel_type !== "im" || event.subtype !== undefined || event.bot_id) return;
    const { channel, user: userId, text = "" } = event;
    await hear(desk, args, { channel, userId, team: undefined, text });
  };
}

async function hear(desk: Desk, args: Mention | Message, said: Said): Promise<void> {
  const { body, context, client } = args;
  const isShared = body.is_ext_shared_channel ?? false;
  await refuseStrangers(client, context, { id: said.userId, team: said.team, isShared });
  const user = { id: said.userId, name: null };
  const who = await admit(desk, context, { user, eventId: body.event_id, client });
  if (!who) return;

  const request = requestOf(context, who, placeOf(said.channel, null));
  const text = said.text.replaceAll(`<@${context.botUserId}>`, " ");
  const answer = await desk.handlers.command(request, spokenCommand(text));
  const replace = (card: Card) => whisper(desk.port, request, card);
  await sayAnswer(desk.port, { request, openForm: null, replace }, answer);
}
