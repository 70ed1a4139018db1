import type { Form } from "../../cards/card.ts";
import { decodeForm, decodePress } from "../../cards/codec.ts";
import { UserError } from "../../pipeline/errors.ts";
import { replacePressed, whisper } from "../handlers/answer.ts";
import type { Answer, Press, Request, Submission } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import { dialogReply, outdated, type Reply } from "./reply.ts";

type Data = Record<string, unknown>;

/** Somebody pressed a button that opens a dialog. */
export async function onDialogOpened(desk: Desk, data: Data, request: Request): Promise<Reply> {
  const press = decodePress(data);
  if (!press) throw new UserError(outdated);
  return replyOf(desk, request, await desk.handlers.press(request, press));
}

/** Somebody sent a dialog, or pressed a button inside one. */
export async function onDialogSent(desk: Desk, data: Data, request: Request): Promise<Reply> {
  const press = decodePress(data);
  if (press) return replyOf(desk, request, await desk.handlers.press(request, press));

  const form = decodeForm(data);
  if (!form) throw new UserError(outdated);
  const submission = { ...form, values: valuesOf(data) };
  const answer = await desk.handlers.submit(request, submission);
  if (answer.kind !== "invalid") return replyOf(desk, request, answer);
  return askAgain(desk, request, submission, answer.errors);
}

/** Teams gives back only what was typed, so the form comes from the button that opened it. */
async function askAgain(
  desk: Desk,
  request: Request,
  { verb, args, values }: Submission,
  errors: Record<string, string>,
): Promise<Reply> {
  const press: Press = { verb, args, version: Number.MAX_SAFE_INTEGER };
  const answer = await desk.handlers.press(request, press);
  if (answer.kind !== "form") return dialogReply.message(Object.values(errors).join(" "));
  return dialogReply.form(filledIn(answer.form, values), errors);
}

async function replyOf(desk: Desk, request: Request, answer: Answer): Promise<Reply> {
  switch (answer.kind) {
    case "form":
      return dialogReply.form(answer.form);
    case "replace":
      await replacePressed(desk.port, request, answer.card);
      if (answer.whisper === null) return dialogReply.close();
      return dialogReply.message(answer.whisper);
    case "reveal":
    case "whisper":
      await whisper(desk.port, request, answer.card);
      return dialogReply.close();
    case "invalid":
      return dialogReply.message(Object.values(answer.errors).join(" "));
    case "done":
      return dialogReply.close();
  }
}

function valuesOf({ baton: _, msteams: __, ...typed }: Data): Record<string, string> {
  const filled = Object.entries(typed).flatMap(([field, value]) =>
    (typeof value === "string" && value !== "") || typeof value === "number"
      ? [[field, String(value)] as const]
      : [],
  );
  return Object.fromEntries(filled);
}

function filledIn(form: Form, values: Record<string, string>): Form {
  const fields = form.fields.map((field) => {
    const typed = values[field.name];
    if (typed === undefined) return field;
    if (field.kind !== "number") return { ...field, initial: typed };
    return { ...field, initial: Number.isFinite(Number(typed)) ? Number(typed) : null };
  });
  return { ...form, fields };
}
