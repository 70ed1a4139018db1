import type { PlayFile } from "../../db/playground-files.ts";
import { addMessage } from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { bot, type Colleague } from "./people.ts";
import type { Play } from "./play.ts";
import { slackMessageOf } from "./slack-chat.ts";
import { channelFor } from "./slack-person.ts";
import { slackText } from "./slack-say.ts";
import { sendEvent } from "./slack-send.ts";

export type Drop = { channelId: string; text: string; file: Omit<PlayFile, "body">; type: string };

/**
 * Somebody dropped a file. The app hears that there is one wherever it is; what was said with it,
 * only in its own conversations and where it is mentioned.
 */
export async function dropInSlack(play: Play, who: Colleague, drop: Drop): Promise<void> {
  const channel = channelFor(drop.channelId, who);
  const text = slackText(drop.text);
  const row = await addMessage(play.db, {
    surface: "slack",
    channelId: channel.id,
    threadId: null,
    authorId: who.ids.slack,
    onlyFor: null,
    text,
    body: { files: [slackFileOf(play, drop.file, drop.type)] },
    postedAt: play.now(),
  });
  if (!channel.hasBot) return;

  const said = { ...slackMessageOf(row), channel: channel.id, event_ts: row.id };
  if (channel.owner) {
    await sendEvent(play, { ...said, subtype: "file_share", channel_type: "im" });
  } else if (text.includes(`<@${bot.slack}>`)) {
    await sendEvent(play, { ...said, type: "app_mention" });
  }
  const { id } = drop.file;
  const shared = { type: "file_shared", file_id: id, file: { id }, user_id: who.ids.slack };
  await sendEvent(play, { ...shared, channel_id: channel.id });
}

/** A file the way Slack shows it to apps. */
export function slackFileOf(
  { baseUrl }: Play,
  { id, name, title, size, madeAt }: Drop["file"],
  mimetype: string,
): Json {
  const created = Math.floor(+madeAt / 1000);
  const url = `${baseUrl()}/_play/slack/files/${id}`;
  return {
    ...{ id, created, timestamp: created, name, title, mimetype, size },
    ...{ mode: "hosted", is_external: false, editable: false, is_public: false },
    ...{ url_private: url, url_private_download: url, permalink: url },
  };
}
