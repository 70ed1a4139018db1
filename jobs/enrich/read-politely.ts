import type { HostBook, HostEntry } from "../../db/hosts.ts";
import type { PageCache } from "../../db/page-cache.ts";
import type { Failure, PageVisit } from "../../pipeline/enrich/fact.ts";
import { type Outcome, retryAfterMs } from "../../pipeline/enrich/host-manners.ts";
import { refusalOfPage } from "../../pipeline/enrich/robots-tags.ts";
import type { World } from "../world.ts";
import { type Fetched, fetchPage, pageCaps, type Refused } from "./fetch.ts";
import { Refusal } from "./fetch-refusal.ts";
import { endTurn, type Held, hostOf, type Lists, policyRefusal, takeTurn } from "./host-gate.ts";
import { conditionsOf, type Kept, unchangedOf } from "./read-politely-cache.ts";
import {
  type Copy,
  copyOf,
  type HostRules,
  hostPauseMs,
  isSettled,
  PRODUCT,
  robotsCaps,
  robotsHostOf,
  robotsRefusal,
  rulesInBook,
  rulesOf,
  rulesWithout,
  summaryOf,
} from "./robots-rules.ts";
import type { Read, SiteReader } from "./site-reader.ts";
import { userAgent } from "./web.ts";

type ReaderDeps = Pick<World, "web" | "durations" | "now" | "sleep" | "random" | "publicUrl">;
type Shared = { book: HostBook; lists: Lists; cache: PageCache | null };

/**
 * A reader for one company's research. What it learns of hosts is in the book, for everybody. A
 * robots.txt is a request like any other: it takes a turn, and the next page waits for its own.
 */
