import { setReaction } from "../../db/playground-messages.ts";
import { UserError } from "../../pipeline/errors.ts";
import { dmOf } from "./channels.ts";
import { nameOf } from "./emoji.ts";
import type { Colleague } from "./people.ts";
import type { Play } from "./play.ts";
import { channelFor, messageFor } from "./slack-person.ts";
import { sendEvent } from "./slack-send.ts";

const surface = "slack";

/** Somebody put an emoji on a message or took it off. */
export async function reactInSlack(
  play: Play,
  who: Colleague,
  on: { channelId: string; messageId: string; emoji: string; added: boolean },
): Promise<void> {
  const channel = channelFor(on.channelId, who);
  const reaction = nameOf(surface, on.emoji);
  if (!reaction) throw new UserError(`${on.emoji} is not among the reactions here.`);
  const row = await messageFor(play, who, channel, on.messageId);
  const { channelId, id: messageId } = row;
  const mark = { surface, channelId, messageId, emoji: on.emoji, userId: who.ids.slack } as const;
  const changed = await setReaction(play.db, mark, on.added);
  if (!changed || !channel.hasBot) return;

  await sendEvent(play, {
    type: on.added ? "reaction_added" : "reaction_removed",
    user: who.ids.slack,
    reaction,
    item: { type: "message", channel: channelId, ts: messageId },
    item_user: row.authorId,
  });
}

/** Somebody looks at Baton's Home. */
export async function openSlackHome(play: Play, who: Colleague): Promise<void> {
  const channel = dmOf(surface, who).id;
  await sendEvent(play, { type: "app_home_opened", user: who.ids.slack, channel, tab: "home" });
}
