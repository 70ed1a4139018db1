import type { CardAction, Element } from "./adaptive-card.ts";
import type { Action, Part } from "./card.ts";
import { clip, oneLine, safeUrl } from "./clean.ts";
import { encodePress, formVerbs } from "./codec.ts";
import { teamsLimits } from "./limits.ts";
import { words } from "./words.ts";

/** How presses travel: cards replace themselves (`execute`); dialogs know only `submit`. */
export type Transport = "execute" | "submit";

/** Buttons, and a `More actions` that unfolds the quieter ones and those beyond the limit. */
export function actionSet(
  part: Extract<Part, { kind: "actions" }>,
  version: number,
  transport: Transport,
): Element[] {
  const buttons = part.buttons.flatMap((action) => button(action, version, transport));
  const more = part.more.flatMap((action) => button(action, version, transport));

  const room = teamsLimits.actions - (more.length > 0 ? 1 : 0);
  const shown = buttons.length > room ? teamsLimits.actions - 1 : buttons.length;
  const actions = buttons.slice(0, shown);
  const hidden = [...buttons.slice(shown), ...more];
  if (hidden.length > 0) actions.push(unfold(hidden));
  return actions.length > 0 ? [{ type: "ActionSet", actions }] : [];
}

function unfold(hidden: CardAction[]): CardAction {
  const sets: Element[] = [];
  for (let at = 0; at < hidden.length; at += teamsLimits.actions) {
    sets.push({ type: "ActionSet", actions: hidden.slice(at, at + teamsLimits.actions) });
  }
  return {
    type: "Action.ShowCard",
    title: words.moreActions,
    card: { type: "AdaptiveCard", body: sets },
  };
}

function button(action: Action, version: number, transport: Transport): CardAction[] {
  const title = titleOf(action);
  if (action.url !== null) {
    const url = safeUrl(action.url);
    return url ? [{ type: "Action.OpenUrl", title, url }] : [];
  }
  const data = encodePress(action, version);
  const style = styles[action.tone];
  const looks = style ? { title, style } : { title };
  if (transport === "submit") return [{ type: "Action.Submit", ...looks, data }];
  // Only a Submit that says so can open a dialog; an Execute can only answer with a card.
  if (formVerbs.includes(action.verb)) {
    const fetch = { ...data, msteams: { type: "task/fetch" } };
    return [{ type: "Action.Submit", ...looks, data: fetch }];
  }
  const fallback: CardAction = { type: "Action.Submit", ...looks, data };
  return [{ type: "Action.Execute", ...looks, verb: action.verb, data, fallback }];
}

/** What Teams does by itself when somebody opens the card. */
export function refreshAction(action: Action, version: number): CardAction {
  const data = encodePress(action, version);
  return { type: "Action.Execute", title: titleOf(action), verb: action.verb, data };
}

const styles = { primary: "positive", danger: "destructive", plain: null } as const;

function titleOf(action: Action): string {
  return clip(oneLine(action.label), teamsLimits.actionTitle) || "–";
}
