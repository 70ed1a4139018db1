import type { Logger } from "pino";
import type { ChatPort } from "../../jobs/world.ts";
import { cleanLine } from "../../pipeline/ingest/clean-text.ts";
import type { Doorkeeper, Handlers, Request } from "../handlers/request.ts";
import type { TeamsMemory } from "./memory.ts";
import { conversationIdOf, entraTenantOf, type Said, threadIdOf } from "./said.ts";

const NAME_LIMIT = 80;

/** What every Teams listener works with. */
export type Desk = {
  handlers: Handlers;
  doorkeeper: Doorkeeper;
  port: ChatPort;
  memory: TeamsMemory;
  /** Whether files may be fetched from there, and put there. */
  isDriveUrl: (url: string) => boolean;
  /** Works on after Teams was answered: it waits some seconds, and a file takes as long as it takes. */
  later: (request: Request, work: () => Promise<void>) => void;
  log: Logger;
};

/** Who asks, and where. Undefined when nobody connected this organisation to Baton. */
export async function requestOf(desk: Desk, said: Said): Promise<Request | undefined> {
  const team = entraTenantOf(said);
  const name = cleanLine(said.from.name ?? "", NAME_LIMIT) || null;
  const who = team && (await desk.doorkeeper.whoIs("teams", team, { id: said.from.id, name }));
  if (!who) return undefined;

  const kind = said.conversation.conversationType === "personal" ? "dm" : "channel";
  const messageId = said.replyToId ?? null;
  const threadId = threadIdOf(said);
  const place = { channelId: conversationIdOf(said), kind, messageId, replyUrl: null } as const;
  return { who, place: threadId === undefined ? place : { ...place, threadId } };
}

/** Notes how this conversation is reached, for everything we say in it later. */
export async function remember(desk: Desk, said: Said, { who }: Request): Promise<void> {
  const kind = said.conversation.conversationType;
  await desk.memory.remember(who.tenantId, {
    conversationId: conversationIdOf(said),
    kind,
    teamId: said.channelData?.team?.id ?? null,
    serviceUrl: said.serviceUrl,
    botId: said.recipient.id,
    userId: said.from.id,
    aadObjectId: kind === "personal" ? (said.from.aadObjectId ?? null) : null,
    entraTenantId: entraTenantOf(said) ?? "",
  });
}

/** Teams may move: every activity tells where a conversation that we know is reached now. */
export async function renew(desk: Desk, said: Said, { who }: Request): Promise<void> {
  await desk.memory.renew(who.tenantId, conversationIdOf(said), said.serviceUrl);
}

/** Baton was taken out of this conversation, or of the team it belongs to. */
export async function forget(desk: Desk, said: Said, { who }: Request): Promise<void> {
  const teamId = said.channelData?.team?.id ?? null;
  await desk.memory.forget(who.tenantId, conversationIdOf(said), teamId);
}

/** Teams repeats what it got no answer to; activity ids are unique within a conversation. */
export async function isRepeated(desk: Desk, said: Said, { who }: Request): Promise<boolean> {
  if (!said.id) return false;
  const eventId = `${said.conversation.id}/${said.id}`;
  return !(await desk.doorkeeper.firstSight(who.tenantId, "teams", eventId));
}
