import { addMessage, type PlayMessage } from "../../db/playground-messages.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Channel } from "./channels.ts";
import { bot, type Colleague, slackTeam } from "./people.ts";
import type { Play } from "./play.ts";
import { slackMessageOf } from "./slack-chat.ts";
import { channelFor, tickets } from "./slack-person.ts";
import { take } from "./slack-respond.ts";
import { sendEvent, sendForm } from "./slack-send.ts";

const link = /https?:\/\/[^\s<>|]+/g;

/** Somebody pressed Enter: `/lead …` is a slash command, anything else a message. */
export async function sayInSlack(
  play: Play,
  who: Colleague,
  said: { channelId: string; threadId: string | null; text: string },
): Promise<void> {
  const channel = channelFor(said.channelId, who);
  const [command = "", ...words] = said.text.trim().split(/\s+/);
  if (!command.startsWith("/")) return write(play, who, channel, said);
  if (command !== "/lead") throw new UserError(`${command} is not a command here. Try /lead help.`);
  const text = words.length === 0 ? "" : said.text.trim().slice(command.length).trim();
  const { triggerId, replyUrl, ticket } = await tickets(play, who, channel.id, null);

  const answer = await sendForm(play, {
    token: "playground",
    command,
    text,
    team_id: slackTeam.id,
    team_domain: slackTeam.domain,
    channel_id: channel.id,
    channel_name: channel.owner ? "directmessage" : channel.name.slice(1),
    user_id: who.ids.slack,
    user_name: who.key,
    api_app_id: slackTeam.appId,
    is_enterprise_install: "false",
    response_url: replyUrl,
    trigger_id: triggerId,
  });
  if (answer.text || answer.blocks) await take(play, ticket, answer);
}

async function write(
  play: Play,
  who: Colleague,
  channel: Channel,
  said: { threadId: string | null; text: string },
): Promise<void> {
  const text = slackText(said.text);
  const row = await addMessage(play.db, {
    surface: "slack",
    channelId: channel.id,
    threadId: said.threadId,
    authorId: who.ids.slack,
    onlyFor: null,
    text,
    body: {},
    postedAt: play.now(),
  });
  if (!channel.hasBot) return;

  const event = { ...slackMessageOf(row), channel: channel.id, event_ts: row.id };
  await sendEvent(play, { ...event, channel_type: channel.owner ? "im" : "channel" });
  const isMention = !channel.owner && text.includes(`<@${bot.slack}>`);
  if (isMention) await sendEvent(play, { ...event, type: "app_mention" });
  await shareLinks(play, who, channel, row);
}

/** What somebody typed, in Slack's mark-up. */
export function slackText(typed: string): string {
  return typed
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/(?<!\w)@Baton\b/gi, `<@${bot.slack}>`)
    .replaceAll(link, "<$&>");
}

/** Slack asks an app what the links of its own domain lead to. */
async function shareLinks(play: Play, who: Colleague, channel: Channel, row: PlayMessage) {
  const links = [...row.text.matchAll(link)]
    .map(([found]) => found.replaceAll("&amp;", "&"))
    .filter((url) => URL.parse(url)?.origin === play.baseUrl())
    .map((url) => ({ url, domain: new URL(url).hostname }));
  if (links.length === 0) return;
  await sendEvent(play, {
    type: "link_shared",
    user: who.ids.slack,
    channel: channel.id,
    message_ts: row.id,
    ...(row.threadId ? { thread_ts: row.threadId } : {}),
    unfurl_id: `${channel.id}:${row.id}`,
    source: "conversations_history",
    is_bot_user_member: true,
    links,
  });
}
