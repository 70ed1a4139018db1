import type { Card } from "../../cards/card.ts";
import { decodePress } from "../../cards/codec.ts";
import { replacePressed, sayAnswer } from "../handlers/answer.ts";
import type { Answer, Request } from "../handlers/request.ts";
import { spokenCommand } from "../handlers/spoken.ts";
import type { Desk } from "./desk.ts";
import { attachedFiles, hidesFile, takeAttached } from "./on-attachment.ts";
import type { Said } from "./said.ts";
import { speechOf } from "./speech.ts";

/** Somebody wrote to Baton, gave it files, or pressed a button in a client that knows only Action.Submit. */
export async function onMessage(desk: Desk, said: Said, request: Request): Promise<void> {
  const press = said.text ? undefined : decodePress(said.value);
  const asked = press ? request : { ...request, place: { ...request.place, messageId: null } };
  const files = attachedFiles(said);
  if (files.length > 0) return desk.later(asked, () => takeAttached(desk, asked, files));

  const spoken = spokenCommand(speechOf(said));
  const command = ["", "help"].includes(spoken) && hidesFile(said) ? "import" : spoken;
  const answer: Answer = press
    ? await desk.handlers.press(asked, press)
    : await desk.handlers.command(asked, command);

  const replace = (card: Card) => replacePressed(desk.port, asked, card);
  await sayAnswer(desk.port, { request: asked, openForm: null, replace }, answer);
}
