import type { RawLead } from "../../normalise.ts";
import { domainOf, isVouchedFor } from "../headers.ts";
import type { Mail } from "../mail.ts";

/** Reads the mails that one program sends about each new lead. */
export type MailParser = {
  name: string;
  /** Where the lead came from, in the tenant's words; null says no more than the door does. */
  source: string | null;
  /** Anybody can send such a mail about anybody: it is second-hand. */
  isAnybodys?: true;
  matches: (mail: Mail) => boolean;
  /** Null where the mail is one of theirs and about nothing we know. */
  read: (mail: Mail) => RawLead | null;
};

/**
 * Whether a mail is from one of these companies: by the domain of its sender, and only where that
 * was not refuted. Nobody makes a mail of theirs by writing it down.
 */
export function isFrom(mail: Mail, domains: readonly string[]): boolean {
  const domain = mail.from && domainOf(mail.from.address);
  return domain !== null && domains.includes(domain) && isVouchedFor(mail);
}

/** Nothing without somebody to answer or a company to look at. */
export function tells(raw: RawLead): boolean {
  return Boolean(raw.email ?? raw.company ?? raw.url);
}
