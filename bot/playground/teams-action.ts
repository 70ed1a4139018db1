import { findMessage } from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { UserError } from "../../pipeline/errors.ts";
import { bot, type Colleague, findColleague } from "./people.ts";
import type { Play } from "./play.ts";
import { sendActivity, teamsChannelFor } from "./teams-activity.ts";

type Picked = { channelId: string; messageId: string; data: Json | null };

/**
 * Somebody picked "Make this a lead" from the menu of a message, or (with `data`) sent the dialog
 * that came of it. https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
 */
export async function actInTeams(play: Play, who: Colleague, picked: Picked): Promise<Json> {
  const channel = teamsChannelFor(picked.channelId, who);
  const at = { surface: "teams", channelId: channel.id, id: picked.messageId } as const;
  const row = await findMessage(play.db, at);
  if (!row) throw new UserError("This message is gone.");

  const author = findColleague(row.authorId);
  const user = author && {
    id: author.aadObjectId,
    displayName: author.name,
    userIdentityType: "aadUser",
  };
  const place = new URLSearchParams({ channel: channel.id, message: row.id });
  const value = {
    commandId: "make_lead",
    commandContext: "message",
    messagePayload: {
      id: row.id,
      replyToId: row.threadId,
      createdDateTime: row.postedAt.toISOString(),
      messageType: "message",
      linkToMessage: `${play.baseUrl()}/playground?${place}`,
      from: user ? { user } : { application: { id: bot.teams, displayName: "Baton" } },
      body: { contentType: "html", content: `<div>${escaped(row.text)}</div>` },
      attachments: row.body.attachments ?? [],
    },
    context: { theme: "default" },
  };
  const name = picked.data ? "composeExtension/submitAction" : "composeExtension/fetchTask";
  return sendActivity(play, who, channel, row.threadId ?? row.id, {
    type: "invoke",
    name,
    value: picked.data ? { ...value, data: picked.data } : value,
  });
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", "<br>");
}
