import type { Card, Form } from "../../cards/card.ts";
import { noteCard } from "../../cards/note-card.ts";

/** Where a chat cannot open a form at once, a private card with the button that does. */
export function formOpener({ title, verb, args }: Form): Card {
  return noteCard(`${title}: one more press, please.`, [
    { label: title, verb, args, tone: "primary", url: null },
  ]);
}
