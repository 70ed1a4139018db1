import type { LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import type { Web } from "../world.ts";
import { Refusal } from "./fetch-refusal.ts";

const HEADER_BYTES = 16_384;
const CONNECT_MS = 5_000;

/**
 * Opens connections to public addresses only. Every address of a name is checked at the moment
 * of connecting, and it is the checked ones that are dialled: a name that changes its answer
 * between check and use gains nothing.
 */
export function guardedAgent(web: Web): Agent {
  const dial = buildConnector({
    timeout: CONNECT_MS,
    allowH2: false,
    lookup: guardedLookup(web),
  });

  return new Agent({
    connections: 2,
    maxHeaderSize: HEADER_BYTES,
    connect(options, callback) {
      // A literal address is dialled without a lookup, so nobody else would look at it.
      const refusal = literalRefusal(options.hostname, web);
      if (refusal) return callback(refusal, null);

      dial(options, (error, socket) => {
        if (error) return callback(error, null);
        const peer = socket.remoteAddress ?? "nowhere";
        if (web.isPublic(peer, options.hostname)) return callback(null, socket);
        socket.destroy();
        callback(notPublic(options.hostname, peer), null);
      });
    },
  });
}

/** `dns.lookup` as sockets call it, refusing a name when any of its addresses is not public. */
export function guardedLookup(web: Web): LookupFunction {
  return (host, options, callback) => {
    checkedAddresses(host, web).then(
      ([first, ...others]) => {
        if (options.all) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, []),
    );
  };
}

async function checkedAddresses(
  host: string,
  web: Web,
): Promise<[LookupAddress, ...LookupAddress[]]> {
  const [first, ...others] = await web.resolve(host);
  if (!first) throw new Refusal("dns", "its name has no address");

  const blocked = [first, ...others].find(({ address }) => !web.isPublic(address, host));
  if (blocked) throw notPublic(host, blocked.address);
  return [first, ...others];
}

/** Why a host that is written as an address must not be asked; null for names and public ones. */
export function literalRefusal(hostname: string, web: Web): Refusal | null {
  const host = hostname.replace(/^\[|\]$/g, "");
  return isIP(host) && !web.isPublic(host, host) ? notPublic(host, host) : null;
}

/** Why a URL must not be asked, before anything is looked up; null when it may. */
export function urlProblem(url: URL, web: Web): string | null {
  const standIn = web.portFor(url.hostname);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return `${url.protocol} is not a web address`;
  }
  if (url.username !== "" || url.password !== "") return "the address carries a password";
  if (url.port !== "" && url.port !== String(standIn)) return `port ${url.port} is not for the web`;
  return null;
}

/** Where a URL is really asked: as it stands, or at the loopback server that plays its host. */
export function dialledUrl(url: URL, web: Web): URL {
  const standIn = web.portFor(url.hostname);
  if (standIn === null) return url;

  const dialled = new URL(url);
  dialled.protocol = "http:";
  dialled.port = String(standIn);
  return dialled;
}

function notPublic(host: string, address: string): Refusal {
  const what = host === address ? address : `${host} leads to ${address}, which`;
  return new Refusal("blocked_address", `${what} is not a public address`);
}
