import { UserError } from "../../pipeline/errors.ts";
import type { Colleague } from "./people.ts";
import type { Play } from "./play.ts";
import { slackMessageOf } from "./slack-chat.ts";
import { channelFor, envelope, messageFor, tickets } from "./slack-person.ts";
import { sendPayload } from "./slack-send.ts";

/** Somebody picked "Make this a lead" from the menu of a message. */
export async function makeLeadInSlack(
  play: Play,
  who: Colleague,
  at: { channelId: string; messageId: string },
): Promise<void> {
  const channel = channelFor(at.channelId, who);
  const row = await messageFor(play, who, channel, at.messageId);
  if (row.onlyFor !== null) throw new UserError("Slack has no shortcuts on what only you see.");
  const { triggerId, replyUrl } = await tickets(play, who, channel.id, row.id);
  await sendPayload(play, {
    ...envelope(who, "message_action"),
    callback_id: "make_lead",
    trigger_id: triggerId,
    response_url: replyUrl,
    action_ts: (+play.now() / 1000).toFixed(6),
    message_ts: row.id,
    channel: { id: channel.id, name: channel.owner ? "directmessage" : channel.name.slice(1) },
    message: slackMessageOf(row),
  });
}
