import type { Json } from "../../db/playground-schema.ts";
import { isObject } from "./json.ts";

/** What a person filled in, by block and element; several where several may be ticked. */
export type Filled = Record<string, Record<string, string | string[]>>;

type Element = Json & { type: string; action_id: string };

/** Every element of these blocks that a person can act on, with the block it is in. */
export function elementsOf(blocks: unknown): { blockId: string; element: Element }[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.filter(isObject).flatMap((block) => {
    const inside = Array.isArray(block.elements) ? block.elements : [];
    return [...inside, block.element, block.accessory]
      .filter(isElement)
      .map((element) => ({ blockId: String(block.block_id), element }));
  });
}

/** A `state.values` object: how everything that can be filled in stands. */
export function stateOf(blocks: unknown, filled: Filled): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const { blockId, element } of elementsOf(blocks)) {
    const holds = holding(element, filled[blockId]?.[element.action_id]);
    if (!holds) continue;
    values[blockId] = { ...values[blockId], [element.action_id]: { type: element.type, ...holds } };
  }
  return values;
}

/** What is in an element, under the name Slack gives it; undefined for those that hold nothing. */
export function holding(element: Json, filled: string | string[] | undefined): Json | undefined {
  const one = typeof filled === "string" && filled !== "" ? filled : null;
  switch (element.type) {
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return { value: one };
    case "static_select":
    case "radio_buttons":
    case "overflow":
      return { selected_option: optionsOf(element).find(({ value }) => value === one) ?? null };
    case "checkboxes":
      return {
        selected_options: optionsOf(element).filter(({ value }) => filled?.includes(String(value))),
      };
    case "users_select":
      return { selected_user: one };
    case "datepicker":
      return { selected_date: one };
    default:
      return undefined;
  }
}

function optionsOf({ options }: Json): Json[] {
  return Array.isArray(options) ? options.filter(isObject) : [];
}

function isElement(value: unknown): value is Element {
  return isObject(value) && typeof value.type === "string" && typeof value.action_id === "string";
}
