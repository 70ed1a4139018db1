import { el, within } from "./dom.ts";

/** Sends what was typed; false puts it back. */
export type Send = (text: string) => Promise<boolean>;

/** A box to write in. Enter sends, Shift and Enter begins a new line. */
export function composer(label: string, placeholder: string, send: Send): HTMLFormElement {
  const form = el(
    "form",
    { class: "composer" },
    el("textarea", { rows: "1", "aria-label": label, placeholder, maxlength: "4000" }),
    el("button", { type: "submit" }, "Send"),
  );
  wireComposer(form, send);
  return form;
}

export function wireComposer(form: HTMLFormElement, send: Send): void {
  const box = within(form, "textarea", HTMLTextAreaElement);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    const sent = await send(text);
    if (!sent && !box.value) box.value = text;
  });
}
