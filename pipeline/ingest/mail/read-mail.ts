import type { ArrivalKind } from "../doors/door.ts";
import { identify } from "../identify.ts";
import type { LeadInput } from "../lead-input.ts";
import { isFreeMail } from "../mail-domains.ts";
import { missingOf, normalise, type RawLead } from "../normalise.ts";
import { automaticOf, type Ignored, isListMail, isMachine } from "./automatic.ts";
import { type Unpicked, unpick } from "./forwarded.ts";
import { domainOf } from "./headers.ts";
import type { Correspondent, Mail } from "./mail.ts";
import { newWords } from "./new-words.ts";
import { parserOf } from "./parsers/parsers.ts";

/** Whose mail it is: the door it came by, the domains its people write from, and the mailbox it lay in. */
export type MailDoor = { name: string; ownDomains: readonly string[]; mailbox: string | null };

type IsOurs = (domain: string) => boolean;

/** What a mail is to us, and what is known of its sender. */
export type MailReading = {
  kind: Extract<ArrivalKind, "lead" | "needs_info" | "spam" | "ignored">;
  input: LeadInput;
  /** Why nothing comes of it, where nothing does. */
  remark: string | null;
};

const remarks: Record<Ignored, string> = {
  bounce: "A report that another mail was not delivered.",
  auto_reply: "An automatic answer; nobody wrote it.",
  list_mail: "It went to a mailing list.",
  own_mail: "A colleague wrote it and passed nothing on.",
};

/** Reads a mail as a lead: an enquiry, one that somebody passed on, or a program's word of one. */
export function readMail(mail: Mail, door: MailDoor): MailReading {
  const isOurs = (domain: string) => door.ownDomains.includes(domain);
  const automatic = automaticOf(mail);
  if (automatic) return ignored(automatic, door);

  const unpicked = unpick(mail, isOurs);
  const notified = notifiedOf(unpicked, isOurs);
  if (notified) {
    return judged(mail, normalise(notified.raw, notified.source ?? door.name).lead);
  }
  const { mail: original, by } = unpicked;
  const why = whyIgnored(unpicked, door, isOurs);
  if (why) return ignored(why, door);
  return judged(mail, normalise(told(letter(original, isOurs), original, by), door.name).lead);
}

/** What a program says about a lead, where the mail is of one that we understand. */
function notifiedOf({ mail, by }: Unpicked, isOurs: IsOurs) {
  const parser = parserOf(mail);
  const raw = parser?.read(mail);
  if (!parser || !raw) return undefined;
  const { from } = mail;
  const isTheirs = parser.isAnybodys && from && !isOurs(domainOf(from.address) ?? "");
  return { raw: told(raw, mail, isTheirs ? [...by, from] : by), source: parser.source };
}

function whyIgnored({ mail, by }: Unpicked, { mailbox }: MailDoor, isOurs: IsOurs): Ignored | null {
  const { from } = mail;
  const isOwn = from && (from.address === mailbox || isOurs(domainOf(from.address) ?? ""));
  if (isOwn) return "own_mail";
  if (by.length > 0) return automaticOf(mail) === null ? null : "auto_reply";
  return isListMail(mail, isOurs) ? "list_mail" : null;
}

function ignored(why: Ignored, { name }: MailDoor): MailReading {
  const { lead } = normalise({}, name);
  return { kind: "ignored", input: { ...lead, flags: [why] }, remark: remarks[why] };
}

function judged(mail: Mail, input: LeadInput): MailReading {
  if (mail.isSpam) return { kind: "spam", input, remark: "Marked as spam on its way here." };
  return { kind: missingOf(input).length > 0 ? "needs_info" : "lead", input, remark: null };
}

/** What a person wrote: the head says who, the words and the signature say the rest. */
function letter(mail: Mail, isOurs: IsOurs): RawLead {
  const words = newWords(mail.text);
  const writer = writerOf(mail);
  const said = identify(withoutOurs(words, isOurs));
  const hasOwnDomain = writer !== null && isCompanys(writer.address);
  return {
    company: said.company,
    // A site in the text may be anybody's; the address they write from is theirs.
    url: hasOwnDomain ? null : (said.website ?? said.domain),
    email: writer?.address ?? said.email,
    name: personal(writer) ?? said.name,
    phone: said.phone,
    country: said.country,
    freeText: [mail.subject, words].filter(Boolean).join("\n\n"),
  };
}

/** Whoever an answer would reach; nobody where only a machine wrote. */
function writerOf({ from, replyTo }: Mail): Correspondent | null {
  const people = [from, replyTo].filter((one) => one !== null && !isMachine(one.address));
  return people[0] ?? null;
}

function isCompanys(address: string): boolean {
  return !isFreeMail(address.slice(address.lastIndexOf("@") + 1));
}

/** A display name, unless it is the company's or a program's. */
function personal(writer: Correspondent | null): string | null {
  const name = writer?.name?.replace(/\s*[(|/].*$|\s+via\s.*$/iu, "").trim() ?? "";
  const [, last, first] = /^([\p{L}' -]{1,60}),\s*([\p{L}' .-]{1,60})$/u.exec(name) ?? [];
  if (first && last) return `${first} ${last}`;
  return /^\p{L}[\p{L}\p{M}'’.-]*(?:\s+\p{L}[\p{L}\p{M}'’.-]*){1,4}$/u.test(name) ? name : null;
}

/** Our own addresses in a text say nothing about who wrote it. */
function withoutOurs(text: string, isOurs: IsOurs): string {
  return text.replace(
    /\S{1,64}@([\p{L}\p{N}.-]{3,253})|https?:\/\/([^\s/]{3,253})\S*/giu,
    (found, host, site) => (isOurs(domainOf(host ?? site ?? "") ?? "") ? " " : found),
  );
}

/** The parts that every mail has: what it was about, by whose hands it came, what hung on it. */
function told(raw: RawLead, mail: Mail, by: readonly Correspondent[]): RawLead {
  const files = mail.attachments.map(
    ({ name, contentType, bytes }) => `${name ?? contentType} (${sizeOf(bytes)})`,
  );
  const beside = {
    subject: mail.subject,
    ...(by.length > 0 ? { passed_on_by: by.map(({ address }) => address).join(", ") } : {}),
    ...(files.length > 0 ? { attachments: files.join(", ") } : {}),
  };
  return { ...raw, extra: { ...raw.extra, ...beside } };
}

function sizeOf(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${Math.round(bytes / 1_000)} kB`;
}
