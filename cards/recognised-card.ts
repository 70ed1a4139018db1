import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { ForwardKind } from "../pipeline/score/forwarding.ts";
import type { Card, Form, Line } from "./card.ts";
import { clip } from "./clean.ts";
import { asideOf } from "./lead-face.ts";
import { pressing } from "./pressing.ts";
import { words } from "./words.ts";

/** What people call what is no lead to work on. */
const forwardNames: Record<ForwardKind, string> = {
  customer: "Customer",
  open_deal: "Open deal",
  partner: "Partner",
  competitor: "Competitor",
  student: "Student",
  job_seeker: "Job application",
  vendor_pitch: "Vendor pitch",
  support: "Support request",
};

const QUOTE = 1_500;

/** Hands somebody who is no lead to those who know them: who it is, why it comes here, and what was said. */
export function forwardedCard(view: LeadView, kind: ForwardKind | null, said: string | null): Card {
  const what = kind === null ? "Forwarded" : forwardNames[kind];
  const title = `${what}: ${view.company.name}`;
  const person = [view.contact?.name, view.contact?.title, view.contact?.email];
  const site: Line = view.company.domain
    ? [{ kind: "link", text: view.company.domain, url: `https://${view.company.domain}` }]
    : [];
  const from = person.filter((text) => text).join(" · ");
  const because = view.decision?.gate?.because;
  return {
    id: `forwarded:${view.id}`,
    version: 1,
    summary: title,
    parts: [
      { kind: "title", text: title, aside: null },
      ...(site.length > 0 ? [{ kind: "text" as const, line: site }] : []),
      ...(from === "" ? [] : [{ kind: "text" as const, line: [from] }]),
      ...(because ? [{ kind: "text" as const, line: [`Why it comes here: ${because}.`] }] : []),
      ...(said ? [{ kind: "text" as const, line: [`“${said.slice(0, QUOTE)}”`] }] : []),
      { kind: "note", line: [`By ${view.source}. Nobody works on it as a lead.`] },
      { kind: "actions", buttons: [pressing("show", words.show, { lead: view.id })], more: [] },
    ],
    refresh: null,
  };
}

/** Where to send a lead that is somebody else's. */
export function forwardForm(view: LeadView, kinds: readonly ForwardKind[]): Form {
  return {
    title: "Forward",
    submit: "Forward",
    verb: "forward",
    args: { lead: view.id },
    parts: [{ kind: "text", line: [`${view.company.name} (${asideOf(view)})`] }],
    fields: [
      {
        ...{ kind: "choice", name: "kind", label: "To those for", hint: null, required: true },
        options: kinds.map((kind) => ({ value: kind, label: forwardNames[kind] })),
        initial: null,
      },
    ],
  };
}

/** What a lead's card says once it counts as another's. */
export function mergedCard(view: LeadView, into: { id: string; name: string }): Card {
  const sentence = `${view.company.name} counts as ${into.name} by now.`;
  const args = { lead: into.id };
  return {
    ...{ id: view.id, version: view.version, summary: sentence },
    parts: [
      { kind: "text", line: [sentence] },
      { kind: "actions", buttons: [pressing("show", words.show, args)], more: [] },
    ],
    refresh: pressing("refresh", words.refresh, { lead: view.id }),
  };
}

/** Something that was matched to a lead; `value` names it in the form. */
export type Joined = { value: string } & (
  | { kind: "account"; standing: ForwardKind; name: string }
  | { kind: "merge"; name: string }
  | { kind: "alias"; domain: string }
  | { kind: "arrival"; channel: string; on: string; who: string }
);

/** Everything that was matched, to choose from what does not belong. */
export function wrongMatchForm(view: LeadView, joined: readonly Joined[]): Form {
  return {
    title: "Report wrong match",
    submit: "Take apart",
    verb: "wrong_match",
    args: { lead: view.id },
    parts: [{ kind: "text", line: [`${view.company.name} (${asideOf(view)})`] }],
    fields: [
      {
        ...{ kind: "choice", name: "match", label: "Does not belong here", required: true },
        hint: "It will not be matched again.",
        options: joined.map((one) => ({ value: one.value, label: clip(labelOf(one), LABEL) })),
        initial: null,
      },
    ],
  };
}

/** What both chats show of a choice. */
const LABEL = 75;

function labelOf(one: Joined): string {
  switch (one.kind) {
    case "account":
      return `${forwardNames[one.standing]}: ${one.name}`;
    case "merge":
      return `Merged company: ${one.name}`;
    case "alias":
      return `Other domain: ${one.domain}`;
    case "arrival":
      return [`${one.channel}, ${one.on}`, one.who].filter((text) => text !== "").join(": ");
  }
}
