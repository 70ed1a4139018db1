import { domainOf } from "./headers.ts";
import { hostOfAddress, type Mail } from "./mail.ts";
import { awaySubject, bounceSubject } from "./mail-words.ts";

/** Why a mail is no lead, nor ever asked about. They are flags of its arrival. */
export type Ignored = "bounce" | "auto_reply" | "list_mail" | "own_mail";

const mailers = /^(?:mailer-daemon|postmaster|mail-?delivery|bounces?|complaints)(?:[+._-]|@)/i;

/** What no person wrote and no form sent: reports of lost mail, and answers of machines. */
export function automaticOf(mail: Mail): "bounce" | "auto_reply" | null {
  const address = mail.from?.address ?? "";
  const isMailer = mailers.test(address);
  if (mail.isReport || (isMailer && bounceSubject.test(mail.subject))) return "bounce";
  if (isMailer && mail.autoSubmitted !== null) return "bounce";
  if (bounceSubject.test(mail.subject) && mail.from === null) return "bounce";
  if (mail.autoSubmitted === "auto-replied" || mail.autoSubmitted === "auto-notified") {
    return "auto_reply";
  }
  return awaySubject.test(mail.subject) ? "auto_reply" : null;
}

/** What went to many at once. A list of our own passes on what people write to us. */
export function isListMail(mail: Mail, isOurs: (domain: string) => boolean): boolean {
  const { listId, autoSubmitted } = mail;
  const list = listId !== null && listId !== "unsubscribe" ? domainOf(listId) : null;
  if (list !== null && isOurs(list)) return false;
  return listId !== null || autoSubmitted === "bulk" || autoSubmitted === "junk";
}

const machine =
  /^(?:no-?reply|do-?not-?reply|donotreply|notifications?|notify|alerts?|mailer|system|robot|wordpress|forms?|webmaster|noreply-\S+)(?:[+._-]\S*)?@/i;

/** An address that nobody reads: whoever is meant stands in the text. */
export function isMachine(address: string): boolean {
  return machine.test(address) || /^(?:bounce|mailer)/.test(hostOfAddress(address));
}
