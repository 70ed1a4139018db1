import { canonicalHost, registrableDomain } from "./domain.ts";
import { isDisposable, isFreeMail, isRole } from "./mail-domains.ts";

export type EmailAddress = {
  /** As written, the part after the @ in lower case and punycode. */
  email: string;
  /** The company's domain; null where the address says nothing about one. */
  domain: string | null;
  flags: ("free_mail" | "disposable_mail" | "role_mail")[];
};

/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const LOCAL_LIMIT = 64;
const ADDRESS_LIMIT = 254;

/** An unquoted local part: no white space, no specials, no dot at an end or twice in a row. */
const localPart = /^[^\s@<>()[\]\\,;:".]+(?:\.[^\s@<>()[\]\\,;:".]+)*$/u;

/** Reads one e-mail address; undefined when it is none that mail could reach. */
export function readEmail(typed: string): EmailAddress | undefined {
  const at = typed.lastIndexOf("@");
  const local = typed.slice(0, at);
  if (at < 1 || local.length > LOCAL_LIMIT || !localPart.test(local)) return undefined;

  const host = canonicalHost(typed.slice(at + 1));
  if (host === null) return undefined;
  const domain = registrableDomain(host);
  const email = `${local}@${host}`;
  if (domain === null || email.length > ADDRESS_LIMIT) return undefined;

  const flags: EmailAddress["flags"] = [];
  if (isFreeMail(host)) flags.push("free_mail");
  if (isDisposable(host)) flags.push("disposable_mail");
  const shared = flags.length > 0;
  if (isRole(email)) flags.push("role_mail");
  return { email, domain: shared ? null : domain, flags };
}
