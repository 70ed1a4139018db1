import type { Context } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import type { ChatPort } from "../../jobs/world.ts";
import type { Doorkeeper, Handlers, Place, Request, Who } from "../handlers/request.ts";
import { displayName, tidyName } from "./display-name.ts";
import type { OpenFile } from "./files.ts";
import type { Reply } from "./reply-url.ts";

/** What every Slack listener works with. */
export type Desk = {
  handlers: Handlers;
  doorkeeper: Doorkeeper;
  port: ChatPort;
  reply: Reply;
  openFile: OpenFile;
  log: Logger;
};

type Asking = {
  user: { id: string; name: string | null };
  eventId: string;
  client: WebClient;
};

/** Users, channels, teams: `U0123ABC`. */
const slackId = /^[A-Z0-9]{2,40}$/;

/**
 * The person behind a verified request. Undefined when Slack repeats itself (the first time is
 * being answered already) and when it names nobody.
 */
export async function admit(
  desk: Desk,
  context: Context,
  { user, eventId, client }: Asking,
): Promise<Who | undefined> {
  const team = installOf(context)?.team;
  const { id } = user;
  if (!slackId.test(id)) {
    desk.log.warn({ team }, "a Slack request of nobody");
    return undefined;
  }
  const asking = { id, name: tidyName(user.name), ask: () => displayName(client, id) };
  const who = team && (await desk.doorkeeper.whoIs("slack", team, asking));
  if (!who) {
    desk.log.warn({ team }, "a Slack request of an unknown install");
    return undefined;
  }
  const isNew = await desk.doorkeeper.firstSight(who.tenantId, "slack", eventId);
  return isNew ? who : undefined;
}

/** The install a request belongs to, as `authorize` of app.ts left it in the context. */
export function installOf(
  context: Context,
): { team: string; tenantId: string | undefined } | undefined {
  return context.install;
}

/** Puts person and place together, and leaves them in the context for the error boundary. */
export function requestOf(context: Context, who: Who, place: Place): Request {
  const request = { who, place };
  context.request = request;
  return request;
}

/** A place nobody pressed anything in: a command, a mention, a direct message. */
export function placeOf(channelId: string, replyUrl: string | null): Place {
  const kind = /^[CG]/.test(channelId) ? "channel" : "dm";
  return { channelId, kind, messageId: null, replyUrl };
}
