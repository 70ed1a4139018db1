import { cleanLine } from "../clean-text.ts";
import { registrableDomain } from "../domain.ts";
import { readAddresses } from "./addresses.ts";
import { hostOfAddress, type Mail } from "./mail.ts";

/** Headers by their names in lower case, the first of each name counts. */
export type Headers = (name: string) => string | null;

export function headersOf(pairs: Iterable<readonly [name: string, value: string]>): Headers {
  const known = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name.trim().toLowerCase();
    if (!known.has(key)) known.set(key, value.trim());
  }
  return (name) => known.get(name) || null;
}

/** What headers say besides who wrote, to whom and about what. */
export function readHeaders(
  header: Headers,
): Pick<Mail, "autoSubmitted" | "listId" | "isReport" | "isSpam" | "messageId" | "inReplyTo"> {
  const contentType = header("content-type") ?? "";
  return {
    messageId: idOf(header("message-id")),
    inReplyTo: idOf(header("in-reply-to")),
    autoSubmitted: automation(header),
    listId: listOf(header),
    isReport:
      (/^multipart\/report/i.test(contentType) && /delivery-status/i.test(contentType)) ||
      header("x-failed-recipients") !== null,
    isSpam:
      /^yes/i.test(header("x-spam-flag") ?? header("x-spam-status") ?? "") ||
      /^yes/i.test(header("x-mailgun-sflag") ?? ""),
  };
}

/** `<a.b@c>`; two ids in one header are one too many, and the first counts. */
function idOf(value: string | null): string | null {
  const found = /<([^<>\s]{1,900})>/.exec(value ?? "")?.[1] ?? value?.trim().split(/\s+/)[0];
  return found ? cleanLine(found, 900) || null : null;
}

/** https://www.rfc-editor.org/rfc/rfc3834#section-5 and what was used before it. */
function automation(header: Headers): string | null {
  const [submitted = ""] = (header("auto-submitted") ?? "").toLowerCase().split(/[;\s]/);
  if (submitted !== "" && submitted !== "no") return submitted;
  if (["x-autoreply", "x-autorespond", "x-autoresponder"].some((name) => header(name) !== null)) {
    return "auto-replied";
  }
  const precedence = (header("precedence") ?? "").toLowerCase();
  if (precedence === "auto_reply") return "auto-replied";
  return ["bulk", "junk", "list"].includes(precedence) ? precedence : null;
}

/** A mailing list's own name, or the address where one leaves a newsletter. */
function listOf(header: Headers): string | null {
  const id = header("list-id");
  if (id !== null) return cleanLine(/<([^<>]{1,250})>/.exec(id)?.[1] ?? id, 250) || null;
  return header("list-unsubscribe") === null ? null : "unsubscribe";
}

/**
 * The domains that the receiving server's own `Authentication-Results` vouch for; null without any.
 * Read only the header that server put on top: those below it can be anybody's.
 * https://www.rfc-editor.org/rfc/rfc8601#section-2.2
 */
export function readAuthentication(results: string | null): string[] | null {
  if (results === null) return null;
  const passed = results.split(";").flatMap((method) => {
    if (!/^\s*(?:dkim|spf|dmarc)\s*=\s*pass\b/i.test(method)) return [];
    const named = [
      ...method.matchAll(/\b(?:header\.(?:d|i|from)|smtp\.mailfrom)\s*=\s*"?([^\s;"()]{1,320})/gi),
    ];
    return named.flatMap(([, who = ""]) => domainOf(who) ?? []);
  });
  return [...new Set(passed)];
}

/** The domain others know a host or address by. */
export function domainOf(hostOrAddress: string): string | null {
  return registrableDomain(hostOfAddress(hostOrAddress.toLowerCase()));
}

/** Whether its sender is who it says, as far as anybody looked. */
export function isVouchedFor({ from, vouched }: Mail): boolean {
  if (vouched === null) return true;
  const domain = from && domainOf(from.address);
  return domain !== null && vouched.includes(domain);
}

/** The first correspondent of a header. */
export function firstOf(header: string | null): Mail["from"] {
  return (header && readAddresses(header)[0]) || null;
}
