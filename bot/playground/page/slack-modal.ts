import type { PageView } from "../page-state.ts";
import { blockKit } from "./block-kit.ts";
import { gesture } from "./desk.ts";
import { type Dialog, openDialog } from "./dialog.ts";
import { type Filled, fillAgain, filledIn } from "./filled.ts";
import { type Json, list, obj, str } from "./json.ts";

let shown: { view: PageView; dialog: Dialog } | undefined;

/** Shows the topmost of a person's open modals, or none. */
export function showModal(views: PageView[]): void {
  const view = views.at(-1);
  if (shown && view?.id === shown.view.id && view.hash === shown.view.hash) return;

  const before = shown && view?.id === shown.view.id ? filledIn(shown.dialog.body) : {};
  shown?.dialog.close();
  shown = view && { view, dialog: draw(view, before) };
}

function draw(view: PageView, before: Filled): Dialog {
  const { title, submit, close, blocks } = view.body;
  const cancel = () => void gesture("slack_close", { viewId: view.id });
  const dialog = openDialog({
    title: str(obj(title).text),
    className: "slack",
    cancel: str(obj(close).text) || (submit ? "Cancel" : "Close"),
    submit: submit
      ? { label: str(obj(submit).text), danger: false, press: () => void send(view, dialog) }
      : null,
    cancelled: cancel,
  });
  const press = async (blockId: string, actionId: string, chosen: string | null) => {
    const at = { viewId: view.id };
    const filled = filledIn(dialog.body);
    await gesture("slack_press", { at, blockId, actionId, chosen, filled });
  };
  dialog.body.append(blockKit(list(blocks), { press }));
  fillAgain(dialog.body, before);
  dialog.body.querySelector<HTMLElement>("input, select, textarea")?.focus();
  return dialog;
}

async function send(view: PageView, dialog: Dialog): Promise<void> {
  const filled = filledIn(dialog.body);
  if (showErrors(dialog.body, missing(dialog.body, filled))) return;

  const button = dialog.element.querySelector<HTMLButtonElement>("button[type=submit]");
  if (button) button.disabled = true;
  const errors = await gesture("slack_submit", { viewId: view.id, filled });
  if (button) button.disabled = false;
  if (errors) showErrors(dialog.body, errors);
}

function missing(body: HTMLElement, filled: Filled): Json {
  const errors: Json = {};
  for (const field of body.querySelectorAll<HTMLElement>("[data-required=yes]")) {
    const blockId = field.dataset.block ?? "";
    const isEmpty = Object.values(filled[blockId] ?? {}).every((value) => value.length === 0);
    if (isEmpty) errors[blockId] = "Please complete this required field.";
  }
  return errors;
}

function showErrors(body: HTMLElement, errors: Json): boolean {
  for (const field of body.querySelectorAll<HTMLElement>(".field")) {
    const error = field.querySelector(".error");
    if (error) error.textContent = str(errors[field.dataset.block ?? ""]);
  }
  const first = [...body.querySelectorAll(".field")].find(
    (field) => field.querySelector(".error")?.textContent,
  );
  first?.querySelector<HTMLElement>("input, select, textarea")?.focus();
  return first !== undefined;
}
