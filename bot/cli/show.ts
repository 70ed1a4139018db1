import type { Command } from "commander";
import { leadCard } from "../../cards/lead-card.ts";
import { toText } from "../../cards/to-text.ts";
import { leadVerb } from "./lead-verb.ts";

/** `baton show DOMAIN`: the card as it stands now, without the buttons that nobody can press here. */
export function show(): Command {
  return leadVerb("show", "print the card of a lead", ({ view, now, timeZone }) => {
    const card = leadCard(view, now, timeZone);
    return toText({ ...card, parts: card.parts.filter(({ kind }) => kind !== "actions") });
  });
}
