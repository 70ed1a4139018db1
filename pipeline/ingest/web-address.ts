import { sharedSites } from "../data/reserved-names.ts";
import { judgeHost } from "./domain.ts";
import { isFreeMail } from "./mail-domains.ts";

/** A place on the web that belongs to one company. */
export type WebAddress = {
  domain: string;
  /** `https://…`, where more than the bare domain was given. */
  website: string | null;
};

/** The page, or a sentence that says why it is none. */
export type ReadAddress = ({ ok: true } & WebAddress) | { ok: false; why: string };

const scheme = /^[a-z][a-z0-9+.-]*:(?=[\\/]{2})/i;

/** `http//acme.com`, `https;//acme.com`, `htp://acme.com`. */
const mistyped = /^h?tt?ps?[;:]?[\\/]{1,3}(?=[^\\/])/i;

/** Schemes that need no slashes to be dangerous or useless. */
const notWeb =
  /^(?:about|blob|callto|chrome|data|file|ftp|javascript|sms|ssh|tel|vbscript|view-source):/i;

/** Reads a domain or URL as a person writes it, or says in a sentence why it is none. */
export function readWebAddress(given: string): ReadAddress {
  const typed = given.replace(mistyped, "http://");
  const found = scheme.exec(typed)?.[0].toLowerCase();
  if (notWeb.test(typed) || (found && found !== "http:" && found !== "https:")) {
    return no("Only web addresses can be looked up. Type one like acme.com.");
  }
  const rest = typed.replace(/^https?:[\\/]*/i, "");
  const verdict = judgeHost(hostOf(rest));
  if (!verdict.ok) return verdict;

  const { domain } = verdict;
  const url = URL.parse(`https://${rest}`);
  if (!url) return no(`${typed.slice(0, 60)} is not a web address. Type one like acme.com.`);
  const hasPath = url.pathname !== "/" || url.search !== "";
  if (isSharedSite(domain) && hasPath) {
    return no(`That page is on ${domain}, not on the company's own site. Type its domain.`);
  }
  if (isFreeMail(domain)) {
    return no(`${domain} is a mail provider. Type the company's domain, like acme.com.`);
  }
  const isBare = rest === given && !hasPath && url.hostname === domain;
  return { ok: true, domain, website: isBare ? null : pageUrl(url) };
}

/** The company's domain in whatever a form, file or mail says: a host, a URL, any case. Null where it names none. */
export function canonicalDomain(typed: string): string | null {
  const read = readWebAddress(typed.trim());
  return read.ok ? read.domain : null;
}

/** Whether a site is full of other people's pages: facebook.com, x.com. */
export function isSharedSite(domain: string): boolean {
  return sharedSites.has(domain);
}

/** The host of `user:secret@host:8080/path`, or of an IPv6 address without brackets. */
function hostOf(rest: string): string {
  const [authority = ""] = rest.split(/[\\/?#]/, 1);
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  return /^[^:]*:\d*$|\]:\d*$/.test(host) ? host.slice(0, host.lastIndexOf(":")) : host;
}

/** Ports, passwords and fragments go: pages are only read on the standard port, by nobody in particular. */
function pageUrl(url: URL): string {
  const path = url.pathname === "/" ? "" : url.pathname;
  return `https://${url.hostname.replace(/\.$/, "")}${path}${url.search}`;
}

function no(why: string): ReadAddress {
  return { ok: false, why };
}
