import { findMessage, listReactions, setReaction } from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { findChannel } from "./channels.ts";
import { emojiNamed, slackName } from "./emoji.ts";
import { bot } from "./people.ts";
import type { Play } from "./play.ts";
import { need, SlackRefusal } from "./slack-call.ts";

/** reactions.add and reactions.remove, by the bot. */
export async function react(play: Play, args: Json, on: boolean) {
  const emoji = emojiNamed("slack", need(args, "name"));
  if (!emoji) throw new SlackRefusal("invalid_name");
  const { surface, channelId, id: messageId } = await target(play, args);
  const reaction = { surface, channelId, messageId, emoji, userId: bot.slack };
  const changed = await setReaction(play.db, reaction, on);
  if (!changed) throw new SlackRefusal(on ? "already_reacted" : "no_reaction");
  return {};
}

/** reactions.get */
export async function getReactions(play: Play, args: Json) {
  const at = await target(play, args);
  const users = new Map<string, string[]>();
  for (const { emoji, userId } of await listReactions(play.db, "slack", [at.id])) {
    const name = slackName(emoji);
    users.set(name, [...(users.get(name) ?? []), userId]);
  }
  const reactions = [...users].map(([name, users]) => ({ name, users, count: users.length }));
  return { type: "message", channel: at.channelId, message: { ts: at.id, reactions } };
}

async function target(play: Play, args: Json) {
  const channel = findChannel("slack", need(args, "channel"));
  if (!channel) throw new SlackRefusal("channel_not_found");
  const at = { surface: "slack", channelId: channel.id, id: need(args, "timestamp") } as const;
  if (!(await findMessage(play.db, at))) throw new SlackRefusal("message_not_found");
  return at;
}
