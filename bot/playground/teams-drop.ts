import { randomUUID } from "node:crypto";
import { announceFile } from "../../db/playground-files.ts";
import { addMessage, findMessage } from "../../db/playground-messages.ts";
import { UserError } from "../../pipeline/errors.ts";
import { isObject } from "./json.ts";
import { bot, type Colleague } from "./people.ts";
import type { Play } from "./play.ts";
import type { Drop } from "./slack-drop.ts";
import { sendActivity, teamsChannelFor } from "./teams-activity.ts";

const consentCard = "application/vnd.microsoft.teams.card.file.consent";

/**
 * Somebody attached a file. A bot gets it in its own chat with them only; in a channel it hears of
 * the message if it is mentioned, and of the file no more than that there is one.
 */
export async function dropInTeams(play: Play, who: Colleague, drop: Drop): Promise<void> {
  const { file, text } = drop;
  const channel = teamsChannelFor(drop.channelId, who);
  const row = await addMessage(play.db, {
    surface: "teams",
    channelId: channel.id,
    threadId: null,
    authorId: who.ids.teams,
    onlyFor: null,
    text,
    body: { files: [{ id: file.id, title: file.title }] },
    postedAt: play.now(),
  });
  const message = { type: "message", id: row.id, textFormat: "plain" };
  if (channel.owner) {
    const fileType = /\.([^.]+)$/.exec(file.name)?.[1] ?? "";
    const downloadUrl = `${play.baseUrl()}/_play/files/${file.id}`;
    const attachment = {
      contentType: "application/vnd.microsoft.teams.file.download.info",
      contentUrl: `${play.baseUrl()}/_play/drive/${encodeURIComponent(file.name)}`,
      name: file.name,
      content: { downloadUrl, uniqueId: file.id, fileType },
    };
    await sendActivity(play, who, channel, null, { ...message, text, attachments: [attachment] });
    return;
  }
  if (!/@baton\b/i.test(text)) return;
  const mention = "<at>Baton</at>";
  const said = text.replace(/@baton\b/i, mention);
  const content = `<div>${mention}<attachment id="${randomUUID()}"></attachment></div>`;
  await sendActivity(play, who, channel, row.id, {
    ...message,
    text: said,
    entities: [{ type: "mention", text: mention, mentioned: { id: bot.teams, name: "Baton" } }],
    attachments: [{ contentType: "text/html", content }],
  });
}

/** Somebody answers the card with which a bot offers them a file. */
export async function consentInTeams(
  play: Play,
  who: Colleague,
  on: { channelId: string; messageId: string; action: "accept" | "decline" },
): Promise<void> {
  const channel = teamsChannelFor(on.channelId, who);
  const at = { surface: "teams", channelId: channel.id, id: on.messageId } as const;
  const attachments = (await findMessage(play.db, at))?.body.attachments;
  const offer = (Array.isArray(attachments) ? attachments : [])
    .filter(isObject)
    .find(({ contentType }) => contentType === consentCard);
  if (!offer || !isObject(offer.content)) throw new UserError("This message is gone.");

  const { sizeInBytes, acceptContext, declineContext } = offer.content;
  const isAccepted = on.action === "accept";
  const context = isAccepted ? acceptContext : declineContext;
  const place = isAccepted ? { uploadInfo: await drivePlace(play, offer.name, sizeInBytes) } : {};
  await sendActivity(play, who, channel, null, {
    type: "invoke",
    name: "fileConsent/invoke",
    replyToId: on.messageId,
    value: { type: "fileUpload", action: on.action, context, ...place },
  });
}

/** A place in the person's drive where a file of this size may be put. */
async function drivePlace(play: Play, given: unknown, size: unknown) {
  const name = String(given);
  const id = await announceFile(play.db, { name, size: Number(size), madeAt: play.now() });
  return {
    contentUrl: `${play.baseUrl()}/_play/drive/${encodeURIComponent(name)}`,
    name,
    uploadUrl: `${play.baseUrl()}/_play/teams/upload/${id}`,
    uniqueId: id,
    fileType: /\.([^.]+)$/.exec(name)?.[1] ?? "",
  };
}
