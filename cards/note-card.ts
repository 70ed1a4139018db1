import type { Action, Card } from "./card.ts";
import { emphasis } from "./emphasis.ts";

/** One thing said, with what can be done about it. */
export function noteCard(text: string, actions: readonly Action[] = []): Card {
  const buttons =
    actions.length > 0 ? [{ kind: "actions" as const, buttons: actions, more: [] }] : [];
  return {
    id: "note",
    version: 0,
    summary: text,
    parts: [{ kind: "text", line: emphasis(text) }, ...buttons],
    refresh: null,
  };
}
