import type { TurnContext } from "botbuilder";
import { z } from "zod";
import { cleanLine } from "../../pipeline/ingest/clean-text.ts";
import type { Request } from "../handlers/request.ts";
import { connectorOf } from "./connector.ts";
import type { Desk } from "./desk.ts";
import { replyOf } from "./on-dialog.ts";
import { composeReply, type Reply } from "./reply.ts";
import { conversationIdOf, entraTenantOf, type Said } from "./said.ts";

/** One page of a roster; a conversation with more people counts as one with strangers. */
const ROSTER = 500;

/** What was typed into the compose box's search; nothing yet when it has just been opened. */
export const Query = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
});

export const Link = z.object({ url: z.string().max(4000) });

const Sender = z.object({ displayName: z.string().nullish() }).nullish();

/** A message that somebody chose "Make this a lead" on. */
export const Pointed = z.object({
  messagePayload: z.object({
    body: z.object({ content: z.string().nullish() }).nullish(),
    from: z.object({ user: Sender, application: Sender }).partial().nullish(),
    linkToMessage: z.string().nullish(),
  }),
});

/** Somebody looks for a lead to put into their message. */
export async function onQuery(
  desk: Desk,
  { parameters }: z.infer<typeof Query>,
  request: Request,
): Promise<Reply> {
  const typed = parameters.find(({ name }) => name === "query")?.value;
  const cards = await desk.handlers.search(request, typeof typed === "string" ? typed : "");
  return cards.length > 0 ? composeReply.cards(cards) : composeReply.message("No lead fits that.");
}

/** Somebody pasted a link of ours. Two people alone may be of two organisations; one with Baton is not. */
export async function onLink(
  desk: Desk,
  { url }: z.infer<typeof Link>,
  { who, place }: Request,
  roster: () => Promise<boolean>,
): Promise<Reply> {
  const here = await desk.memory.recall(who.tenantId, place.channelId);
  const isAlone = typeof here === "object" && here.kind === "personal";
  const outsiders = !isAlone && (await roster());
  const card = await desk.handlers.unfurl(who.tenantId, url, outsiders);
  return card ? composeReply.cards([card]) : composeReply.nothing();
}

/** "Make this a lead" on a message: a dialog with what it says. */
export async function onPointed(
  desk: Desk,
  { messagePayload }: z.infer<typeof Pointed>,
  request: Request,
): Promise<Reply> {
  const { body, from, linkToMessage } = messagePayload;
  const author = from?.user?.displayName ?? from?.application?.displayName ?? "";
  const message = {
    text: withoutPictures(body?.content ?? ""),
    author: cleanLine(author, 80) || null,
    permalink: linkToMessage ?? null,
  };
  return replyOf(desk, request, await desk.handlers.fromMessage(request, message));
}

const Member = z.object({ tenantId: z.string(), userRole: z.string().nullish() });

/** Whether somebody of another organisation reads along. Where Teams does not tell us, somebody does. */
export async function hasOutsiders(turn: TurnContext, said: Said): Promise<boolean> {
  try {
    const { members, continuationToken } = await connectorOf(
      turn,
    ).conversations.getConversationPagedMembers(conversationIdOf(said), { pageSize: ROSTER });
    const home = entraTenantOf(said);
    const isOurs = (member: unknown) => {
      const known = Member.safeParse(member).data;
      return known?.tenantId === home && known?.userRole !== "guest";
    };
    return Boolean(continuationToken) || members.length === 0 || !members.every(isOurs);
  } catch {
    return true;
  }
}

/** Teams marks pictures, emoji and attachments with tags of its own. */
function withoutPictures(html: string): string {
  return html.replaceAll(/<\/?(?:attachment|img|emoji|systemEventMessage)\b[^<>]*>/gi, " ");
}
