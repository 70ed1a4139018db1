import { UserError } from "../../pipeline/errors.ts";
import { elementsOf, type Filled, holding, stateOf } from "./block-elements.ts";
import type { Colleague } from "./people.ts";
import type { Play } from "./play.ts";
import { slackMessageOf } from "./slack-chat.ts";
import { channelFor, envelope, messageFor, tickets, viewFor } from "./slack-person.ts";
import { sendPayload } from "./slack-send.ts";
import { viewOf } from "./slack-views.ts";

export type SlackPress = {
  /** Where the card is: in a message, or in a modal or Home. */
  at: { channelId: string; messageId: string } | { viewId: string };
  blockId: string;
  actionId: string;
  /** The entry that was picked, where there are several. */
  chosen: string | null;
  filled: Filled;
};

/**
 * Somebody pressed a button or picked an entry. The card is read from what was posted, not from the
 * page; it may have been edited while they pressed, and then what they saw counts.
 */
export async function pressInSlack(play: Play, who: Colleague, pressed: SlackPress): Promise<void> {
  const card = await cardAt(play, who, pressed);
  const isPressed = ({ blockId, element }: ReturnType<typeof elementsOf>[number]) =>
    blockId === pressed.blockId && element.action_id === pressed.actionId;
  const found = card.versions.flatMap(elementsOf).find(isPressed);
  if (!found) throw new UserError("This button is gone. The card has changed.");

  const { text, value, url, style, type, action_id } = found.element;
  const { triggerId, replyUrl } = await tickets(play, who, card.channelId, card.messageId);
  await sendPayload(play, {
    ...envelope(who, "block_actions"),
    ...card.payload,
    ...(card.channelId ? { response_url: replyUrl } : {}),
    trigger_id: triggerId,
    actions: [
      {
        type,
        action_id,
        block_id: found.blockId,
        action_ts: (+play.now() / 1000).toFixed(6),
        ...(type === "button" ? { text, value, url, style } : {}),
        ...holding(found.element, pressed.chosen ?? undefined),
      },
    ],
  });
}

async function cardAt(play: Play, who: Colleague, { at, filled }: SlackPress) {
  if ("viewId" in at) {
    const view = await viewFor(play, who, at.viewId);
    const blocks = view.body.blocks;
    const payload = {
      container: { type: "view", view_id: view.id },
      view: await viewOf(play, view, stateOf(blocks, filled)),
    };
    return { versions: [blocks], payload, channelId: null, messageId: null };
  }
  const channel = channelFor(at.channelId, who);
  const row = await messageFor(play, who, channel, at.messageId);
  const isEphemeral = row.onlyFor !== null;
  const payload = {
    container: {
      type: "message",
      message_ts: row.id,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
    },
    channel: { id: channel.id, name: channel.owner ? "directmessage" : channel.name.slice(1) },
    state: { values: stateOf(row.body.blocks, filled) },
    // Slack keeps no ephemeral messages, so it cannot show them to the app.
    ...(isEphemeral ? {} : { message: slackMessageOf(row) }),
  };
  const versions = [row.body.blocks, ...row.earlier];
  return { versions, payload, channelId: channel.id, messageId: row.id };
}
