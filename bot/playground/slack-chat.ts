import { slackLimits } from "../../cards/limits.ts";
import {
  addMessage,
  deleteMessage,
  editMessage,
  findMessage,
  listMessages,
  type PlayMessage,
} from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { checkBlocks } from "./block-check.ts";
import { type Channel, dmOf, findChannel, isIn } from "./channels.ts";
import { bot, findColleague, slackTeam } from "./people.ts";
import type { Play } from "./play.ts";
import { need, nested, SlackRefusal, textOf } from "./slack-call.ts";

const surface = "slack";

/** chat.postMessage, which also takes a person's id and then means their conversation with the bot. */
export async function postMessage(play: Play, args: Json) {
  const channel = writableChannel(need(args, "channel"));
  const row = await addMessage(play.db, {
    surface,
    channelId: channel.id,
    threadId: textOf(args, "thread_ts") ?? null,
    authorId: bot.slack,
    onlyFor: null,
    ...contentOf(args),
    postedAt: play.now(),
  });
  return { channel: channel.id, ts: row.id, message: slackMessageOf(row) };
}

/** chat.postEphemeral */
export async function postEphemeral(play: Play, args: Json) {
  const channel = writableChannel(need(args, "channel"));
  const person = findColleague(need(args, "user"));
  if (!person || !isIn(channel, person.ids.slack)) throw new SlackRefusal("user_not_in_channel");
  const ts = await whisperTo(play, channel.id, person.ids.slack, args);
  return { message_ts: ts };
}

/** A message that one person sees, however it got there. */
export async function whisperTo(play: Play, channelId: string, userId: string, args: Json) {
  const row = await addMessage(play.db, {
    surface,
    channelId,
    threadId: textOf(args, "thread_ts") ?? null,
    authorId: bot.slack,
    onlyFor: userId,
    ...contentOf(args),
    postedAt: play.now(),
  });
  return row.id;
}

/** chat.update */
export async function update(play: Play, args: Json) {
  const row = await ownMessage(play, args, "cant_update_message");
  const content = contentOf({ text: row.text, ...args });
  await editMessage(play.db, row, content);
  const message = slackMessageOf({ ...row, ...content });
  return { channel: row.channelId, ts: row.id, text: content.text, message };
}

/** chat.delete */
export async function remove(play: Play, args: Json) {
  const row = await ownMessage(play, args, "cant_delete_message");
  await deleteMessage(play.db, row);
  return { channel: row.channelId, ts: row.id };
}

/** conversations.history, newest first as in Slack; conversations.replies where `ts` is given. */
export async function history(play: Play, args: Json) {
  const channel = writableChannel(need(args, "channel"));
  const root = textOf(args, "ts");
  const rows = await listMessages(play.db, { surface, channelId: channel.id }, bot.slack, 200);
  const messages = rows
    .filter(({ id, threadId }) => (root ? [id, threadId].includes(root) : threadId === null))
    .map(slackMessageOf);
  return { messages: root ? messages : messages.toReversed(), has_more: false };
}

/** A message the way Slack shows it to apps. */
export function slackMessageOf(row: PlayMessage): Json {
  const { id: ts, authorId: user, threadId, text, body } = row;
  const isBot = user === bot.slack;
  return {
    type: "message",
    user,
    ts,
    text,
    team: slackTeam.id,
    ...(isBot ? { bot_id: slackTeam.botId, app_id: slackTeam.appId } : {}),
    ...(threadId ? { thread_ts: threadId } : {}),
    ...body,
  };
}

/** Text and blocks of a message, checked as Slack checks them. */
export function contentOf(args: Json): { text: string; body: Json } {
  const given = nested(args, "blocks", "invalid_blocks_format");
  const blocks = checkBlocks(given, slackLimits.messageBlocks);
  const text = textOf(args, "text") ?? "";
  if (text === "" && blocks.length === 0) throw new SlackRefusal("no_text");
  const metadata = nested(args, "metadata", "invalid_metadata_format");
  return { text, body: { blocks, ...(metadata ? { metadata } : {}) } };
}

function writableChannel(id: string): Channel {
  const person = /^[UW]/.test(id) ? findColleague(id) : undefined;
  const channel = person ? dmOf(surface, person) : findChannel(surface, id);
  if (!channel) throw new SlackRefusal("channel_not_found");
  if (!channel.hasBot) throw new SlackRefusal("not_in_channel");
  return channel;
}

async function ownMessage(play: Play, args: Json, error: string): Promise<PlayMessage> {
  const channel = writableChannel(need(args, "channel"));
  const at = { surface, channelId: channel.id, id: need(args, "ts") } as const;
  const row = await findMessage(play.db, at);
  if (!row || row.onlyFor !== null) throw new SlackRefusal("message_not_found");
  if (row.authorId !== bot.slack) throw new SlackRefusal(error);
  return row;
}
