import { hash } from "node:crypto";
import type { Mail } from "./mail.ts";

/**
 * Names a mail within a tenant, so that it is taken once however many doors it comes by. A mail
 * without an id of its own is known by its provider's, or by what it says.
 */
export function mailKey(mail: Mail, providerId: string | null = null): string {
  if (mail.messageId) return messageKey(mail.messageId);
  if (providerId) return `mail:provider:${hash("sha256", providerId)}`;
  const { from, to, subject, text, date } = mail;
  return `mail:content:${hash("sha256", JSON.stringify([from, to, subject, text, date]))}`;
}

/** The same from the id alone, to know a mail before it is fetched. */
export function messageKey(messageId: string): string {
  return `mail:${hash("sha256", messageId.replace(/^<|>$/g, ""))}`;
}
