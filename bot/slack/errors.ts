import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { noteCard } from "../../cards/note-card.ts";
import { UserError } from "../../pipeline/errors.ts";
import { whisper } from "../handlers/answer.ts";
import { explain } from "../handlers/failure.ts";
import type { Request } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import { slackMessage } from "./message.ts";

type Failure = Parameters<Parameters<App["error"]>[0]>[0];

/** The one place where something thrown turns into words. Needs `extendedErrorHandler`. */
export function replyToErrors(app: App, desk: Desk): void {
  app.error(async ({ error, body, context }: Failure) => {
    const cause = error.original ?? error; // Bolt wraps whatever a listener throws
    const sentence = explain(cause, desk.log);
    try {
      await tell(desk, app.client, context, body, sentence);
    } catch (unsaid) {
      desk.log.warn({ err: unsaid }, "a failure could not be told to the person who asked");
    }
    // The receiver learns of it: what Slack was not told yet becomes a 500, and Slack tries again.
    if (!(cause instanceof UserError)) throw cause;
  });
}

/** Whoever we know is told where they asked; a stranger through what the request itself brought along. */
async function tell(
  desk: Desk,
  client: WebClient,
  context: Failure["context"],
  body: object,
  sentence: string,
): Promise<void> {
  const request: Request | undefined = context.request;
  if (request) return whisper(desk.port, request, noteCard(sentence));
  const said = slackMessage(noteCard(sentence));
  const replyUrl = "response_url" in body ? body.response_url : undefined;
  if (typeof replyUrl === "string" && replyUrl) {
    return desk.reply(replyUrl, { ...said, replace_original: false });
  }
  const { channel, user } = eventOf(body);
  const { botToken: token } = context;
  if (token && channel && user) {
    await client.chat.postEphemeral({ token, channel, user, ...said });
  }
}

/** Who said what led to a failure, and in which channel, where Slack told us of it by an event. */
function eventOf(body: object): { channel?: string; user?: string } {
  const event = "event" in body ? body.event : undefined;
  if (typeof event !== "object" || event === null) return {};
  const { channel, user }: { channel?: unknown; user?: unknown } = event;
  return typeof channel === "string" && typeof user === "string" ? { channel, user } : {};
}
