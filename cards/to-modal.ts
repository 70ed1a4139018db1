import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Field, Form } from "./card.ts";
import { clip } from "./clean.ts";
import { encodeForm } from "./codec.ts";
import { known } from "./known.ts";
import { slackLimits } from "./limits.ts";
import { plainText } from "./mrkdwn.ts";
import { partsToBlocks } from "./to-block-kit.ts";
import { words } from "./words.ts";

/**
 * A form as a Slack modal. Each field is a block with the field's name, so that errors find it,
 * and its element is always called `value`.
 */
export function toModal(form: Form): ModalView {
  const metadata = JSON.stringify(encodeForm(form));
  if (metadata.length > slackLimits.metadata) throw new RangeError(`${form.verb}: args too long`);

  const fields = form.fields.flatMap(inputBlock);
  const room = slackLimits.viewBlocks - fields.length;
  const blocks: KnownBlock[] = [...partsToBlocks(form.parts, 0, room), ...fields];
  return {
    type: "modal",
    callback_id: form.verb,
    private_metadata: metadata,
    title: text(form.title, slackLimits.viewTitle),
    close: text(form.submit === null ? words.close : words.cancel, slackLimits.viewTitle),
    ...(form.submit === null ? {} : { submit: text(form.submit, slackLimits.viewTitle) }),
    blocks,
  };
}

function inputBlock(field: Field): InputBlock[] {
  const element = inputElement(field);
  if (!element) return [];
  return [
    {
      type: "input",
      block_id: field.name,
      label: text(field.label, slackLimits.label),
      ...(field.hint === null ? {} : { hint: text(field.hint, slackLimits.label) }),
      optional: !field.required,
      element,
    },
  ];
}

function inputElement(field: Field): InputBlock["element"] | undefined {
  switch (field.kind) {
    case "text":
      return {
        type: "plain_text_input",
        action_id: "value",
        multiline: field.multiline,
        max_length: Math.min(field.maxLength, slackLimits.textInput),
        ...known({ initial_value: field.initial && clip(field.initial, field.maxLength) }),
      };
    case "number":
      return {
        type: "number_input",
        action_id: "value",
        is_decimal_allowed: false,
        ...known({
          min_value: digits(field.min),
          max_value: digits(field.max),
          initial_value: digits(field.initial),
        }),
      };
    case "date":
      return {
        type: "datepicker",
        action_id: "value",
        ...known({ initial_date: field.initial }),
      };
    case "choice": {
      const options = field.options.slice(0, slackLimits.selectOptions).map(option);
      const initial = options.find(({ value }) => value === field.initial);
      if (options.length === 0) return undefined; // Slack refuses an empty select
      return {
        type: "static_select",
        action_id: "value",
        options,
        ...(initial ? { initial_option: initial } : {}),
      };
    }
  }
}

function option({ value, label }: { value: string; label: string }): PlainTextOption {
  if (value.length > slackLimits.optionValue)
    throw new RangeError(`option ${label}: value too long`);
  return { text: text(label, slackLimits.optionText), value };
}

function digits(n: number | null): string | null {
  return n === null ? null : String(n);
}

function text(content: string, max: number) {
  return { type: "plain_text", text: plainText(content, max) } as const;
}
