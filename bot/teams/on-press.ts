import type { Card } from "../../cards/card.ts";
import { decodePress } from "../../cards/codec.ts";
import { noteCard } from "../../cards/note-card.ts";
import { UserError } from "../../pipeline/errors.ts";
import { formOpener } from "../handlers/form-opener.ts";
import type { Answer, Request } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import { seenByOne, unmarked } from "./private.ts";
import { outdated, pressReply, type Reply } from "./reply.ts";

/** Somebody pressed a button of one of our cards, or (a reload) looks at one. */
export async function onPress(
  desk: Desk,
  data: unknown,
  isReload: boolean,
  request: Request,
): Promise<Reply> {
  const press = decodePress(data);
  if (!press) throw new UserError(outdated);

  const { isPrivate, carried } = unmarked(press);
  const answer = await desk.handlers.press(request, carried);
  if (!isReload && !isPrivate) await tellTheOthers(desk, request, answer);
  return replyOf(desk, request, answer, isPrivate);
}

/**
 * Teams shows the reply to the presser only: the message itself is edited for everybody else. If
 * that fails the press still counts, and the lead's cards follow by themselves.
 */
async function tellTheOthers(desk: Desk, { who, place }: Request, answer: Answer): Promise<void> {
  if (answer.kind !== "replace" || !place.messageId) return;
  const at = { channelId: place.channelId, messageId: place.messageId };
  await desk.port.update(who.tenantId, at, answer.card).catch((error: unknown) => {
    desk.log.warn({ err: error }, "a pressed card was not edited for the others");
  });
}

async function replyOf(
  desk: Desk,
  request: Request,
  answer: Answer,
  isPrivate: boolean,
): Promise<Reply> {
  switch (answer.kind) {
    case "replace":
      if (answer.whisper !== null) await inPrivate(desk, request, noteCard(answer.whisper));
      return pressReply.card(isPrivate ? seenByOne(answer.card) : answer.card);
    case "reveal":
      return pressReply.card(seenByOne(answer.card));
    case "whisper":
      // A message holds one sentence; whatever else the card has is sent to them besides.
      if (!isSentence(answer.card)) await inPrivate(desk, request, answer.card);
      return pressReply.message(answer.card.summary);
    case "form":
      await inPrivate(desk, request, formOpener(answer.form));
      return pressReply.message(`${answer.form.title}: see our chat.`);
    case "invalid":
      return pressReply.message(Object.values(answer.errors).join(" "));
    case "done":
      return pressReply.message("Done.");
  }
}

/** The reply to a press holds a card or a sentence; the rest goes to the presser's own chat. */
async function inPrivate(desk: Desk, { who }: Request, card: Card): Promise<void> {
  const to = { channelId: null, userId: who.userId, replyUrl: null };
  await desk.port.whisper(who.tenantId, to, card);
}

function isSentence({ parts }: Card): boolean {
  return parts.length < 2 && parts.every(({ kind }) => kind === "text");
}
