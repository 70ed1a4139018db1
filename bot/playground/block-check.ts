import { slackLimits } from "../../cards/limits.ts";
import type { Json } from "../../db/playground-schema.ts";
import { isObject } from "./json.ts";
import { SlackRefusal } from "./slack-call.ts";

const inMessages = new Set([
  "actions",
  "context",
  "divider",
  "header",
  "image",
  "input",
  "rich_text",
  "section",
  "table",
]);

/**
 * Refuses what Slack would refuse, so that a card which is too big or malformed is found here
 * and not in somebody's workspace. Blocks without an id get one.
 */
export function checkBlocks(value: unknown, max: number): Json[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new SlackRefusal("invalid_blocks_format");

  const problems: string[] = [];
  if (value.length > max) problems.push(`no more than ${max} items allowed [json-pointer:/blocks]`);
  const blocks = value.map((block: unknown, at): Json => {
    const wrong = isObject(block) ? problemOf(block) : "not an object";
    if (wrong) problems.push(`${wrong} [json-pointer:/blocks/${at}]`);
    return isObject(block) ? { block_id: `b${at}`, ...block } : {};
  });

  const ids = blocks.map(({ block_id }) => block_id);
  if (new Set(ids).size < ids.length) problems.push("block_ids must be unique");
  if (problems.length > 0) throw new SlackRefusal("invalid_blocks", problems);
  return blocks;
}

function problemOf(block: Json): string | undefined {
  if (typeof block.type !== "string" || !inMessages.has(block.type)) {
    return `unsupported type: ${String(block.type)}`;
  }
  if (!isShort(block.block_id, 0, slackLimits.id)) return "block_id is too long";
  switch (block.type) {
    case "header":
      return isText(block.text, slackLimits.header) ? undefined : "invalid text";
    case "section":
      return sectionProblem(block);
    case "context":
      return isList(block.elements, slackLimits.contextElements) ? undefined : "invalid elements";
    case "actions":
      if (!isList(block.elements, slackLimits.actionElements)) return "invalid elements";
      return block.elements.map(elementProblem).find(Boolean);
    case "input":
      return isText(block.label, slackLimits.label) ? elementProblem(block.element) : "no label";
    default:
      return undefined;
  }
}

function sectionProblem({ text, fields, accessory }: Json): string | undefined {
  if (text === undefined && fields === undefined) return "a section needs text or fields";
  if (text !== undefined && !isText(text, slackLimits.text)) return "invalid text";
  if (fields !== undefined) {
    if (!isList(fields, slackLimits.fields)) return "invalid fields";
    if (!fields.every((field) => isText(field, slackLimits.field))) return "invalid field";
  }
  return accessory === undefined ? undefined : elementProblem(accessory);
}

function elementProblem(element: unknown): string | undefined {
  if (!isObject(element) || typeof element.type !== "string") return "invalid element";
  const { type, text, value, url, options, action_id: id } = element;
  if (!isShort(id, 1, slackLimits.id)) return "invalid action_id";
  if (type === "button") {
    if (!isText(text, slackLimits.buttonText)) return "invalid button text";
    if (!isShort(value, 0, slackLimits.buttonValue)) return "button value is too long";
    if (!isShort(url, 0, slackLimits.url)) return "button url is too long";
  }
  if (options === undefined) return undefined;
  const max = type === "overflow" ? slackLimits.overflowOptions : slackLimits.selectOptions;
  if (!isList(options, max)) return "invalid options";
  return options.every(isOption) ? undefined : "invalid option";
}

function isOption(option: unknown): boolean {
  return (
    isObject(option) &&
    isText(option.text, slackLimits.optionText) &&
    isShort(option.value, 1, slackLimits.optionValue)
  );
}

function isText(value: unknown, max: number): boolean {
  if (!isObject(value) || typeof value.text !== "string") return false;
  const isKnown = value.type === "plain_text" || value.type === "mrkdwn";
  return isKnown && isShort(value.text, 1, max);
}

function isShort(value: unknown, min: number, max: number): boolean {
  if (value === undefined) return true;
  return typeof value === "string" && value.length >= min && value.length <= max;
}

function isList(value: unknown, max: number): value is unknown[] {
  return Array.isArray(value) && value.length > 0 && value.length <= max;
}
