import type { Card } from "../../cards/card.ts";
import { decodePress } from "../../cards/codec.ts";
import { replacePressed, sayAnswer } from "../handlers/answer.ts";
import type { Answer, Request } from "../handlers/request.ts";
import { spokenCommand } from "../handlers/spoken.ts";
import type { Desk } from "./desk.ts";
import type { Said } from "./said.ts";
import { speechOf } from "./speech.ts";

/** Somebody wrote to Baton, or pressed a button in a client that knows only Action.Submit. */
export async function onMessage(desk: Desk, said: Said, request: Request): Promise<void> {
  const press = said.text ? undefined : decodePress(said.value);
  const asked = press ? request : { ...request, place: { ...request.place, messageId: null } };
  const answer: Answer = press
    ? await desk.handlers.press(asked, press)
    : await desk.handlers.command(asked, spokenCommand(speechOf(said)));

  const replace = (card: Card) => replacePressed(desk.port, asked, card);
  await sayAnswer(desk.port, { request: asked, openForm: null, replace }, answer);
}
