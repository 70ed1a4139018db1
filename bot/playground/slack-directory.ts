import type { Json } from "../../db/playground-schema.ts";
import { type Channel, dmOf, findChannel, sharedChannels } from "./channels.ts";
import { bot, type Colleague, findColleague, people, slackTeam } from "./people.ts";
import type { Play } from "./play.ts";
import { need, SlackRefusal } from "./slack-call.ts";

/** auth.test */
export async function authTest({ baseUrl }: Play) {
  return {
    url: `${baseUrl()}/playground`,
    team: "Playground",
    user: "baton",
    team_id: slackTeam.id,
    user_id: bot.slack,
    bot_id: slackTeam.botId,
    is_enterprise_install: false,
  };
}

/** conversations.open */
export async function openConversation(_: Play, args: Json) {
  const [userId, ...others] = need(args, "users").split(",");
  const person = findColleague(userId ?? "");
  if (!person || others.length > 0) throw new SlackRefusal("user_not_found");
  return { channel: channelOf(dmOf("slack", person)) };
}

/** conversations.info */
export async function conversationInfo(_: Play, args: Json) {
  const channel = findChannel("slack", need(args, "channel"));
  if (!channel) throw new SlackRefusal("channel_not_found");
  return { channel: channelOf(channel) };
}

/** conversations.list */
export async function listConversations() {
  return { channels: sharedChannels("slack").map(channelOf), ...lastPage };
}

/** users.info */
export async function userInfo(_: Play, args: Json) {
  const id = need(args, "user");
  if (id === bot.slack) return { user: botUser };
  const person = findColleague(id);
  if (!person) throw new SlackRefusal("user_not_found");
  return { user: userOf(person) };
}

/** users.list */
export async function listUsers() {
  return { members: [...people.map(userOf), botUser], ...lastPage };
}

/** users.lookupByEmail */
export async function lookupByEmail(_: Play, args: Json) {
  const wanted = need(args, "email").toLowerCase();
  const person = people.find(({ email }) => email === wanted);
  if (!person) throw new SlackRefusal("users_not_found");
  return { user: userOf(person) };
}

const lastPage = { response_metadata: { next_cursor: "" } };

const botUser = {
  id: bot.slack,
  team_id: slackTeam.id,
  name: "baton",
  real_name: "Baton",
  is_bot: true,
  deleted: false,
  profile: { real_name: "Baton", display_name: "Baton", bot_id: slackTeam.botId },
};

function userOf({ ids, key, name, email, role }: Colleague) {
  return {
    id: ids.slack,
    team_id: slackTeam.id,
    name: key,
    real_name: name,
    is_bot: false,
    deleted: false,
    is_admin: role === "admin",
    tz: "Etc/UTC",
    tz_offset: 0,
    profile: { real_name: name, display_name: name, email },
  };
}

function channelOf({ id, name, owner, hasBot }: Channel) {
  if (owner) return { id, is_im: true, is_channel: false, user: owner.ids.slack, is_open: true };
  const about = { is_channel: true, is_im: false, is_private: false, is_archived: false };
  return { id, name: name.slice(1), ...about, is_member: hasBot };
}
