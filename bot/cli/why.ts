import type { Command } from "commander";
import { toText } from "../../cards/to-text.ts";
import { whyForm } from "../../cards/why-form.ts";
import { listDecisions } from "../../db/decisions.ts";
import { scoreHistory } from "../../pipeline/score/history.ts";
import { leadVerb } from "./lead-verb.ts";

const RECENT_DECISIONS = 5;

/** `baton why DOMAIN`: every part of the score with its proof, what is unknown, and how it came about. */
export function why(): Command {
  return leadVerb("why", "explain the score of a lead", async ({ tx, view, now, timeZone }) => {
    const history = scoreHistory(await listDecisions(tx, view.id, RECENT_DECISIONS));
    const { title, parts } = whyForm(view, now, timeZone, history);
    return toText({ id: view.id, version: view.version, summary: title, parts, refresh: null });
  });
}
