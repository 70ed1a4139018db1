import { adaptiveCard } from "./adaptive-card.ts";
import { gesture, tell } from "./desk.ts";
import { type Dialog, openDialog } from "./dialog.ts";
import { type Json, list, obj, str } from "./json.ts";

type Where = { channelId: string; messageId: string | null };

let open: Dialog | undefined;

/** Asks Baton for the dialog a button announced, and shows what it answers. */
export async function fetchDialog(where: Where, data: Json): Promise<void> {
  await ask(where, "task/fetch", data);
}

async function ask(where: Where, name: string, data: Json): Promise<void> {
  const answer = await gesture("teams_dialog", { where, name, data });
  if (answer) show(where, obj(answer.task));
}

/** A dialog goes on, ends with a sentence, or just ends. */
function show(where: Where, task: Json): void {
  open?.close();
  open = undefined;
  if (task.type === "message") tell(str(task.value));
  if (task.type !== "continue") return;

  const { title, card } = obj(task.value);
  const content = obj(obj(card).content);
  const close = () => {
    open?.close();
    open = undefined;
  };
  open = openDialog({
    title: str(title) || "Baton",
    className: "teams",
    cancel: list(content.actions).length > 0 ? "Cancel" : "Close",
    submit: null,
    cancelled: close,
  });
  const send = (data: Json) => ask(where, "task/submit", data);
  const drawn = adaptiveCard(content, {
    submit: send,
    execute: ({ data }) => send(obj(data)),
  });
  open.body.append(drawn);
  open.body.querySelector<HTMLElement>("input, select, textarea")?.focus();
}
