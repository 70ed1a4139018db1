import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { Action, Card } from "./card.ts";
import { pressing } from "./pressing.ts";
import { day } from "./times.ts";
import { words } from "./words.ts";

/** What became of a lead. `key` is the same for the same event, and another for the next one. */
type News = { key: string; said: string; next: readonly Action[] };

/** What is worth a line of its own where a card cannot be edited: who took the lead, how it went. */
export function newsOf(view: LeadView, now: Date, timeZone: string): News[] {
  const { claimedBy, outcome } = view;
  const news: News[] = [];
  if (claimedBy) {
    news.push({
      key: `claimed:${claimedBy.personId}:${claimedBy.at.toISOString()}`,
      said: `${words.claimedBy}${claimedBy.name}`,
      next: [pressing("log_outcome", words.logOutcome, { lead: view.id })],
    });
  }
  if (outcome) {
    news.push({
      key: `outcome:${outcome.at.toISOString()}`,
      said: words.outcomeLogged(outcome.outcome, outcome.by, day(outcome.at, now, timeZone)),
      next: [],
    });
  }
  return news;
}

/** One piece of news in a line: `Northwind Traders · Claimed by Rita Rep`. */
export function followUpCard({ id, version, company }: LeadView, { said, next }: News): Card {
  return {
    id,
    version,
    summary: `${company.name} · ${said}`,
    parts: [
      { kind: "text", line: [{ kind: "bold", text: company.name }, ` · ${said}`] },
      { kind: "actions", buttons: next, more: [] },
    ],
    refresh: null,
  };
}
