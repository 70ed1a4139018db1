import type { Basis, Refusal } from "../pipeline/outreach/consent.ts";
import { count } from "./numbers.ts";

/** Everything people read about mail to a lead. */
export const outreachWords = {
  draft: "Draft outreach",
  showDraft: "Show draft",
  /** Stands on the button where nobody may write. Neither chat can grey out a button in place. */
  noPermission: "No permission to write yet",
  approve: "Approve",
  edit: "Edit",
  reject: "Reject…",
  undo: "Undo",
  show: (company: string) => `Show e-mail to ${company}`,

  title: (who: string, company: string) => `Approve e-mail to ${who}, ${company}`,
  draftTitle: (who: string, company: string) => `E-mail to ${who}, ${company}`,
  version: (version: number) => `draft ${version}`,
  from: "From",
  to: "To",
  consent: "Consent",
  subject: "Subject",
  checks: "Checks",
  proof: "proof",
  basis: {
    consent: (where: string, day: string) => `agreed to be written to ${where}, ${day}`,
    enquiry: (where: string, day: string) => `asked to be answered ${where}, ${day}`,
  } satisfies Record<Basis, unknown>,
  onSite: (host: string | null) => (host === null ? "by form" : `on ${host}`),
  facts: (n: number) => (n === 0 ? "no facts used" : `${count(n, "fact")} with evidence ✓`),
  noPromises: "no promises ✓",
  promises: (words: string) => `This reads like a promise: ${words}`,
  erased: "The text was deleted, as mail is after 30 days.",

  expires: (when: string) => `expires ${when}, unsent`,
  ownYes: "You wrote this yourself. Nobody else may approve it.",
  noMailbox: "No mailbox is connected yet, so nothing can be sent.",
  editedBy: (who: string) => `Edited by ${who}`,

  waitsFor: (when: string) => `Waits for a yes · ${outreachWords.expires(when)}`,
  approved: (who: string, at: string, sends: string) => `Approved by ${who} ${at} · sends ${sends}`,
  sending: (who: string) => `Approved by ${who} · on its way`,
  tryingAgain: (why: string) => `Not sent yet (${why}). It is tried again.`,
  sent: (who: string, at: string) => `Approved by ${who} · sent ${at}`,
  rejected: (who: string, why: string | null) =>
    why === null ? `Rejected by ${who}` : `Rejected by ${who}: ${why}`,
  expired: (at: string) => `Nobody answered. Expired ${at}, unsent.`,
  failed: (why: string) => `Not sent: ${why}`,
  unknown: "Nobody knows whether it left: the answer was lost. It is not sent again by itself.",

  stillWaiting: (who: string, company: string, author: string) =>
    `Still waiting for your yes: e-mail to ${who}, ${company}, by ${author}.`,
  nothingToDo: (company: string) => `The e-mail to ${company} needs nothing from you any more.`,
  news: (company: string, what: string) => `Your e-mail to ${company}. ${what}`,
  homeLine: (author: string, waiting: string) => `: e-mail by ${author}, ${waiting}`,

  onLead: {
    waiting: () => "E-mail drafted, waits for a yes",
    approved: (_: string, sends: string) => `E-mail approved, sends ${sends}`,
    sending: () => "E-mail approved, on its way",
    sent: (at: string) => `E-mail sent, ${at}`,
    unknown: () => "Nobody knows whether the e-mail left",
    failed: () => "E-mail not sent",
    rejected: () => "E-mail rejected",
    expired: () => "E-mail expired, unsent",
  },

  /** Why nobody may write, and what would change it. */
  refused: {
    asked_to_stop: "They asked not to be contacted. Nothing can be sent to them.",
    closed: "This lead is closed. Nothing is sent to closed leads.",
    known:
      "They are a customer, an open deal, a partner or a competitor. Whoever looks after them writes; press It's wrong if they are none of these.",
    parked: "This lead is parked or still being researched. Nothing is sent until it is assigned.",
    no_address:
      "No e-mail address is known. One that comes with a form, or by their own enquiry, changes that.",
    no_basis:
      "They never agreed to be written to, and never asked us anything. A form with their consent, or an enquiry of their own, changes that.",
    withdrawn: "They took their consent back. Only a new yes of theirs changes that.",
    answered: "Their enquiry was answered already. A new enquiry, or their consent, changes that.",
    too_late: "Their enquiry is more than 30 days old. A new one, or their consent, changes that.",
  } satisfies Record<Refusal, string>,
  /** What else can stand between an approval and its mail. */
  stopped: {
    outdated: "it was changed after the approval",
    expired: "the approval came too late",
    recipient_changed: "the address changed after it was drafted",
    no_mailbox: "no mailbox is connected",
    decided: "somebody said that it did not arrive",
    gone: "its text was deleted",
  },

  /** What handlers answer. */
  asked: (names: string) => `${names} is asked for a yes. Nothing is sent until then.`,
  nobodyToAsk: "Nobody who may approve can be reached, so this was not drafted. Ask an admin.",
  changedMeanwhile: (version: number) =>
    `This draft was changed meanwhile. Here is draft ${version}; please look again.`,
  notOwn: (who: string) => `You wrote this draft, so somebody else says yes. Ask ${who}.`,
  notYours: (who: string) => `Only ${who} and who approves may change this draft.`,
  settled: "This was settled a moment ago; here is where it stands.",
  tooLateToApprove: "This waited too long for a yes. It expires, unsent.",
  tooLateToUndo: "Too late to undo: it is on its way.",

  editTitle: "Edit e-mail",
  editHint: "Everybody who was asked sees the change. Earlier approvals are void.",
  body: "Text",
  save: "Save draft",
  rejectTitle: "Reject e-mail",
  rejectSubmit: "Reject",
  rejectWhy: "Why?",
  rejectHint: "The author reads it.",
  subjectMissing: "Write a subject.",
  bodyMissing: "Write a text.",
  whyMissing: "Say why, so that the next draft is better.",
} as const;

/** A reason as a sentence; what a provider said stands as it is. */
export function whyNotSent(reason: string | null): string {
  const known: Record<string, string> = { ...outreachWords.refused, ...outreachWords.stopped };
  return known[reason ?? ""] ?? reason ?? "";
}
