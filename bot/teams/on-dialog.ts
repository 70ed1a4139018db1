import type { Form } from "../../cards/card.ts";
import { decodeForm, decodePress } from "../../cards/codec.ts";
import { UserError } from "../../pipeline/errors.ts";
import { replacePressed, whisper } from "../handlers/answer.ts";
import type { Answer, Press, Request, Submission } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import { aside, marked, unmarked } from "./private.ts";
import { dialogReply, outdated, type Reply } from "./reply.ts";

type Data = Record<string, unknown>;

/** Somebody pressed a button that opens a dialog. */
export async function onDialogOpened(desk: Desk, data: Data, request: Request): Promise<Reply> {
  const press = decodePress(data);
  if (!press) throw new UserError(outdated);
  return pressed(desk, press, request);
}

/** Somebody sent a dialog, or pressed a button inside one. */
export async function onDialogSent(desk: Desk, data: Data, request: Request): Promise<Reply> {
  const press = decodePress(data);
  if (press) return pressed(desk, press, request);

  const form = decodeForm(data);
  if (!form) throw new UserError(outdated);
  const { isPrivate, carried } = unmarked({ ...form, values: valuesOf(data) });
  const asked = isPrivate ? aside(request) : request;
  const answer = await desk.handlers.submit(asked, carried);
  if (answer.kind !== "invalid") return replyOf(desk, asked, answer);
  const again = await formAgain(desk, asked, carried);
  if (!again) return dialogReply.message(Object.values(answer.errors).join(" "));
  return dialogReply.form(isPrivate ? marked(again) : again, answer.errors);
}

async function pressed(desk: Desk, press: Press, request: Request): Promise<Reply> {
  const { isPrivate, carried } = unmarked(press);
  const asked = isPrivate ? aside(request) : request;
  const answer = await desk.handlers.press(asked, carried);
  if (!isPrivate || answer.kind !== "form") return replyOf(desk, asked, answer);
  return dialogReply.form(marked(answer.form));
}

/** Teams gives back only what was typed, so the form comes from where it came from the first time. */
async function formAgain(
  desk: Desk,
  request: Request,
  { verb, args, values }: Submission,
): Promise<Form | undefined> {
  const message = { text: values.message ?? "", author: null, permalink: args.permalink ?? null };
  const answer =
    verb === "from_message"
      ? await desk.handlers.fromMessage(request, message)
      : await desk.handlers.press(request, { verb, args, version: Number.MAX_SAFE_INTEGER });
  return answer.kind === "form" ? filledIn(answer.form, values) : undefined;
}

/** A handler's answer in the shape of a dialog's. */
export async function replyOf(desk: Desk, request: Request, answer: Answer): Promise<Reply> {
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
