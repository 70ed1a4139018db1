import { claimsIn, promisesIn } from "../pipeline/outreach/checks.ts";
import type { Mail } from "../pipeline/outreach/mail.ts";
import type { OutreachView } from "../pipeline/outreach/outreach-view.ts";
import type { Action, Card, Line, Part } from "./card.ts";
import { clip, oneLine } from "./clean.ts";
import { cost } from "./numbers.ts";
import { mailBody } from "./outreach-body.ts";
import { outreachStatus } from "./outreach-status.ts";
import { outreachWords as say } from "./outreach-words.ts";
import { buttons, pressing } from "./pressing.ts";
import { day, whenExactly } from "./times.ts";

type Clock = { now: Date; timeZone: string };

/** Who looks at it, and what they may do. */
export type Reader = {
  mayApprove: boolean;
  mayEdit: boolean;
  /** Whether there is a mailbox to send from. */
  mailbox: boolean;
};

/** A mail as somebody is asked to let it leave: all of it, why it may be sent, and what was checked. */
export function approvalCard(view: OutreachView, reader: Reader, clock: Clock): Card {
  const { mail, company } = view;
  const who = mail?.to.name || mail?.to.address || "";
  const asks = view.state === "waiting" && reader.mayApprove;
  const title = asks ? say.title(who, company) : say.draftTitle(who, company);
  const status = outreachStatus(view, clock);
  return {
    id: `outreach:${view.id}`,
    version: view.revision,
    summary: `${title} · ${status}`,
    parts: [
      { kind: "title", text: title, aside: say.version(view.version) },
      { kind: "text", line: [{ kind: "bold", text: status }] },
      ...(mail ? mailParts(mail, view, clock) : [{ kind: "note" as const, line: [say.erased] }]),
      ...remarks(view, reader),
      ...acts(view, reader),
    ],
    refresh: null,
  };
}

function mailParts(mail: Mail, view: OutreachView, clock: Clock): Part[] {
  const { from, to, subject, body } = mail;
  const rows = [
    { label: say.from, line: [`${from.name} <${from.address}>`] },
    { label: say.to, line: [to.address] },
    { label: say.consent, line: basisLine(view, clock) },
    { label: say.subject, line: [subject] },
  ];
  const promises = promisesIn(`${subject}\n${body}`).join(", ");
  const checks = [
    say.facts(claimsIn(body, view.claims).length),
    ...(promises === "" ? [say.noPromises] : []),
    cost(0), // drafts are made by rule
  ];
  return [
    { kind: "facts", rows },
    { kind: "divider" },
    ...mailBody(body, view.claims),
    { kind: "divider" },
    ...(promises === "" ? [] : [{ kind: "warning" as const, line: [say.promises(promises)] }]),
    { kind: "note", line: [`${say.checks} `, checks.join(" · ")] },
  ];
}

/** A ticked box says `true`, which is no sentence worth quoting. */
const MANY = 6;
const QUOTE = 100;

/** `asked to be answered on acme.com, 12 Nov: “Please call me” ✓ proof`. */
function basisLine({ basis }: OutreachView, { now, timeZone }: Clock): Line {
  const { kind, quote, pageUrl, at } = basis;
  const host = URL.parse(pageUrl ?? "")?.hostname || null;
  const told = say.basis[kind](say.onSite(host), day(at, now, timeZone));
  const words = quote === null || quote.length < MANY ? "" : `: “${clip(oneLine(quote), QUOTE)}”`;
  const proof = `✓ ${say.proof}`;
  return [
    `${told}${words} `,
    pageUrl !== null && host !== null ? { kind: "link", text: proof, url: pageUrl } : "✓",
  ];
}

function remarks(view: OutreachView, { mayApprove, mailbox }: Reader): Part[] {
  if (view.state !== "waiting") return [];
  const lines = [
    ...(view.editedBy === null ? [] : [say.editedBy(view.editedBy)]),
    ...(mailbox ? [] : [say.noMailbox]),
    ...(mayApprove && view.ownYes ? [say.ownYes] : []),
  ];
  return lines.map((text) => ({ kind: "note", line: [text] }));
}

function acts(view: OutreachView, { mayApprove, mayEdit, mailbox }: Reader): Part[] {
  const args = { draft: view.id, version: String(view.version) };
  const approve = pressing("approve", say.approve, args);
  const edit = pressing("edit_draft", say.edit, args);
  const reject: Action = { ...pressing("reject", say.reject, args), tone: "danger" };
  const undo = pressing("undo_send", say.undo, args);
  if (view.state === "approved") return mayApprove ? buttons([undo]) : [];
  if (view.state !== "waiting") return [];
  return buttons([
    ...(mayApprove && mailbox ? [approve] : []),
    ...(mayEdit ? [edit] : []),
    ...(mayApprove ? [reject] : []),
  ]);
}

/** Asks again, in a message of its own, for what nobody has answered. */
export function reminderCard(view: OutreachView, { now, timeZone }: Clock): Card {
  const { id, mail, company, author, state, expiresAt, revision } = view;
  const who = mail?.to.name || mail?.to.address || "";
  const waits = state === "waiting";
  const text = waits ? say.stillWaiting(who, company, author.name) : say.nothingToDo(company);
  const expires = say.expires(whenExactly(expiresAt, now, timeZone));
  const show = pressing("show_draft", say.show(company), { draft: id });
  return {
    id: `reminder:${id}`,
    version: revision,
    summary: text,
    parts: [
      { kind: "text", line: [text] },
      ...(waits ? [{ kind: "note" as const, line: [expires] }, ...buttons([show])] : []),
    ],
    refresh: null,
  };
}

/** Tells the author how it ended. */
export function outreachNewsCard(view: OutreachView, clock: Clock): Card {
  const text = say.news(view.company, outreachStatus(view, clock));
  const show = pressing("show_draft", say.show(view.company), { draft: view.id });
  return {
    id: `news:${view.id}`,
    version: view.revision,
    summary: text,
    parts: [{ kind: "text", line: [text] }, ...buttons([show])],
    refresh: null,
  };
}