export function openSiteReader(deps: ReaderDeps, { book, lists, cache }: Shared): SiteReader {
  const { web, durations, now } = deps;
  const agent = userAgent(deps.publicUrl);
  const rules = new Map<string, HostRules>();
  const held = new Map<string, Held>();

  async function take(host: string, timeoutMs: number): Promise<Refusal | null> {
    const turn = await takeTurn(book, host, timeoutMs, deps);
    if (turn instanceof Refusal) return turn;
    held.set(host, turn);
    return null;
  }

  async function end(host: string | null, outcome: Outcome | "unused"): Promise<void> {
    const turn = host === null ? undefined : held.get(host);
    if (!turn) return;
    held.delete(turn.host);
    const pauseMs = hostPauseMs(rules.get(turn.host), durations.hostDelayMs);
    if (outcome === "unused") await endTurn(book, turn, unknown, 0, deps);
    else await endTurn(book, turn, outcome, pauseMs, deps);
  }

  /** One address with all its redirects: the turn of each hop ends where the next begins. */
  function openTrip(timeoutMs: number, check: Check) {
    let last: string | null = null;
    return {
      async admit(url: URL): Promise<Refusal | null> {
        await end(last, answered);
        last = null;
        const host = hostOf(url);
        const entry = await book.look(host);
        const refusal =
          policyRefusal(host, entry, lists) ??
          (await check(url, entry)) ??
          (await take(host, timeoutMs));
        if (!refusal) last = host;
        return refusal;
      },
      end: (outcome: Outcome | "unused") => end(last, outcome),
    };
  }

  /** The check of a page: what its host's robots.txt says, which is asked for where nobody has it. */
  function byRobots(timeoutMs: number, visits: PageVisit[]): Check {
    return async (url, entry) => {
      const host = hostOf(url);
      const known = rules.get(host) ?? rulesInBook(entry);
      const found =
        known && isSettled(known) ? known : await askRobots(host, entry, timeoutMs, visits);
      rules.set(host, found);
      return robotsRefusal(found, url);
    };
  }

  async function askRobots(
    host: string,
    entry: HostEntry,
    timeoutMs: number,
    visits: PageVisit[],
  ): Promise<HostRules> {
    const trip = openTrip(timeoutMs, async () => null); // robots.txt itself is always allowed
    let meanwhile: HostRules | null = null;
    /** Whoever had the turn before us may have brought the file. */
    async function admit(url: URL): Promise<Refusal | null> {
      const refusal = await trip.admit(url);
      if (!refusal && hostOf(url) === host) meanwhile = rulesInBook(await book.look(host));
      return refusal ?? (meanwhile && new Refusal("resting", "somebody has read it meanwhile"));
    }
    const answer = await fetchPage(`https://${host}/robots.txt`, web, {
      ...robotsCaps,
      userAgent: agent,
      timeoutMs,
      accept: "any",
      admit,
    });
    if (meanwhile) {
      await trip.end("unused");
      return meanwhile;
    }
    const asked = answer.requests > 0;
    if (asked) visits.push(visitOf(answer, "robots", "http"));

    const copy = copyOf(answer);
    const missedMs = asked && !copy ? await book.missRobots(host) : 0;
    const found = copy ? rulesOf(copy) : rulesWithout(answer, entry, missedMs);
    if (copy) await keepRobots(host, answer, copy, found);
    // Where we can do without the file, its trouble is not the host's: the page will tell.
    await trip.end(copy || found.refusal ? outcomeOf(answer, now()) : unknown);
    return found;
  }

  /** acme.com may send us to www.acme.com for it: then it is the file of both. */
  async function keepRobots(host: string, { ok, url }: Trip, copy: Copy, found: HostRules) {
    const owner = ok ? robotsHostOf(url) : null; // what never arrived says nothing about others
    for (const one of new Set([host, owner ?? host])) {
      rules.set(one, found);
      await book.keepRobots(one, copy);
    }
  }

  return {
    async read(address, ask): Promise<Read> {
      const visits: PageVisit[] = [];
      const kept: Kept = new Map();
      const trip = openTrip(ask.timeoutMs, byRobots(ask.timeoutMs, visits));
      const answer = await fetchPage(address, web, {
        ...(ask.caps ?? pageCaps),
        userAgent: agent,
        timeoutMs: ask.timeoutMs,
        accept: ask.accept,
        admit: trip.admit,
        conditions: (url) => conditionsOf(url, cache, kept),
      });
      await trip.end(outcomeOf(answer, now()));

      const unchanged = unchangedOf(answer, kept);
      if (answer.requests > 0) visits.push(visitOf(answer, ask.kind, unchanged ? "cache" : "http"));
      return { ...heeded(unchanged ?? answer), visits, unchanged: unchanged !== null };
    },
    admit: (url) => openTrip(durations.pageMs, byRobots(durations.pageMs, [])).admit(url),
    done: (url) => end(hostOf(url), unknown),
    robots: (host) => summaryOf(rules.get(host)),
    async waitMs(url) {
      const host = hostOf(url);
      const entry = await book.look(host);
      const known = rules.get(host) ?? rulesInBook(entry);
      const robotsFirst = !known || !isSettled(known);
      return entry.waitMs + (robotsFirst ? durations.hostDelayMs : 0);
    },
  };
}

type Trip = Fetched | Refused;
type Check = (url: URL, entry: HostEntry) => Promise<Refusal | null>;

const answered: Outcome = { status: 200, retryAfterMs: null };
/** Nobody told us how it went. */
const unknown: Outcome = { status: null, retryAfterMs: null };
const noAnswer: ReadonlySet<Failure> = new Set(["timeout", "connection"]);

/** What an answer says about its host; what never reached it says nothing. */
function outcomeOf(answer: Fetched | Refused, now: Date): Outcome {
  if (answer.ok) {
    const { status, headers } = answer;
    return { status, retryAfterMs: retryAfterMs(headers["retry-after"], now) };
  }
  const status = noAnswer.has(answer.failure) ? 0 : answer.status || null;
  return { status, retryAfterMs: null };
}

function visitOf(
  { url, status, ms, bytes }: Fetched | Refused,
  kind: PageVisit["kind"],
  via: PageVisit["via"],
): PageVisit {
  return { url, kind, status, ms, bytes, via };
}

/** A page that itself asks not to be used is forgotten at once. */
function heeded(answer: Fetched | Refused): Fetched | Refused {
  if (!answer.ok || answer.status >= 300) return answer;
  const { url, status, requests, bytes, ms, headers, text } = answer;
  const asks = refusalOfPage(headers, text, PRODUCT);
  if (asks === null) return answer;
  const detail = `the page asks not to be used (${asks})`;
  return { url, status, requests, bytes, ms, ok: false, failure: "robots_disallowed", detail };
}
