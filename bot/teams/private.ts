import type { Card, Form } from "../../cards/card.ts";
import type { Request } from "../handlers/request.ts";

type Args = Readonly<Record<string, string>>;

/** Stands in what is pressed or sent from a card that one person sees in place of a message. */
const mark = { only: "me" };

/** A card for one person, whose buttons do not touch the message under it, which others see. */
export function seenByOne(card: Card): Card {
  const parts = card.parts.map((part) =>
    part.kind === "actions"
      ? { ...part, buttons: part.buttons.map(marked), more: part.more.map(marked) }
      : part,
  );
  // Its own reload would fetch what everybody sees; the message's brings this card again.
  return { ...card, parts, refresh: null };
}

/** The same for a form that such a button opens. */
export function marked<T extends Form | { args: Args }>(carrier: T): T {
  return { ...carrier, args: { ...carrier.args, ...mark } };
}

/** What was carried without the mark, and whether it was there. */
export function unmarked<T extends { args: Args }>(
  carried: T,
): { isPrivate: boolean; carried: T & { args: Record<string, string> } } {
  const { only, ...args } = carried.args;
  return { isPrivate: only === mark.only, carried: { ...carried, args } };
}

/** The request as if nothing had been pressed: its answer is told and edits nothing. */
export function aside(request: Request): Request {
  return { ...request, place: { ...request.place, messageId: null } };
}
