import type { Command } from "commander";
import { toText } from "../../cards/to-text.ts";
import { whyForm } from "../../cards/why-form.ts";
import { scoreHistory } from "../../pipeline/score/history.ts";
import { leadVerb } from "./lead-verb.ts";

/** `baton why DOMAIN`: every part of the score with its proof, what is unknown, and how it came about. */
export function why(): Command {
  return leadVerb("why", "explain the score of a lead", ({ view, decisions, now, timeZone }) => {
    const { title, parts } = whyForm(view, now, timeZone, scoreHistory(decisions));
    return toText({ id: view.id, version: view.version, summary: title, parts, refresh: null });
  });
}
