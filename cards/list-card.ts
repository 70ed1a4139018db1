import type { LeadLine } from "../pipeline/handoff/lead-line.ts";
import type { Action, Card, Part } from "./card.ts";
import { leadLine, showButtons } from "./lead-lines.ts";
import { buttons, pressing } from "./pressing.ts";
import { words } from "./words.ts";

export type ListKind = "mine" | "queue" | "dropped";

/** A list of leads. `lastClaimMinutes` is what an empty queue has to say, where there was a claim. */
export function listCard(
  kind: ListKind,
  leads: readonly LeadLine[],
  now: Date,
  timeZone: string,
  lastClaimMinutes: number | null = null,
): Card {
  const title = words.listTitles[kind];
  const empty = emptyText(kind, lastClaimMinutes);
  const [first, ...rest] = leads;
  const parts: Part[] = first
    ? [
        { kind: "list", lines: leads.map((lead) => leadLine(lead, now, timeZone)) },
        ...(kind === "queue"
          ? buttons([claim(first), ...showButtons(rest)])
          : [{ kind: "actions" as const, buttons: showButtons(leads), more: [] }]),
      ]
    : [{ kind: "text", line: [empty] }, ...way(kind)];
  return {
    id: kind,
    version: 0,
    summary: first ? `${title}: ${leads.length}` : empty,
    parts: [{ kind: "title", text: title, aside: first ? String(leads.length) : null }, ...parts],
    refresh: null,
  };
}

function claim({ id, name }: LeadLine): Action {
  return pressing("claim", `${words.claim} ${name}`, { lead: id });
}

/** No dead ends: somebody without leads is shown where leads are. */
function way(kind: ListKind): Part[] {
  if (kind !== "mine") return [];
  return buttons([pressing("command", words.listTitles.queue, { text: "queue" })]);
}

function emptyText(kind: ListKind, lastClaimMinutes: number | null): string {
  if (kind === "mine") return words.noneOfYours;
  if (kind === "dropped") return words.noneDropped;
  if (lastClaimMinutes === null) return words.nothingWaiting;
  return `${words.nothingWaiting} ${words.lastClaimed(lastClaimMinutes)}`;
}
