import { desk } from "./desk.ts";
import { confirmed } from "./dialog.ts";
import { el, openPage } from "./dom.ts";
import { type Json, list, obj, str } from "./json.ts";
import { menuButton } from "./menu.ts";
import { mrkdwn } from "./mrkdwn.ts";

/** What the blocks of one message or form report to. */
export type Host = {
  press: (blockId: string, actionId: string, chosen: string | null) => Promise<void>;
};

/** Draws an element of a block that people can act on. */
export function element(part: Json, blockId: string, host: Host): HTMLElement {
  const actionId = str(part.action_id);
  const press = async (chosen: string | null) => {
    if (await allowed(part.confirm)) await host.press(blockId, actionId, chosen);
  };
  const drawn = draw(part, `${blockId} ${actionId}`, press);
  drawn.dataset.element = JSON.stringify([blockId, actionId]);
  return drawn;
}

type Press = (chosen: string | null) => Promise<void>;

function draw(part: Json, name: string, press: Press): HTMLElement {
  switch (part.type) {
    case "button":
      return button(part, press);
    case "overflow":
      return menu(part, press);
    case "static_select":
      if (isMenu(part)) return menu(part, press);
      return select(part, options(part), str(obj(part.initial_option).value), press);
    case "users_select": {
      const people = desk.state?.people.filter(({ name }) => name !== "Baton") ?? [];
      const choices = people.map((person) => ({ label: person.name, value: person.id }));
      return select(part, choices, str(part.initial_user), press);
    }
    case "radio_buttons":
      return choices(part, name, "radio", [str(obj(part.initial_option).value)]);
    case "checkboxes": {
      const ticked = list(part.initial_options).map(({ value }) => str(value));
      return choices(part, name, "checkbox", ticked);
    }
    case "datepicker":
      return el("input", { type: "date", value: str(part.initial_date) });
    case "number_input":
      return textInput(part, part.is_decimal_allowed === true ? "decimal" : "numeric");
    case "email_text_input":
      return textInput(part, "email");
    case "url_text_input":
      return textInput(part, "url");
    case "plain_text_input":
      return part.multiline === true ? textArea(part) : textInput(part, "text");
    default:
      return el("span", { class: "context" }, `(a ${str(part.type)})`);
  }
}

/** What does not fit into an overflow stands in a select; people open it the same way. */
function isMenu(part: Json): boolean {
  return str(part.action_id).startsWith("more_actions");
}

function menu(part: Json, press: Press): HTMLElement {
  const entries = options(part).map(({ label, value }) => ({
    label,
    pick: () => void press(value),
  }));
  return menuButton("More actions", "⋯", entries);
}

function button(part: Json, press: Press): HTMLElement {
  const url = str(part.url);
  const made = el("button", { type: "button", class: `button ${str(part.style)}` });
  made.textContent = str(obj(part.text).text);
  if (part.accessibility_label) made.ariaLabel = str(part.accessibility_label);
  made.addEventListener("click", async () => {
    if (url) openPage(url);
    if (made.ariaDisabled === "true") return;
    made.ariaDisabled = "true"; // `disabled` would lose the focus a dialog has to give back
    await press(null);
    made.ariaDisabled = null;
  });
  return made;
}

type Option = { label: string; value: string };

function select(part: Json, offered: Option[], initial: string, press: Press): HTMLElement {
  const placeholder = str(obj(part.placeholder).text) || "Choose";
  const made = el(
    "select",
    { "aria-label": placeholder },
    el("option", { value: "" }, placeholder),
    ...offered.map(({ label, value }) =>
      el("option", { value, selected: value === initial }, label),
    ),
  );
  // In a form the choice waits for the form to be sent.
  made.addEventListener("change", () => {
    if (!made.value || made.closest(".field")) return;
    void press(made.value);
    made.value = ""; // the same entry can be picked again
  });
  return made;
}

function choices(
  part: Json,
  name: string,
  type: "radio" | "checkbox",
  ticked: string[],
): HTMLElement {
  const rows = options(part).map(({ label, value }) =>
    el(
      "label",
      {},
      el("input", { type, name, value, checked: ticked.includes(value) }),
      ` ${label}`,
    ),
  );
  const group = type === "radio" ? "radiogroup" : "group";
  return el("div", {}, el("div", { role: group, class: "choices" }, ...rows));
}

function textInput(part: Json, inputmode: string): HTMLElement {
  return el("input", { type: "text", inputmode, ...textProps(part) });
}

function textArea(part: Json): HTMLElement {
  const { value, ...props } = textProps(part);
  return el("textarea", { rows: "4", ...props }, value);
}

function textProps(part: Json) {
  const max = typeof part.max_length === "number" ? part.max_length : 3000;
  return {
    value: str(part.initial_value),
    placeholder: str(obj(part.placeholder).text),
    maxlength: String(max),
    autocomplete: "off",
  };
}

function options(part: Json): Option[] {
  return list(part.options).map(({ text, value }) => ({
    label: str(obj(text).text),
    value: str(value),
  }));
}

async function allowed(confirm: unknown): Promise<boolean> {
  if (!confirm) return true;
  const { title, text, confirm: yes, deny, style } = obj(confirm);
  return confirmed({
    title: str(obj(title).text),
    text: mrkdwn(str(obj(text).text)),
    yes: str(obj(yes).text) || "Yes",
    no: str(obj(deny).text) || "Cancel",
    danger: style === "danger",
  });
}
