import type { WaitingApproval } from "../pipeline/outreach/outreach-view.ts";
import type { Part } from "./card.ts";
import { waitingSince } from "./lead-lines.ts";
import { outreachWords as say } from "./outreach-words.ts";
import { pressing } from "./pressing.ts";
import { words } from "./words.ts";

const shownButtons = 4;

/** What waits for somebody's yes, with a button that brings up each. */
export function approvalParts(
  waiting: readonly WaitingApproval[],
  { now, timeZone }: { now: Date; timeZone: string },
): Part[] {
  if (waiting.length === 0) return [];
  const lines = waiting.map(({ company, author, since }) => [
    { kind: "bold" as const, text: company },
    say.homeLine(author, waitingSince(since, now, timeZone)),
  ]);
  const all = waiting.map(({ id, company }) =>
    pressing("show_draft", say.show(company), { draft: id }),
  );
  return [
    { kind: "heading", text: words.approvalsTitle },
    { kind: "list", lines },
    { kind: "actions", buttons: all.slice(0, shownButtons), more: all.slice(shownButtons) },
  ];
}
