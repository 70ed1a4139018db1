import { parentDomains, registrableDomain } from "../../ingest/domain.ts";
import { patternOf } from "../sign-pattern.ts";
import type { Page } from "./page.ts";
import type { Proof, Proofs } from "./technology.ts";

/** Something the page loads, sends to or allows. */
type Resource = { host: string; url: string; proof: Proof };

const MOST_SCRIPT = 50_000;
const MOST_QUOTE = 300;
const LEAD = 60;

/** `<link>`s that make a browser ask; others only name an address. */
const loads = /(?:^|\s)(?:stylesheet|preload|modulepreload|prefetch|preconnect|dns-prefetch|icon)/i;

/** A vendor's own pages: a link there is a mention, not use. */
const vendorsOwn =
  /^(?:|about|blog|brand|careers|case-studies|company|compare|contact|customers|demo|developers?|docs|enterprise|events|features|for-[\w-]+|guides?|help|home|integrations?|legal|login|news|newsroom|partners?|platform|press|pricing|privacy|product|products|resources|security|sign-?in|sign-?up|signup|solutions?|status|support|teams?|templates?|terms|trust|use-cases|www|app|api|cdn|static|assets|community|dashboard|go|info|learn|marketplace|academy|university|get|try|m|secure|account|accounts|embed|embeds|share|explore|apps?)$/i;

