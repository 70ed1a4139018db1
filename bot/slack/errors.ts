import type { App } from "@slack/bolt";
import { noteCard } from "../../cards/note-card.ts";
import { UserError } from "../../pipeline/errors.ts";
import { whisper } from "../handlers/answer.ts";
import { explain } from "../handlers/failure.ts";
import type { Request } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import { slackMessage } from "./port.ts";

type Failure = Parameters<Parameters<App["error"]>[0]>[0];

/** The one place where something thrown turns into words. Needs `extendedErrorHandler`. */
export function replyToErrors(app: App, desk: Desk): void {
  app.error(async ({ error, body, context }: Failure) => {
    const cause = error.original ?? error; // Bolt wraps whatever a listener throws
    const sentence = explain(cause, desk.log);
    try {
      await tell(desk, context.request, body, sentence);
    } catch (unsaid) {
      desk.log.warn({ err: unsaid }, "a failure could not be told to the person who asked");
    }
    // The receiver learns of it: what Slack was not told yet becomes a 500, and Slack tries again.
    if (!(cause instanceof UserError)) throw cause;
  });
}

async function tell(
  desk: Desk,
  request: Request | undefined,
  body: object,
  sentence: string,
): Promise<void> {
  if (request) return whisper(desk.port, request, noteCard(sentence));
  const replyUrl = "response_url" in body ? body.response_url : undefined;
  if (typeof replyUrl === "string" && replyUrl) {
    await desk.reply(replyUrl, { ...slackMessage(noteCard(sentence)), replace_original: false });
  }
}
