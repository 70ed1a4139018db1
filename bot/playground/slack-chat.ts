import { slackLimits } from "../../cards/limits.ts";
import {
  addMessage,
  deleteMessage,
  editMessage,
  findMessage,
  listMessages,
  type PlayMessage,
  unfurlMessage,
} from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { checkBlocks } from "./block-check.ts";
import { type Channel, dmOf, findChannel, isIn } from "./channels.ts";
import { isObject } from "./json.ts";
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
  const since = Number(args.oldest ?? 0);
  const limit = Number(args.limit ?? 100);
  const isInclusive = String(args.inclusive) === "true";
  const rows = await listMessages(play.db, { surface, channelId: channel.id }, bot.slack, 1000);
  const found = rows
    .filter(({ id, threadId }) => (root ? [id, threadId].includes(root) : threadId === null))
    .filter(({ id }) => (isInclusive ? Number(id) >= since : Number(id) > since))
    .map(slackMessageOf);
  const messages = (root ? found : found.toReversed()).slice(0, limit);
  return { messages, has_more: messages.length < found.length };
}

/** chat.getPermalink */
export async function permalink(play: Play, args: Json) {
  const channelId = writableChannel(need(args, "channel")).id;
  const at = { surface, channelId, id: need(args, "message_ts") } as const;
  if (!(await findMessage(play.db, at))) throw new SlackRefusal("message_not_found");
  const place = new URLSearchParams({ channel: channelId, message: at.id });
  return { channel: channelId, permalink: `${play.baseUrl()}/playground?${place}` };
}

/** chat.unfurl: what links of one message lead to, by link. The event names the message either way. */
export async function unfurl(play: Play, args: Json) {
  const [, channel, ts] = /^(\w+):([\d.]+)$/.exec(textOf(args, "unfurl_id") ?? "") ?? [];
  const named = channel ? { channel, ts } : args;
  const channelId = writableChannel(need(named, "channel")).id;
  const at = { surface, channelId, id: need(named, "ts") } as const;
  const row = await findMessage(play.db, at);
  if (!row) throw new SlackRefusal("cannot_find_message");
  const given = nested(args, "unfurls", "invalid_unfurls_format");
  if (!isObject(given)) throw new SlackRefusal("missing_unfurls");
  const unfurls: Json = {};
  for (const [url, shown] of Object.entries(given)) {
    if (!row.text.includes(url.replaceAll("&", "&amp;"))) {
      throw new SlackRefusal("cannot_unfurl_url");
    }
    const blocks = isObject(shown) ? shown.blocks : undefined;
    unfurls[url] = { blocks: checkBlocks(blocks, slackLimits.messageBlocks) };
  }
  await unfurlMessage(play.db, at, unfurls);
  return {};
}

/** A message the way Slack shows it to apps. */
export function slackMessageOf(row: PlayMessage): Json {
  const { id: ts, authorId: user, threadId, text } = row;
  const { unfurls: _, ...content } = row.body;
  const isBot = user === bot.slack;
  return {
    type: "message",
    user,
    ts,
    text,
    team: slackTeam.id,
    ...(isBot ? { bot_id: slackTeam.botId, app_id: slackTeam.appId } : {}),
    ...(threadId ? { thread_ts: threadId } : {}),
    ...content,
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

export function writableChannel(id: string): Channel {
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
