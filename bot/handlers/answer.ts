import type { Card, Form } from "../../cards/card.ts";
import { noteCard } from "../../cards/note-card.ts";
import type { ChatPort } from "../../jobs/world.ts";
import { formOpener } from "./form-opener.ts";
import type { Answer, Request } from "./request.ts";

/** How a chat lets us answer one request. */
export type Turn = {
  request: Request;
  /** Null where the chat opens forms only after a press, and nothing was pressed. */
  openForm: ((form: Form) => Promise<void>) | null;
  /** Puts a newer card where the pressed one was. */
  replace: (card: Card) => Promise<void>;
};

/** Says a handler's answer to the person who asked. */
export async function sayAnswer(port: ChatPort, turn: Turn, answer: Answer): Promise<void> {
  const say = (card: Card) => whisper(port, turn.request, card);
  switch (answer.kind) {
    case "whisper":
    case "reveal":
      return say(answer.card);
    case "replace":
      await turn.replace(answer.card);
      if (answer.whisper !== null) await say(noteCard(answer.whisper));
      return;
    case "form":
      return turn.openForm ? turn.openForm(answer.form) : say(formOpener(answer.form));
    case "invalid":
      return say(noteCard(Object.values(answer.errors).join(" ")));
    case "done":
      return;
  }
}

/** Tells the person who asked, and nobody else. */
export async function whisper(port: ChatPort, { who, place }: Request, card: Card): Promise<void> {
  const { channelId, replyUrl, threadId } = place;
  const thread = threadId === undefined ? {} : { threadId };
  const to = { channelId, userId: who.userId, replyUrl, ...thread };
  await port.whisper(who.tenantId, to, card);
}

/** Edits the message a press came from; where there is none, the card is for the presser alone. */
export async function replacePressed(port: ChatPort, request: Request, card: Card): Promise<void> {
  const { channelId, messageId } = request.place;
  if (!messageId) return whisper(port, request, card);
  await port.update(request.who.tenantId, { channelId, messageId }, card);
}
