import type { IncomingHttpHeaders } from "node:http";
import { type Agent, type Dispatcher, request } from "undici";
import type { Failure } from "../../pipeline/enrich/fact.ts";
import type { Web } from "../world.ts";
import { acceptEncoding, type Caps, readBody, tooLarge } from "./fetch-body.ts";
import { dialledUrl, guardedAgent, urlProblem } from "./fetch-guard.ts";
import { codeOf, Refusal, refusalOf } from "./fetch-refusal.ts";
import { decodeText } from "./fetch-text.ts";

const MAX_REDIRECTS = 5;
const pageTypes = "text/html,application/xhtml+xml,text/plain;q=0.8";
const redirects = new Set([301, 302, 303, 307, 308]);

export type Limits = Caps & {
  userAgent: string;
  /** From the first connection to the last byte, over all redirects; `admit` is not counted. */
  timeoutMs: number;
  /** `page` refuses what is not text for people; `any` reads whatever comes. */
  accept: "page" | "any";
  /** Asked before every request, each redirect included: robots.txt and politeness live here. */
  admit: (url: URL) => Promise<Refusal | null>;
  /** Headers that make a request conditional on what we have of that page. */
  conditions?: (url: URL) => Promise<Record<string, string>>;
};

/** The caps of a page a person would read. */
export const pageCaps: Caps = { wireBytes: 5_000_000, bodyBytes: 10_000_000, cut: false };

/** The address asked last, what it answered (0: nothing), and what all requests together took. */
type Trip = { url: string; status: number; requests: number; bytes: number; ms: number };
export type Fetched = Trip & { ok: true; headers: Record<string, string>; text: string };
export type Refused = Trip & { ok: false; failure: Failure; detail: string };

/** Asks for a page, following redirects. Every status is an answer; what got none is refused with a reason. */
export async function fetchPage(
  address: string,
  web: Web,
  limits: Limits,
): Promise<Fetched | Refused> {
  const trip: Trip = { url: address, status: 0, requests: 0, bytes: 0, ms: 0 };
  try {
    const { headers, text } = await follow(trip, web, limits);
    return { ...trip, ok: true, headers, text };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...trip, ok: false, failure: error.failure, detail: error.message };
  }
}

type Answer = { headers: Record<string, string>; text: string; location: string | undefined };

async function follow(trip: Trip, web: Web, limits: Limits): Promise<Answer> {
  let url = URL.parse(trip.url);
  if (!url) throw new Refusal("dns", "that is not a web address");
  const problem = urlProblem(url, web);
  if (problem) throw new Refusal("blocked_address", problem);

  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const refusal = await limits.admit(url);
    if (refusal) throw refusal;

    const conditions = (await limits.conditions?.(url)) ?? {};
    // What `admit` throws is our own trouble; from here on it is the network's.
    const answer = await askEither(url, conditions, trip, web, limits).catch((error: unknown) => {
      throw refusalOf(error, limits.timeoutMs);
    });
    if (answer.location === undefined) return answer;
    url = redirectTarget(answer.location, trip.url, web);
  }
  throw new Refusal("redirect", `it redirects more than ${MAX_REDIRECTS} times`);
}

function redirectTarget(location: string, from: string, web: Web): URL {
  const url = URL.parse(location, from);
  if (!url) throw new Refusal("redirect", "it redirects to something that is no address");
  const problem = urlProblem(url, web);
  if (problem) throw new Refusal("redirect", `it redirects, but ${problem}`);
  url.hash = "";
  return url;
}

/** Small sites still live without TLS: where nobody listens for https, http is asked. */
async function askEither(
  url: URL,
  conditions: Record<string, string>,
  trip: Trip,
  web: Web,
  limits: Limits,
): Promise<Answer> {
  try {
    return await ask(url, conditions, trip, web, limits);
  } catch (error) {
    const code = codeOf(error) ?? "";
    if (url.protocol !== "https:" || !/^(ECONNREFUSED|EPROTO|ERR_SSL_)/.test(code)) throw error;
    const plain = new URL(url);
    plain.protocol = "http:";
    return await ask(plain, conditions, trip, web, limits);
  }
}

async function ask(
  url: URL,
  conditions: Record<string, string>,
  trip: Trip,
  web: Web,
  limits: Limits,
): Promise<Answer> {
  const startedAt = performance.now();
  trip.url = url.href;
  trip.status = 0;
  trip.requests += 1;
  try {
    const response = await request(dialledUrl(url, web), {
      dispatcher: agentOf(web),
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(limits.timeoutMs - trip.ms))),
      headers: {
        host: url.host,
        "user-agent": limits.userAgent,
        accept: limits.accept === "page" ? pageTypes : "*/*",
        "accept-language": "en,*;q=0.5",
        "accept-encoding": acceptEncoding,
        ...conditions,
      },
    });
    trip.status = response.statusCode;
    return await readAnswer(response, trip, limits);
  } finally {
    trip.ms += Math.round(performance.now() - startedAt);
  }
}

async function readAnswer(
  { statusCode, headers: rawHeaders, body }: Dispatcher.ResponseData,
  trip: Trip,
  limits: Limits,
): Promise<Answer> {
  const headers = flat(rawHeaders);
  const location = redirects.has(statusCode) ? headers.location : undefined;
  const type = headers["content-type"] ?? "text/html";
  const readable =
    limits.accept === "any" || /^\s*(text\/(html|plain)|application\/xhtml)/i.test(type);

  body.on("error", () => {}); // an unread body may fail as it likes
  try {
    if (location !== undefined) return { headers, text: "", location };
    if (!readable) throw new Refusal("not_html", `it is ${type.split(";", 1)}, not a web page`);
    if (Number(headers["content-length"]) > limits.wireBytes && !limits.cut)
      throw tooLarge(limits.wireBytes);

    const encoding = headers["content-encoding"] ?? "";
    const bytes = await readBody(body, encoding, limits, (count) => {
      trip.bytes += count;
    });
    return { headers, text: decodeText(bytes, type), location };
  } finally {
    body.destroy();
  }
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
  );
}

/** One agent per web, so that the pages of a site share a connection; idle ones close by themselves. */
const agents = new WeakMap<Web, Agent>();

export function agentOf(web: Web): Agent {
  const agent = agents.get(web) ?? guardedAgent(web);
  agents.set(web, agent);
  return agent;
}
