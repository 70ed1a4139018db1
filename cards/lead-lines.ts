import type { LeadLine } from "../pipeline/handoff/lead-line.ts";
import type { Action, Line } from "./card.ts";
import { pressing } from "./pressing.ts";
import { minutes, when, whenExactly } from "./times.ts";
import { words } from "./words.ts";

/** `Northwind Traders · A · 86 · Rita Rep since 14:02`. */
export function leadLine(lead: LeadLine, now: Date, timeZone: string): Line {
  return [{ kind: "bold", text: lead.name }, ` · ${asideOf(lead)} · ${where(lead, now, timeZone)}`];
}

/** Buttons that bring up the first leads of a list, named after them. */
export function showButtons(leads: readonly LeadLine[]): Action[] {
  return leads.slice(0, 4).map(({ id, name }) => pressing("show", name, { lead: id }));
}

/** `A · 86`, `Drop`, `new`. */
export function asideOf({ label, score }: Pick<LeadLine, "label" | "score">): string {
  if (label === null) return words.isNew;
  return score === null ? label : `${label} · ${score}`;
}

function where(lead: LeadLine, now: Date, timeZone: string): string {
  if (lead.rule !== null) return lead.rule;
  const at = when(lead.since, now, timeZone);
  if (lead.snoozedUntil) return words.asleep(whenExactly(lead.snoozedUntil, now, timeZone));
  if (lead.owner === null) return words.waiting(minutes(lead.since, now), at);
  return words.since(lead.owner, at);
}
