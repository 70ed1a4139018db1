import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { Card, Line, Part } from "./card.ts";
import { asideOf, type Face, faceOf } from "./lead-face.ts";
import { words } from "./words.ts";

const state: Record<Face, string> = {
  opted_out: "asked not to be contacted",
  gated: "not researched",
  snoozed: "put aside",
  outcome: "worked on",
  site_says_no: "scored without its site",
  failed: "could not be read",
  received: "just in",
  researching: "being researched",
  claimed: "claimed",
  offered: "waiting for somebody",
};

/**
 * A lead behind a pasted link, in a few lines. People of other organisations see what the
 * company's own site says and nothing of what we think of it, or who of us does.
 */
export function unfurlCard(view: LeadView, outsiders: boolean, now: Date): Card {
  const { name } = view.company;
  const known = company(view);
  if (outsiders) return card(view, name, null, [...known, note("Details are for the team only.")]);

  const owner = view.claimedBy ?? view.offeredTo;
  const who: Line = owner
    ? [view.claimedBy ? words.claimedBy : words.offeredTo, person(owner)]
    : [words.unowned];
  const said: Part = { kind: "text", line: [...who, ` · ${state[faceOf(view, now)]}`] };
  return card(view, name, asideOf(view), [...known, said]);
}

function card(view: LeadView, text: string, aside: string | null, parts: readonly Part[]): Card {
  return {
    id: view.id,
    version: view.version,
    summary: aside === null ? text : `${text} (${aside})`,
    parts: [{ kind: "title", text, aside }, ...parts],
    refresh: null,
  };
}

function company({ company: { domain, industry, place } }: LeadView): Part[] {
  const about = [domain, industry, place].filter((known) => known !== null).join(" · ");
  return about === "" ? [] : [note(about)];
}

function note(text: string): Part {
  return { kind: "note", line: [text] };
}

function person({ personId, name }: { personId: string; name: string }) {
  return { kind: "person" as const, personId, name };
}
