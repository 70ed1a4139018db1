import { html } from "hono/html";
import type { Field, Form } from "../../cards/card.ts";
import type { Html } from "./page.ts";

/** Names of the form's own fields; those of a verb never start so. */
export const own = { who: "_who", once: "_once" } as const;

export type Filled = { values: Record<string, string>; errors: Record<string, string> };

/**
 * What somebody fills in and sends to do one thing to a lead. `once` makes the second of two equal
 * submissions recognisable.
 */
export function actForm(
  form: Pick<Form, "title" | "fields"> & { submit: string },
  people: readonly { personId: string; name: string }[],
  once: string,
  filled: Filled,
): Html {
  const who: Field = {
    ...{ name: own.who, label: "Who are you?", hint: "Your name is kept with what you do." },
    ...{ kind: "choice", required: true, initial: null },
    options: people.map(({ personId, name }) => ({ value: personId, label: name })),
  };
  return html`<form method="post">
    <h2>${form.title}</h2>
    <input type="hidden" name="${own.once}" value="${once}" />
    ${[who, ...form.fields].map((field) => fieldHtml(field, filled))}
    <p><button type="submit">${form.submit}</button></p>
  </form>`;
}

function fieldHtml(field: Field, { values, errors }: Filled): Html {
  const { name, label, hint, required } = field;
  const error = errors[name];
  const told = error ?? hint;
  const value = values[name] ?? ("initial" in field ? String(field.initial ?? "") : "");
  return html`<p>
    <label for="${name}">${label}${required ? "" : " (optional)"}</label>
    ${control(field, value, error !== undefined, told !== null)}
    ${told === null ? "" : html`<small id="${name}-told" ${error ? html`role="alert"` : ""}>${error ? `⚠ ${told}` : told}</small>`}
  </p>`;
}

function control(field: Field, value: string, invalid: boolean, told: boolean): Html {
  const { name } = field;
  const shared = html`id="${name}" name="${name}"
    ${field.required ? html`required` : ""}
    ${invalid ? html`aria-invalid="true"` : ""}
    ${told ? html`aria-describedby="${name}-told"` : ""}`;
  switch (field.kind) {
    case "choice":
      return html`<select ${shared}>
        <option value="">Choose…</option>
        ${field.options.map((option) => html`<option value="${option.value}" ${option.value === value ? html`selected` : ""}>${option.label}</option>`)}
      </select>`;
    case "text":
      return field.multiline
        ? html`<textarea ${shared} rows="3" maxlength="${field.maxLength}">${value}</textarea>`
        : html`<input type="text" ${shared} maxlength="${field.maxLength}" value="${value}" />`;
    case "number":
      return html`<input type="number" ${shared} value="${value}"
        ${field.min === null ? "" : html`min="${field.min}"`} ${field.max === null ? "" : html`max="${field.max}"`} />`;
    case "date":
      return html`<input type="date" ${shared} value="${value}" />`;
  }
}
