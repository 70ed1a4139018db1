import { CardFactory } from "botbuilder";
import type { Card, Form } from "../../cards/card.ts";
import { oneLine } from "../../cards/clean.ts";
import { noteCard } from "../../cards/note-card.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toDialog } from "../../cards/to-dialog.ts";

/** The answer to an invoke: it travels back in the HTTP response, and Teams acts on it. */
export type Reply = { status: number; body?: object };

/** A button's answers. https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model */
export const pressReply = {
  card: (card: Card): Reply =>
    execute("application/vnd.microsoft.card.adaptive", toAdaptiveCard(card)),
  message: (text: string): Reply => execute("application/vnd.microsoft.activity.message", text),
};

/** A dialog's answers: shown again, a last sentence, or closed. */
export const dialogReply = {
  form: (form: Form, errors: Record<string, string> = {}): Reply => {
    const card = CardFactory.adaptiveCard(toDialog(form, errors));
    return task({
      type: "continue",
      value: { title: form.title, height: "medium", width: "medium", card },
    });
  },
  message: (text: string): Reply => task({ type: "message", value: text }),
  close: (): Reply => ({ status: 200 }),
};

/** A tab's answers. A tab has no place for a sentence, so one is a card. */
export const tabReply = {
  card: (card: Card): Reply => {
    const cards = [{ card: toAdaptiveCard(card) }];
    return { status: 200, body: { tab: { type: "continue", value: { cards } } } };
  },
  message: (text: string): Reply => tabReply.card(noteCard(text)),
};

/** The compose box's answers. What is chosen there goes into the person's own message. */
export const composeReply = {
  cards: (cards: readonly Card[]): Reply => {
    const attachments = cards.map((card) => ({
      ...CardFactory.adaptiveCard(toAdaptiveCard(card)),
      preview: CardFactory.thumbnailCard(previewText(card.summary)),
    }));
    return compose({ type: "result", attachmentLayout: "list", attachments });
  },
  message: (text: string): Reply => compose({ type: "message", text }),
  nothing: (): Reply => ({ status: 200 }),
};

/** Said about a button or form that is forged, or older than we can read. */
export const outdated = "This card is out of date. Type lead and the company instead.";

function execute(type: string, value: unknown): Reply {
  return { status: 200, body: { statusCode: 200, type, value } };
}

function task(value: object): Reply {
  return { status: 200, body: { task: value } };
}

function compose(value: object): Reply {
  return { status: 200, body: { composeExtension: value } };
}

/** A preview's title may hold mark-up, and a company's name must not. */
function previewText(text: string): string {
  return oneLine(text).replaceAll(/[<>]/g, "");
}
