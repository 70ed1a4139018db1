import type * as Library from "adaptivecards";
import { markdownHtml } from "./card-markdown.ts";
import { el, openPage } from "./dom.ts";
import { type Json, obj } from "./json.ts";

declare const AdaptiveCards: typeof Library;

/** What a card's buttons report to. */
export type CardHost = {
  execute: (action: Json) => Promise<void>;
  submit: (data: Json) => Promise<void>;
};

/** Draws an Adaptive Card with Microsoft's own library. */
export function adaptiveCard(json: Json, host: CardHost): HTMLElement {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownHtml(text);
    result.didProcess = true;
  };
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(looks);
  card.onAnchorClicked = (_, anchor) => {
    openPage(anchor.href);
    return true;
  };
  card.onExecuteAction = (action) => void act(action, host);
  card.parse(json);
  const drawn = card.render();
  return el("div", { class: "card" }, drawn ?? "This card cannot be shown.");
}

async function act(action: Library.Action, host: CardHost): Promise<void> {
  if (action instanceof AdaptiveCards.OpenUrlAction) return openPage(action.url ?? "");
  if (!(action instanceof AdaptiveCards.SubmitActionBase)) return;

  const button = action.renderedElement;
  if (button instanceof HTMLButtonElement) {
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
  }
  const data = obj(action.data);
  if (action instanceof AdaptiveCards.ExecuteAction) {
    await host.execute({ title: action.title, verb: action.verb, data });
  } else {
    await host.submit(data);
  }
  if (button instanceof HTMLButtonElement) button.ariaDisabled = null;
}

/** Colours are the page's own, so that a card follows the theme. */
const colour = (name: string) => ({
  default: `var(--card-${name})`,
  subtle: `var(--card-${name}-subtle)`,
});
const palette = {
  default: colour("text"),
  dark: colour("text"),
  light: colour("text"),
  accent: colour("accent"),
  good: colour("good"),
  warning: colour("warning"),
  attention: colour("attention"),
};
const container = { backgroundColor: "transparent", foregroundColors: palette };

const looks = {
  fontTypes: {
    default: {
      fontFamily: "inherit",
      fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 22 },
    },
    monospace: {
      fontFamily: "ui-monospace, monospace",
      fontSizes: { small: 12, default: 12.5, medium: 13, large: 15, extraLarge: 18 },
    },
  },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 14 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: {
    default: container,
    emphasis: { ...container, backgroundColor: "var(--raised)" },
  },
  factSet: {
    title: { weight: "bolder", wrap: true, maxWidth: 150 },
    value: { wrap: true },
    spacing: 12,
  },
  table: { cellSpacing: 6 },
  actions: {
    maxActions: 6,
    buttonSpacing: 0, // the style sheet sets it: rows may wrap
    spacing: "default",
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    showCard: { actionMode: "inline", inlineTopMargin: 8, style: "default" },
  },
  inputs: {
    label: { requiredInputs: { weight: "bolder" }, optionalInputs: { weight: "bolder" } },
  },
};
