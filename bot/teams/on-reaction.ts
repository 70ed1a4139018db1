import { teamsEmoji } from "../../pipeline/handoff/reactions.ts";
import type { Request } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import type { Said } from "./said.ts";

/** Somebody reacted to one of our messages, or took it back; Teams tells of no others. */
export async function onReaction(desk: Desk, said: Said, request: Request): Promise<void> {
  const changes = [
    ...(said.reactionsRemoved ?? []).map(({ type }) => ({ type, added: false })),
    ...(said.reactionsAdded ?? []).map(({ type }) => ({ type, added: true })),
  ];
  for (const { type, added } of changes) {
    const emoji = teamsEmoji(type);
    if (emoji && request.place.messageId) await desk.handlers.react(request, { emoji, added });
  }
}
