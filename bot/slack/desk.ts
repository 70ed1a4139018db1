import type { Context } from "@slack/bolt";
import type { Logger } from "pino";
import type { ChatPort } from "../../jobs/world.ts";
import type { Doorkeeper, Handlers, Place, Request, Who } from "../handlers/request.ts";
import type { Reply } from "./reply-url.ts";

/** What every Slack listener works with. */
export type Desk = {
  handlers: Handlers;
  doorkeeper: Doorkeeper;
  port: ChatPort;
  reply: Reply;
  log: Logger;
};

type Asking = { user: { id: string; name: string | null }; eventId: string };

/**
 * The person behind a verified request. Undefined when Slack repeats itself: the first time is
 * being answered already.
 */
export async function admit(
  desk: Desk,
  context: Context,
  asking: Asking,
): Promise<Who | undefined> {
  const team = context.isEnterpriseInstall ? context.enterpriseId : context.teamId;
  const who = team && (await desk.doorkeeper.whoIs("slack", team, asking.user));
  if (!who) {
    desk.log.warn({ team }, "a Slack request of an unknown install");
    return undefined;
  }
  const isNew = await desk.doorkeeper.firstSight(who.tenantId, "slack", asking.eventId);
  return isNew ? who : undefined;
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
