import { z } from "zod";
import { isFreeMail } from "../mail-domains.ts";
import { domainOf } from "./headers.ts";
import { type Correspondent, hostOfAddress } from "./mail.ts";

const names = z.preprocess(
  (value) => (typeof value === "string" ? value.split(/[\s,;]+/).filter(Boolean) : value),
  z.array(z.string().toLowerCase()).max(50),
);
const flag = z.preprocess((value) => value === true || value === "true", z.boolean());

/** What a door for mail is set to, as `baton door --set` writes it. */
export const MailDoorConfig = z.object({
  /** The domains that colleagues write from: what they pass on is not about them. */
  ownDomains: names.default([]),
  /** `acme` in `leads+acme@inbound.example`: mails to it are this door's. */
  tag: z.string().toLowerCase().nullable().default(null),
  /** Its address serves every tenant, so a tag may name another one's door. Only an operator sets it. */
  sharedInbox: flag.default(false),
});

/** The domains whose mails are a company's own: those it is told, and that of its mailbox. */
export function ownDomainsOf(config: unknown, mailbox: string | null = null): string[] {
  const { ownDomains } = MailDoorConfig.parse(config ?? {});
  const host = mailbox === null ? "" : hostOfAddress(mailbox);
  const own = host === "" || isFreeMail(host) ? null : domainOf(host);
  return [
    ...new Set([...ownDomains.flatMap((name) => domainOf(name) ?? []), ...(own ? [own] : [])]),
  ];
}

/** What follows the plus of the addresses a mail was sent to: `acme` of `leads+acme@…`. */
export function tagsOf(recipients: readonly Correspondent[]): string[] {
  return recipients.flatMap(
    ({ address }) => /^[^+@]{1,64}\+([^@]{1,64})@/.exec(address)?.[1] ?? [],
  );
}
