import { adaptiveCard } from "./adaptive-card.ts";
import { desk, gesture, tell } from "./desk.ts";
import { type Dialog, openDialog } from "./dialog.ts";
import { type Json, list, obj, str } from "./json.ts";

type Where = { channelId: string; messageId: string | null };
type At = { channelId: string; messageId: string };
/** Hands over what a dialog was filled in with, and gives back Baton's answer. */
type Send = (data: Json) => Promise<Json | undefined>;

let open: Dialog | undefined;

/** Asks Baton for the dialog a button announced, and shows what it answers. */
export async function fetchDialog(where: Where, data: Json): Promise<void> {
  const ask = (name: string) => (data: Json) => gesture("teams_dialog", { where, name, data });
  await show(ask("task/fetch")(data), ask("task/submit"));
}

/** "Make this a lead" on a message: its dialog comes from Baton as well. */
export async function makeLead(at: At): Promise<void> {
  const ask = (data: Json | null) => gesture("teams_action", { ...at, data });
  await show(ask(null), ask);
}

export function closeTeamsDialog(): void {
  open?.close();
  open = undefined;
}

/** A dialog goes on, ends with a sentence, or just ends. */
async function show(asked: Promise<Json | undefined>, send: Send): Promise<void> {
  const { as } = desk;
  const answer = await asked;
  if (!answer || as !== desk.as) return; // somebody else sits here by now
  closeTeamsDialog();
  const task = obj(answer.task);
  if (task.type === "message") tell(str(task.value));
  if (task.type !== "continue") return;

  const { title, card } = obj(task.value);
  const content = obj(obj(card).content);
  open = openDialog({
    title: str(title) || "Baton",
    className: "teams",
    cancel: list(content.actions).length > 0 ? "Cancel" : "Close",
    submit: null,
    cancelled: closeTeamsDialog,
  });
  const submit = (data: Json) => show(send(data), send);
  const drawn = adaptiveCard(content, { submit, execute: ({ data }) => submit(obj(data)) });
  open.body.append(drawn);
  open.body.querySelector<HTMLElement>("input, select, textarea")?.focus();
}