/** Signs in the page's tags, scripts and links, and in the hosts its policy allows. */
export function proofsInPage(page: Page, headers: readonly [string, string][]): Proofs {
  const { document } = page;
  const resources = [...loadedBy(page), ...allowedBy(headers)];
  const hosts = new Map(
    resources
      .toReversed()
      .flatMap((found) => parentDomains(found.host).map((domain) => [domain, found])),
  );
  const leads = document.links.map((link) => link.url).join("\n");
  const own = ownNames(page);
  const ours = resources.filter((found) => found.url !== "" && mayTell(found, own));
  const addresses = ours.map((found) => found.url).join("\n");
  // JSON in a script is what the page shows: a post there may well quote a snippet.
  const scripts = document.inlineScripts
    .filter((code) => !/^\s*[[{"]/.test(code))
    .map((code) => code.slice(0, MOST_SCRIPT));
  const code = scripts.join("\n");

  return {
    host(value) {
      const found = hosts.get(value);
      return (
        found?.proof ?? (code.includes(`//${value}`) ? inScript(`//${value}`, true) : undefined)
      );
    },
    path(value) {
      const pattern = patternOf(value);
      if (!pattern.test(addresses)) return undefined;
      return ours.find((found) => pattern.test(found.url))?.proof;
    },
    link(value) {
      const [domain = ""] = value.replace("*.", "").split("/");
      if (!leads.includes(domain)) return undefined;
      return document.links.map((link) => linkProof(link, value)).find(Boolean);
    },
    generator(value) {
      const wanted = new RegExp(`^${RegExp.escape(value)}(?![a-z])`, "i");
      const tag = document.tags.find(
        ({ attributes }) =>
          attributes.name?.toLowerCase() === "generator" && wanted.test(attributes.content ?? ""),
      );
      return tag && inPage(tag.raw);
    },
    markup: (value) => tagAround(document.html, value),
    script: (value) => (code.includes(value) ? inScript(value, false) : undefined),
  };

  function inScript(part: string, isHost: boolean): Proof | undefined {
    for (const script of scripts) {
      const at = script.indexOf(part);
      if (at < 0 || (isHost && /^[\w.-]/.test(script.slice(at + part.length)))) continue;
      const from = Math.max(0, at - LEAD);
      return inPage(script.slice(from, at + part.length + LEAD));
    }
    return undefined;
  }
}

/** Everything that tags of the page make a browser ask for. */
function loadedBy({ document, url }: Page): Resource[] {
  return document.tags.flatMap((tag): Resource[] => {
    const address = addressOf(tag);
    const target = address ? URL.parse(address, url) : null;
    if (!target || !/^https?:$/.test(target.protocol)) return [];
    const proof = inPage(around(tag.raw, address));
    return [{ host: target.hostname, url: target.href, proof }];
  });
}

function addressOf({ name, attributes }: Page["document"]["tags"][number]): string | undefined {
  if (name === "link") return loads.test(attributes.rel ?? "") ? attributes.href : undefined;
  return attributes.src ?? attributes["data-src"] ?? attributes.action;
}

/** Hosts that the page's content security policy lets in. */
function allowedBy(headers: readonly [string, string][]): Resource[] {
  const policy = headers.find(([name]) => name === "content-security-policy");
  if (!policy) return [];
  const line = policy.join(": ");
  const hosts = policy[1].match(/[\w-]+(?:\.[\w-]+)+/g) ?? [];
  return hosts.map((host) => {
    return { host, url: "", proof: { quote: around(line, host), provider: "header" } };
  });
}

/** The names this page goes by: its host, and the domains it is or calls itself under. */
function ownNames({ url, document }: Page): Set<string> {
  const canonical = document.tags.find(
    ({ attributes }) => attributes.rel === "canonical" || attributes.property === "og:url",
  )?.attributes;
  const hosts = [url, canonical?.href, canonical?.content].flatMap((address) => {
    return URL.parse(address ?? "")?.hostname ?? [];
  });
  return new Set(hosts.map((host) => registrableDomain(host) ?? host));
}

/** A picture on somebody else's site tells what they run; scripts, styles and counting pixels are used here. */
function mayTell({ host, url, proof }: Resource, own: ReadonlySet<string>): boolean {
  if (!/^<(?:img|source)/i.test(proof.quote)) return true;
  if (/(?:^|\.)(?:facebook|google)\.com$/.test(host)) return true;
  return [...own].some((name) => isUnder(host, name) || url.includes(`/${name}/`));
}

/** `*.vendor.com` wants a corner of somebody's own there, `vendor.com/*` a page of theirs. */
function linkProof(
  { url, raw }: Page["document"]["links"][number],
  value: string,
): Proof | undefined {
  const target = URL.parse(url);
  if (!target) return undefined;
  const { hostname, pathname } = target;
  if (value.startsWith("*.")) {
    const label = hostname.endsWith(value.slice(1)) ? hostname.slice(0, 1 - value.length) : "";
    return vendorsOwn.test(label.split(".").at(-1) ?? "") ? undefined : inPage(raw);
  }
  const address = `/${hostname.replace(/^www\./, "")}${pathname}${target.search}`;
  if (value.endsWith("/*")) {
    const corner = pathname.split("/")[1] ?? "";
    return address.startsWith(`/${value.slice(0, -1)}`) && !vendorsOwn.test(corner)
      ? inPage(raw)
      : undefined;
  }
  return patternOf(value).at(address) === 1 ? inPage(raw) : undefined;
}

/** The tag that holds these characters; text and code samples are no tags. */
function tagAround(html: string, part: string): Proof | undefined {
  for (let at = html.indexOf(part); at >= 0; at = html.indexOf(part, at + part.length)) {
    const from = Math.max(html.lastIndexOf("<", at), at - 2000);
    const tag = html.slice(from, at);
    if (!/^<[a-z][\w-]*\s/i.test(tag) || />/.test(tag.replace(/"[^"]*"|'[^']*'/g, ""))) continue;
    const end = html.indexOf(">", at);
    return inPage(around(html.slice(from, end < 0 ? at + part.length : end + 1), part));
  }
  return undefined;
}

function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function inPage(quote: string): Proof {
  return { quote: quote.slice(0, MOST_QUOTE), provider: "page" };
}

/** The part of a long tag or header that matters, within the limit of a quote. */
function around(text: string, part = ""): string {
  if (text.length <= MOST_QUOTE) return text;
  const from = Math.max(0, text.indexOf(part) - LEAD);
  return text.slice(from, from + MOST_QUOTE);
}
