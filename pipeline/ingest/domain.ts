import ipaddr from "ipaddr.js";
import { parse } from "tldts";
import { companySuffixes, reservedEndings } from "../data/reserved-names.ts";

/** Whether a host can be a company's, and if not, a sentence that says what to type instead. */
export type HostVerdict = { ok: true; domain: string } | { ok: false; why: string };

const psl = { allowPrivateDomains: true, extractHostname: false };

/** Every host below this name is a company of its own: the sample web has thousands of them. */
const sampleWeb = ".sample.example";

/** Judges a host as a person may have typed it: any case, any script, any spelling of an IP address. */
export function judgeHost(typed: string): HostVerdict {
  const host = canonicalHost(typed);
  const shown = typed.slice(0, 60);
  if (host === null) return no(`${shown} is not a domain. Type one like acme.com.`);
  if (isIp(host)) {
    return no("That is an IP address, not a company. Type the company's domain, like acme.com.");
  }
  if (isReserved(host)) {
    return no(`${shown} only exists inside a network. Type the company's domain, like acme.com.`);
  }
  if (host.endsWith(sampleWeb)) return { ok: true, domain: host.replace(/^www\./, "") };
  if (companySuffixes.has(host)) return { ok: true, domain: host };

  const { domain, publicSuffix, isIcann, isPrivate } = parse(host, psl);
  if (!host.includes(".")) {
    return no(`${shown} is not a whole domain. Type it with its ending, like acme.com.`);
  }
  if (!isIcann && !isPrivate && publicSuffix !== "example") {
    return no(`No domain ends in .${publicSuffix ?? ""}. Type one like acme.com.`);
  }
  if (domain === null) {
    return no(`${host} is shared by many companies. Type the whole domain, like acme.${host}.`);
  }
  return { ok: true, domain };
}

/** The part of a host that somebody registered: `acme.co.uk` of `www.acme.co.uk`; null where there is none. */
export function registrableDomain(host: string): string | null {
  const verdict = judgeHost(host);
  return verdict.ok ? verdict.domain : null;
}

/** Lower case, punycode, no trailing dot; IP addresses in their usual spelling. Null if no host can be read. */
export function canonicalHost(typed: string): string | null {
  const bare = typed.replace(/^\[|\]$/g, "");
  if (ipaddr.IPv6.isValid(bare)) return bare.toLowerCase();
  if (bare.length > 1_000 || /[\s/?#@:\\%]/.test(bare)) return null;

  const host = URL.parse(`http://${bare}`)?.hostname.replace(/\.$/, "") ?? "";
  const labels = host.split(".");
  return host.length <= 253 && labels.every(isLabel) ? host : null;
}

/** A host and all names above it, nearest first: `a.b.com`, `b.com`, `com`. */
export function parentDomains(host: string): string[] {
  const labels = host.toLowerCase().split(".").slice(-8);
  return labels.map((_, i) => labels.slice(i).join("."));
}

function isLabel(label: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label);
}

/** The URL parser has already turned decimal, hex, octal and full-width IPv4 into four plain numbers. */
function isIp(host: string): boolean {
  return /^\d+(?:\.\d+){3}$/.test(host) || host.includes(":");
}

function isReserved(host: string): boolean {
  return reservedEndings.some((ending) => host === ending || host.endsWith(`.${ending}`));
}

function no(why: string): HostVerdict {
  return { ok: false, why };
}
