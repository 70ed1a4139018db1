import type { Context } from "hono";
import { addMessage, deleteMessage, editMessage } from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { type PlayTicket, useTicket } from "../../db/playground-views.ts";
import { isObject } from "./json.ts";
import { bot } from "./people.ts";
import type { Play } from "./play.ts";
import { SlackRefusal } from "./slack-call.ts";
import { contentOf, whisperTo } from "./slack-chat.ts";

/** A response URL is good for five answers in half an hour. https://docs.slack.dev/interactivity/handling-user-interaction */
const USES = 5;
const LIVES_MS = 30 * 60_000;

/** An app answers by response_url. */
export async function respond(play: Play, c: Context, id: string): Promise<Response> {
  const ticket = await useTicket(play.db, id, "reply");
  if (!ticket) return c.text("no_service", 404);
  if (+play.now() - +ticket.madeAt > LIVES_MS) return c.text("expired_url", 404);
  if (ticket.uses > USES) return c.text("used_url", 404);

  const said: unknown = await c.req.json().catch(() => undefined);
  if (!isObject(said)) return c.text("invalid_payload", 400);
  try {
    await take(play, ticket, said);
    return c.text("ok");
  } catch (error) {
    if (error instanceof SlackRefusal) return c.text(error.message, 400);
    throw error;
  }
}

/** What an app says back to a command or a press, be it by URL or in its acknowledgement. */
export async function take(
  play: Play,
  { userId, channelId, messageId }: Pick<PlayTicket, "userId" | "channelId" | "messageId">,
  said: Json,
): Promise<void> {
  if (channelId === null) throw new SlackRefusal("no_channel");
  const pressed = messageId && { surface: "slack" as const, channelId, id: messageId };
  if (pressed && said.delete_original === true) {
    await deleteMessage(play.db, pressed);
    return;
  }
  if (pressed && said.replace_original === true) {
    await editMessage(play.db, pressed, contentOf(said));
    return;
  }
  if (said.response_type !== "in_channel") {
    await whisperTo(play, channelId, userId, said);
    return;
  }
  await addMessage(play.db, {
    surface: "slack",
    channelId,
    threadId: null,
    authorId: bot.slack,
    onlyFor: null,
    ...contentOf(said),
    postedAt: play.now(),
  });
}
