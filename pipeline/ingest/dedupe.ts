import { hash } from "node:crypto";
import type { LeadInput } from "./lead-input.ts";

/** How long the same bytes from the same source are a retry and not a second enquiry. */
const RETRY_MS = 10 * 60_000;

/** Names a submission, so that it is taken once however often it is sent. Unique within a tenant. */
export function dedupeKey(submission: {
  idempotencyKey: string | null;
  /** Hex SHA-256 of the raw body. */
  bodySha256: string;
  source: string;
  receivedAt: Date;
}): string {
  const { idempotencyKey, bodySha256, source, receivedAt } = submission;
  if (idempotencyKey) return `key:${hash("sha256", idempotencyKey)}`;

  const bucket = Math.floor(receivedAt.getTime() / RETRY_MS);
  return `body:${hash("sha256", JSON.stringify([source, bodySha256, bucket]))}`;
}

/** What two records of the same person or company have in common, strongest first. */
export type MatchKeys = {
  externalId: string | null;
  emailNormal: string | null;
  domain: string | null;
};

export function matchKeys(lead: Pick<LeadInput, "externalId" | "email" | "domain">): MatchKeys {
  const { externalId, email, domain } = lead;
  return { externalId, emailNormal: email === null ? null : emailNormal(email), domain };
}

/** The mailbox behind an address, for comparing only: mail goes to the address as given. */
export function emailNormal(email: string): string {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at).normalize("NFC").toLowerCase();
  const host = email.slice(at + 1).toLowerCase();
  if (host !== "gmail.com" && host !== "googlemail.com") return `${local}@${host}`;

  const mailbox = local.replace(/(?<=.)\+.*$/s, "").replaceAll(".", "");
  return `${mailbox}@gmail.com`; // one service under two names, blind to dots and tags
}
