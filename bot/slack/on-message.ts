import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { Card } from "../../cards/card.ts";
import { sayAnswer, whisper } from "../handlers/answer.ts";
import { spokenCommand } from "../handlers/spoken.ts";
import { refuseStrangers } from "./colleague.ts";
import { admit, type Desk, placeOf, requestOf } from "./desk.ts";
import { mayBeTable } from "./files.ts";
import { takeDropped } from "./on-file.ts";

type Mention = SlackEventMiddlewareArgs<"app_mention"> & AllMiddlewareArgs;
type Message = SlackEventMiddlewareArgs<"message"> & AllMiddlewareArgs;
type FileShare = Extract<Message["event"], { subtype: "file_share" }>;
type Said = { channel: string; userId: string; team: string | undefined; text: string };

/** Somebody said `@Baton …` in a channel. */
export function onMention(desk: Desk) {
  return async (args: Mention): Promise<void> => {
    const { channel, user: userId, text, user_team, user_profile, files = [] } = args.event;
    const team = user_team ?? user_profile?.team;
    if (!userId) return;
    const isAboutFiles = files.length > 0 && (files.some(mayBeTable) || wordsOf(args, text) === "");
    if (!isAboutFiles) return hear(desk, args, { channel, userId, team, text });
    await takeDropped(desk, args, { channel, userId, team, files, isCalled: true });
  };
}

/** Somebody wrote to Baton directly, or gave it a file. Edits, joins and other bots are not for us. */
export function onMessage(desk: Desk) {
  return async (args: Message): Promise<void> => {
    const { event } = args;
    if (event.subtype === "file_share") return onFiles(desk, args, event);
    if (event.channel_type !== "im" || event.subtype !== undefined || event.bot_id) return;
    const { channel, user: userId, text = "" } = event;
    await hear(desk, args, { channel, userId, team: undefined, text });
  };
}

async function onFiles(desk: Desk, args: Message, event: FileShare): Promise<void> {
  const { channel, channel_type, user: userId, files = [], text } = event;
  if (userId === args.context.botUserId) return;
  const isCalled = channel_type === "im" || text.includes(`<@${args.context.botUserId}>`);
  await takeDropped(desk, args, { channel, userId, team: undefined, files, isCalled });
}

async function hear(desk: Desk, args: Mention | Message, said: Said): Promise<void> {
  const { body, context, client } = args;
  const isShared = body.is_ext_shared_channel ?? false;
  await refuseStrangers(client, context, { id: said.userId, team: said.team, isShared });
  const user = { id: said.userId, name: null };
  const who = await admit(desk, context, { user, eventId: body.event_id, client });
  if (!who) return;

  const request = requestOf(context, who, placeOf(said.channel, null));
  const text = wordsOf(args, said.text);
  const answer = await desk.handlers.command(request, spokenCommand(text));
  const replace = (card: Card) => whisper(desk.port, request, card);
  await sayAnswer(desk.port, { request, openForm: null, replace }, answer);
}

/** What was written, without the mention of us. */
function wordsOf({ context }: Mention | Message, text: string): string {
  return text.replaceAll(`<@${context.botUserId}>`, " ").trim();
}
