import type { Action, Part } from "./card.ts";
import type { Verb } from "./codec.ts";

/** A button that asks the server for something. */
export function pressing(
  verb: Verb,
  label: string,
  args: Readonly<Record<string, string>> = {},
): Action {
  return { label, verb, args, tone: "plain", url: null };
}

/** Buttons of which the first is the primary one; nothing where there are none. */
export function buttons([first, ...rest]: readonly Action[], more: readonly Action[] = []): Part[] {
  if (!first) return [];
  return [{ kind: "actions", buttons: [{ ...first, tone: "primary" }, ...rest], more }];
}
