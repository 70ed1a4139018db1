import type { ActionsBlock, ActionsBlockElement, Button, PlainTextOption } from "@slack/types";
import type { Action } from "./card.ts";
import { safeUrl } from "./clean.ts";
import { encodePress } from "./codec.ts";
import { slackLimits } from "./limits.ts";
import { plainText } from "./mrkdwn.ts";
import { words } from "./words.ts";

/** Gives each element of one message its own id: `claim`, `claim.1`. */
export type NameElement = (verb: string) => string;

export function elementNames(): NameElement {
  const seen = new Map<string, number>();
  return (verb) => {
    const before = seen.get(verb) ?? 0;
    seen.set(verb, before + 1);
    return before === 0 ? verb : `${verb}.${before}`;
  };
}

/**
 * Buttons and, behind `More actions`, the quieter ones. Slack's overflow holds five, so a longer
 * one becomes a select. Feedback buttons are left out: in Slack the emoji itself says it.
 */
export function actionsBlocks(
  part: { buttons: readonly Action[]; more: readonly Action[] },
  version: number,
  name: NameElement,
): ActionsBlock[] {
  const more = part.more.filter(({ verb }) => verb !== "react");
  const quiet = more.filter((action) => isOption(action, version));
  const loud = [...part.buttons, ...more.filter((action) => !quiet.includes(action))];
  const elements: ActionsBlockElement[] = [
    ...loud.flatMap((action) => button(action, version, name)),
    ...menu(quiet, version, name),
  ];

  const blocks: ActionsBlock[] = [];
  for (let at = 0; at < elements.length; at += slackLimits.actionElements) {
    blocks.push({
      type: "actions",
      elements: elements.slice(at, at + slackLimits.actionElements),
    });
  }
  return blocks;
}

function button(action: Action, version: number, name: NameElement): Button[] {
  const text = {
    type: "plain_text",
    text: plainText(action.label, slackLimits.buttonText),
  } as const;
  const style = action.tone === "plain" ? {} : { style: action.tone };
  if (action.url !== null) {
    const url = safeUrl(action.url);
    return url ? [{ type: "button", action_id: name("link"), text, url, ...style }] : [];
  }
  const value = pressValue(action, version);
  if (value.length > slackLimits.buttonValue) throw new RangeError(`${action.verb}: args too long`);
  return [{ type: "button", action_id: name(action.verb), text, value, ...style }];
}

function menu(actions: Action[], version: number, name: NameElement): ActionsBlockElement[] {
  if (actions.length === 0) return [];
  const id = name("more_actions");
  if (actions.length > slackLimits.overflowOptions) {
    return [select(actions, version, id, words.moreActions)];
  }
  return [{ type: "overflow", action_id: id, options: options(actions, version) }];
}

function select(
  actions: Action[],
  version: number,
  id: string,
  label: string,
): ActionsBlockElement {
  const placeholder = { type: "plain_text", text: label } as const;
  const shown = options(actions.slice(0, slackLimits.selectOptions), version);
  return { type: "static_select", action_id: id, placeholder, options: shown };
}

function options(actions: Action[], version: number): PlainTextOption[] {
  return actions.map((action) => ({
    text: { type: "plain_text", text: plainText(action.label, slackLimits.optionText) },
    value: pressValue(action, version),
  }));
}

/** Menus carry short values and no links (a select cannot open one). */
function isOption(action: Action, version: number): boolean {
  return action.url === null && pressValue(action, version).length <= slackLimits.optionValue;
}

function pressValue(action: Action, version: number): string {
  return JSON.stringify(encodePress(action, version));
}
