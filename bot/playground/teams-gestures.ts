import { randomUUID } from "node:crypto";
import { addMessage, findMessage, setReaction } from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { UserError } from "../../pipeline/errors.ts";
import { dmOf } from "./channels.ts";
import { nameOf } from "./emoji.ts";
import { bot, type Colleague } from "./people.ts";
import type { Play } from "./play.ts";
import { sendActivity, teamsChannelFor } from "./teams-activity.ts";

const surface = "teams";
const mention = "<at>Baton</at>";
type Where = { channelId: string; messageId: string | null };

/** Somebody pressed Enter. In a channel, a bot hears only what mentions it, as in Teams. */
export async function sayInTeams(
  play: Play,
  who: Colleague,
  said: { channelId: string; threadId: string | null; text: string },
): Promise<void> {
  const channel = teamsChannelFor(said.channelId, who);
  const row = await addMessage(play.db, {
    surface,
    channelId: channel.id,
    threadId: said.threadId,
    authorId: who.ids.teams,
    onlyFor: null,
    text: said.text,
    body: {},
    postedAt: play.now(),
  });

  const threadId = said.threadId ?? row.id;
  const message = { type: "message", id: row.id, textFormat: "plain" };
  if (channel.owner) {
    await sendActivity(play, who, channel, null, { ...message, text: said.text });
    return;
  }
  const called = /^\s*(?:@baton\b[:,]?|(?=\/?lead\b))\s*(.*)$/is.exec(said.text);
  if (!called) return;
  const entity = { type: "mention", text: mention, mentioned: { id: bot.teams, name: "Baton" } };
  const text = `${mention} ${called[1]}`;
  await sendActivity(play, who, channel, threadId, { ...message, text, entities: [entity] });
}

/** Somebody pressed an Action.Execute, or their client reloads a card by itself. */
export async function executeInTeams(
  play: Play,
  who: Colleague,
  { where, action, trigger }: { where: Where; action: Json; trigger: "manual" | "automatic" },
): Promise<Json> {
  const value = { action: { type: "Action.Execute", ...action }, trigger };
  return invoke(play, who, where, "adaptiveCard/action", value);
}

/** Somebody pressed an Action.Submit of a card: in Teams that is a message without words. */
export async function submitInTeams(
  play: Play,
  who: Colleague,
  { where, data }: { where: Where; data: Json },
): Promise<void> {
  await toMessage(play, who, where, { type: "message", id: randomUUID(), value: data });
}

/** A dialog is asked for (`task/fetch`) or sent (`task/submit`). */
export async function dialogInTeams(
  play: Play,
  who: Colleague,
  { where, name, data }: { where: Where; name: "task/fetch" | "task/submit"; data: Json },
): Promise<Json> {
  return invoke(play, who, where, name, { data, context: { theme: "default" } });
}

/** Somebody looks at Baton's personal tab. */
export async function openTeamsHome(play: Play, who: Colleague): Promise<Json> {
  return invoke(play, who, homeOf(who), "tab/fetch", tabValue);
}

/** Somebody pressed a button there: the tab comes again, as it is then. */
export async function pressTeamsHome(play: Play, who: Colleague, data: Json): Promise<Json> {
  return invoke(play, who, homeOf(who), "tab/submit", { ...tabValue, data });
}

/** Somebody put an emoji on a message or took it off. Bots hear of those on their own messages. */
export async function reactInTeams(
  play: Play,
  who: Colleague,
  on: { channelId: string; messageId: string; emoji: string; added: boolean },
): Promise<void> {
  const channel = teamsChannelFor(on.channelId, who);
  const type = nameOf(surface, on.emoji);
  if (!type) throw new UserError(`${on.emoji} is not among the reactions here.`);
  const row = await findMessage(play.db, { surface, channelId: channel.id, id: on.messageId });
  if (!row) throw new UserError("This message is gone.");
  const { channelId, id: messageId } = row;
  const mark = { surface, channelId, messageId, emoji: on.emoji, userId: who.ids.teams } as const;
  const changed = await setReaction(play.db, mark, on.added);
  if (!changed || row.authorId !== bot.teams) return;

  const reactions = on.added ? { reactionsAdded: [{ type }] } : { reactionsRemoved: [{ type }] };
  const activity = { type: "messageReaction", replyToId: messageId, ...reactions };
  await toMessage(play, who, { channelId, messageId }, activity);
}

/** Tells Baton that it was added to a place, as Teams does when an app is installed there. */
export async function installInTeams(play: Play, who: Colleague, channelId: string): Promise<void> {
  const channel = teamsChannelFor(channelId, who);
  const activity = { type: "conversationUpdate", membersAdded: [{ id: bot.teams, name: "Baton" }] };
  await sendActivity(play, who, channel, null, activity);
}

const tabValue = { tabContext: { tabEntityId: "home" }, context: { theme: "default" } };

function homeOf(who: Colleague): Where {
  return { channelId: dmOf(surface, who).id, messageId: null };
}

async function invoke(play: Play, who: Colleague, where: Where, name: string, value: Json) {
  return toMessage(play, who, where, { type: "invoke", name, value });
}

async function toMessage(play: Play, who: Colleague, where: Where, activity: Json): Promise<Json> {
  const channel = teamsChannelFor(where.channelId, who);
  if (where.messageId === null) return sendActivity(play, who, channel, null, activity);

  const at = { surface, channelId: channel.id, id: where.messageId } as const;
  const row = await findMessage(play.db, at);
  if (!row) throw new UserError("This message is gone.");
  const about = { ...activity, replyToId: row.id };
  return sendActivity(play, who, channel, row.threadId ?? row.id, about);
}
