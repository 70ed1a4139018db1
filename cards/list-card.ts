import type { LeadLine } from "../pipeline/handoff/lead-line.ts";
import type { Card, Line, Part } from "./card.ts";
import { leadLine, myLine, showButtons } from "./lead-lines.ts";
import { buttons, pressing } from "./pressing.ts";
import { words } from "./words.ts";

export type ListKind = "mine" | "queue" | "dropped";
type Clock = { now: Date; timeZone: string };

/** So many leads that could not be read have buttons; the others move up. */
const shownUnread = 3;

/** A person's own leads, or what a rule dropped. */
export function listCard(kind: "mine" | "dropped", leads: readonly LeadLine[], clock: Clock): Card {
  const none = kind === "mine" ? words.noneOfYours : words.noneDropped;
  const parts: Part[] =
    leads.length > 0
      ? [
          list(leads, clock, kind === "mine" ? myLine : leadLine),
          { kind: "actions", ...showButtons(leads) },
        ]
      : [{ kind: "text", line: [none] }, ...wayOut(kind)];
  return cardOf(kind, leads.length, none, parts);
}

/**
 * What nobody has taken, and what could not even be read. `lastClaimMinutes` is what an empty queue
 * has to say, where there was a claim.
 */
export function queueCard(
  { waiting, unread }: { waiting: readonly LeadLine[]; unread: readonly LeadLine[] },
  clock: Clock,
  lastClaimMinutes: number | null = null,
): Card {
  const [first, ...rest] = waiting;
  const last = lastClaimMinutes === null ? [] : [words.lastClaimed(lastClaimMinutes)];
  const none = [words.nothingWaiting, ...last].join(" ");
  const parts: Part[] = [];
  if (first) {
    const claim = pressing("claim", `${words.claim} ${first.name}`, { lead: first.id });
    const shown = showButtons(rest);
    parts.push(list(waiting, clock, leadLine), ...buttons([claim, ...shown.buttons], shown.more));
  } else parts.push({ kind: "text", line: [none] });

  if (unread.length > 0) {
    const lines = unread.map(({ name, failure }): Line => {
      return [{ kind: "bold", text: name }, ` · ${failure}`];
    });
    parts.push({ kind: "heading", text: words.unreadTitle }, { kind: "list", lines });
    const repairs = unread
      .slice(0, shownUnread)
      .flatMap(({ id, name }) => [
        pressing("retry", words.retryOf(name), { lead: id }),
        pressing("fill_by_hand", words.fillOf(name), { lead: id }),
      ]);
    const [loud, more] = [repairs.slice(0, 2), repairs.slice(2)];
    parts.push(
      ...(first ? [{ kind: "actions" as const, buttons: loud, more }] : buttons(loud, more)),
    );
  }
  return cardOf("queue", waiting.length, none, parts);
}

function cardOf(kind: ListKind, n: number, none: string, parts: Part[]): Card {
  const title = words.listTitles[kind];
  return {
    id: kind,
    version: 0,
    summary: n > 0 ? `${title}: ${n}` : none,
    parts: [{ kind: "title", text: title, aside: n > 0 ? String(n) : null }, ...parts],
    refresh: null,
  };
}

function list(leads: readonly LeadLine[], { now, timeZone }: Clock, line: typeof leadLine): Part {
  return { kind: "list", lines: leads.map((lead) => line(lead, now, timeZone)) };
}

/** No dead ends: somebody without leads is shown where leads are. */
function wayOut(kind: "mine" | "dropped"): Part[] {
  if (kind !== "mine") return [];
  return buttons([pressing("command", words.listTitles.queue, { text: "queue" })]);
}
