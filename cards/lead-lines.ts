import type { LeadLine } from "../pipeline/handoff/lead-line.ts";
import type { Action, Line } from "./card.ts";
import { pressing } from "./pressing.ts";
import { minutes, when, whenExactly } from "./times.ts";
import { words } from "./words.ts";

const shownButtons = 4;

/** `Northwind Traders · A · 86 · Rita Rep since 14:02`. */
export function leadLine(lead: LeadLine, now: Date, timeZone: string): Line {
  return lineOf(lead, standing(lead, now, timeZone) ?? ownership(lead, now, timeZone));
}

/** The same for its owner: `Northwind Traders · A · 86 · offered to you, waiting 12 min`. */
export function myLine(lead: LeadLine, now: Date, timeZone: string): Line {
  const at = (moment: Date) => when(moment, now, timeZone);
  const mine = () => {
    if (!lead.claimed) return words.offeredYou(waitingSince(lead.since, now, timeZone));
    return lead.touchedAt ? words.touched(at(lead.touchedAt)) : words.untouched(at(lead.since));
  };
  return lineOf(lead, standing(lead, now, timeZone) ?? mine());
}

/** Buttons that bring up the leads of a list, named after them: the first ones loud. */
export function showButtons(leads: readonly LeadLine[]): { buttons: Action[]; more: Action[] } {
  const all = leads.map(({ id, name }) => pressing("show", name, { lead: id }));
  return { buttons: all.slice(0, shownButtons), more: all.slice(shownButtons) };
}

/** `A · 86`, `Drop`, `new`. */
export function asideOf({ label, score, failure }: LeadLine): string {
  if (label === null) return failure === null ? words.isNew : words.failed;
  return score === null ? label : `${label} · ${score}`;
}

/** `waiting 12 min`, `waiting since Monday`. */
export function waitingSince(since: Date, now: Date, timeZone: string): string {
  return words.waiting(minutes(since, now), when(since, now, timeZone));
}

function lineOf(lead: LeadLine, said: string): Line {
  return [{ kind: "bold", text: lead.name }, ` · ${asideOf(lead)} · ${said}`];
}

/** What matters more than who has it. */
function standing(lead: LeadLine, now: Date, timeZone: string): string | undefined {
  if (lead.rule !== null) return lead.rule;
  if (lead.snoozedUntil) return words.asleep(whenExactly(lead.snoozedUntil, now, timeZone));
  return lead.failure === null ? undefined : words.notRead(lead.failure);
}

function ownership(lead: LeadLine, now: Date, timeZone: string): string {
  const waiting = waitingSince(lead.since, now, timeZone);
  if (lead.owner === null) return waiting;
  if (!lead.claimed) return words.offered(lead.owner, waiting);
  return words.since(lead.owner, when(lead.since, now, timeZone));
}
