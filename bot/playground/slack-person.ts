import { findMessage, type PlayMessage } from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { addTicket, findView, type PlayView } from "../../db/playground-views.ts";
import { UserError } from "../../pipeline/errors.ts";
import { type Channel, findChannel, isIn } from "./channels.ts";
import { type Colleague, slackTeam } from "./people.ts";
import type { Play } from "./play.ts";

/** What every interaction says about its place and person. */
export function envelope(who: Colleague, type: string): Json {
  const { id: teamId, domain, appId } = slackTeam;
  const { key, ids } = who;
  return {
    type,
    token: "playground",
    team: { id: teamId, domain },
    user: { id: ids.slack, username: key, name: key, team_id: teamId },
    api_app_id: appId,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The trigger_id and response_url that go with one gesture. */
export async function tickets(
  play: Play,
  who: Colleague,
  channelId: string | null,
  messageId: string | null,
) {
  const ticket = { userId: who.ids.slack, channelId, messageId, madeAt: play.now() };
  const triggerId = await addTicket(play.db, { ...ticket, kind: "trigger" });
  const replyId = await addTicket(play.db, { ...ticket, kind: "reply" });
  return { triggerId, replyUrl: `${play.baseUrl()}/_play/slack/respond/${replyId}`, ticket };
}

/** A channel of this person's list. */
export function channelFor(id: string, who: Colleague): Channel {
  const channel = findChannel("slack", id);
  if (!channel || !isIn(channel, who.ids.slack)) throw new UserError("There is no such channel.");
  return channel;
}

/** A message this person can see. */
export async function messageFor(
  play: Play,
  who: Colleague,
  channel: Channel,
  id: string,
): Promise<PlayMessage> {
  const row = await findMessage(play.db, { surface: "slack", channelId: channel.id, id });
  const isSeen = row && (row.onlyFor === null || row.onlyFor === who.ids.slack);
  if (!isSeen) throw new UserError("This message is gone.");
  return row;
}

/** A form or Home of this person. */
export async function viewFor(play: Play, who: Colleague, id: string): Promise<PlayView> {
  const view = await findView(play.db, id);
  if (view?.userId !== who.ids.slack) throw new UserError("This form is gone. Open it again.");
  return view;
}
