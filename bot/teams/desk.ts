import type { Logger } from "pino";
import type { ChatPort } from "../../jobs/world.ts";
import type { Doorkeeper, Handlers, Request } from "../handlers/request.ts";
import type { TeamsMemory } from "./memory.ts";
import { conversationIdOf, entraTenantOf, type Said } from "./said.ts";

/** What every Teams listener works with. */
export type Desk = {
  handlers: Handlers;
  doorkeeper: Doorkeeper;
  port: ChatPort;
  memory: TeamsMemory;
  log: Logger;
};

/** Who asks, and where. Undefined when nobody connected this organisation to Baton. */
export async function requestOf(desk: Desk, said: Said): Promise<Request | undefined> {
  const team = entraTenantOf(said);
  const user = { id: said.from.id, name: said.from.name ?? null };
  const who = team && (await desk.doorkeeper.whoIs("teams", team, user));
  if (!who) return undefined;

  const kind = said.conversation.conversationType === "personal" ? "dm" : "channel";
  const messageId = said.replyToId ?? null;
  return { who, place: { channelId: conversationIdOf(said), kind, messageId, replyUrl: null } };
}

/** Notes how this conversation is reached, for everything we say in it later. */
export async function remember(desk: Desk, said: Said, { who }: Request): Promise<void> {
  await desk.memory.remember(who.tenantId, {
    conversationId: conversationIdOf(said),
    kind: said.conversation.conversationType,
    serviceUrl: said.serviceUrl,
    botId: said.recipient.id,
    userId: said.from.id,
    entraTenantId: entraTenantOf(said) ?? "",
  });
}

/** Teams repeats what it got no answer to; activity ids are unique within a conversation. */
export async function isRepeated(desk: Desk, said: Said, { who }: Request): Promise<boolean> {
  if (!said.id) return false;
  const eventId = `${said.conversation.id}/${said.id}`;
  return !(await desk.doorkeeper.firstSight(who.tenantId, "teams", eventId));
}
