import { buttonNamed, el } from "./dom.ts";

export type Dialog = {
  element: HTMLDialogElement;
  /** Where its content goes. */
  body: HTMLElement;
  close: () => void;
};

let count = 0;

/**
 * A modal dialog; the browser keeps the focus inside and gives it back afterwards. Cancel and
 * Escape both end in `cancelled`.
 */
export function openDialog(options: {
  title: string;
  className: string;
  cancel: string;
  submit: { label: string; danger: boolean; press: () => void } | null;
  cancelled: () => void;
}): Dialog {
  const titleId = `dialog-${++count}`;
  const body = el("div", { class: "dialog-body" });
  const { submit, cancelled, className } = options;
  const opener = document.activeElement;
  const around = opener?.closest("article, .home") ?? document.createElement("div");
  const close = () => {
    element.close();
    element.remove();
    // The browser gives the focus back, unless what had it was drawn anew meanwhile.
    if (document.activeElement !== document.body) return;
    const [chat] = className.split(" ");
    const box = document.querySelector<HTMLElement>(`#${chat} > .window > .composer textarea`);
    (buttonNamed(around, opener?.textContent ?? "") ?? box)?.focus();
  };
  const cancel = (event: Event) => {
    event.preventDefault();
    cancelled();
  };
  const form = el(
    "form",
    {
      method: "dialog",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        submit?.press();
      },
    },
    el("h2", { id: titleId, class: "dialog-title" }, options.title),
    body,
    el(
      "footer",
      {},
      el("button", { type: "button", class: "button", onclick: cancel }, options.cancel),
      submit &&
        el(
          "button",
          { type: "submit", class: `button ${submit.danger ? "danger" : "primary"}` },
          submit.label,
        ),
    ),
  );
  const element = el(
    "dialog",
    { class: className, "aria-labelledby": titleId, oncancel: cancel },
    form,
  );
  document.body.append(element);
  element.showModal();
  return { element, body, close };
}

/** Asks before something that cannot be taken back. */
export function confirmed(asked: {
  title: string;
  text: Node[];
  yes: string;
  no: string;
  danger: boolean;
}): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      dialog.close();
      resolve(yes);
    };
    const dialog = openDialog({
      title: asked.title,
      className: "slack small",
      cancel: asked.no,
      submit: { label: asked.yes, danger: asked.danger, press: () => answer(true) },
      cancelled: () => answer(false),
    });
    dialog.body.append(el("p", {}, ...asked.text));
  });
}
