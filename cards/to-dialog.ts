import { type AdaptiveCardJson, type Element, paragraph, schema } from "./adaptive-card.ts";
import type { Field, Form } from "./card.ts";
import { oneLine } from "./clean.ts";
import { encodeForm } from "./codec.ts";
import { known } from "./known.ts";
import { teamsLimits } from "./limits.ts";
import { keepWhatFits, shorten } from "./shorten.ts";
import { escapeMarkdown } from "./teams-markdown.ts";
import { bytes, partsToElements } from "./to-adaptive-card.ts";
import { words } from "./words.ts";

/** A form as a Teams dialog. `errors` stand above their fields when it is shown again. */
export function toDialog(
  form: Form,
  errors: Readonly<Record<string, string>> = {},
): AdaptiveCardJson {
  const inputs = form.fields.flatMap((field) => [
    ...error(errors[field.name]),
    input(field),
    ...hint(field),
  ]);
  const submit = {
    type: "Action.Submit",
    title: form.submit ?? "",
    style: "positive",
    data: encodeForm(form),
  } as const;

  const draw = (parts: Form["parts"]): AdaptiveCardJson => ({
    type: "AdaptiveCard",
    ...schema,
    body: [...partsToElements(parts, 0, "submit"), ...inputs],
    ...(form.submit === null ? {} : { actions: [submit] }),
  });
  return draw(
    keepWhatFits(shorten(form.parts), (parts) => bytes(draw(parts)) <= teamsLimits.bytes),
  );
}

function error(text: string | undefined): Element[] {
  return text === undefined ? [] : [paragraph(escapeMarkdown(text), { color: "Attention" })];
}

function hint(field: Field): Element[] {
  if (field.hint === null || field.kind === "text") return [];
  return [paragraph(escapeMarkdown(field.hint), { isSubtle: true, size: "Small" })];
}

function input(field: Field): Element {
  const label = oneLine(field.label);
  const required = field.required
    ? { isRequired: true, errorMessage: words.fieldMissing(label) }
    : {};
  const base = { id: field.name, label, ...required };
  switch (field.kind) {
    case "text":
      return {
        type: "Input.Text",
        ...base,
        isMultiline: field.multiline,
        maxLength: field.maxLength,
        ...known({ placeholder: field.hint, value: field.initial }),
      };
    case "number":
      return {
        type: "Input.Number",
        ...base,
        // No min and max: Teams' renderer then takes an empty number for one that is out of range.
        ...known({ value: field.initial }),
      };
    case "date":
      return {
        type: "Input.Date",
        ...base,
        ...known({ value: field.initial }),
      };
    case "choice":
      return {
        type: "Input.ChoiceSet",
        ...base,
        choices: field.options.map(({ value, label }) => ({ title: oneLine(label), value })),
        ...known({ value: field.initial }),
      };
  }
}
