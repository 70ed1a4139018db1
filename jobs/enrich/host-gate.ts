import type { HostBook, HostEntry } from "../../db/hosts.ts";
import { MOST_PAUSE_MS, type Outcome, standingAfter } from "../../pipeline/enrich/host-manners.ts";
import type { ResearchSettings } from "../../pipeline/enrich/research-settings.ts";
import { registrableDomain } from "../../pipeline/ingest/domain.ts";
import type { World } from "../world.ts";
import { Refusal } from "./fetch-refusal.ts";

export type GateDeps = Pick<World, "durations" | "sleep" | "random">;
export type Lists = Pick<ResearchSettings, "allow" | "deny">;
/** A host that is ours until we say how it went. */
export type Held = { host: string; token: string; fails: number };

/** What a request may last beyond its own time before its host is taken for abandoned. */
const LEASE_SLACK_MS = 5_000;
/** How often a host is asked for that somebody else is asking. */
const BUSY_POLL_MS = 200;

/** The host a URL belongs to in the book. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/\.$/, "");
}

/** Why a host must not be asked for anything, not even its robots.txt. */
export function policyRefusal(
  host: string,
  entry: HostEntry,
  { allow, deny }: Lists,
): Refusal | null {
  const domain = registrableDomain(host) ?? host;
  if (entry.optedOut) return new Refusal("opted_out", "its owner asked not to be read");
  if (deny.includes(domain)) return new Refusal("not_allowed", `${domain} is on your deny-list`);
  if (allow.length > 0 && !allow.includes(domain)) {
    return new Refusal("not_allowed", `${domain} is not on your allow-list`);
  }
  return entry.waitMs > MOST_PAUSE_MS ? resting(entry) : null;
}

/** Waits for the host's turn and takes it. Whoever would have to wait too long is refused instead. */
export async function takeTurn(
  book: HostBook,
  host: string,
  timeoutMs: number,
  { durations, sleep, random }: GateDeps,
): Promise<Held | Refusal> {
  let waitedMs = 0;
  while (waitedMs <= durations.researchMs) {
    const turn = await book.take(host, timeoutMs + LEASE_SLACK_MS);
    if (turn.token !== null) return { host, token: turn.token, fails: turn.fails };
    if (turn.waitMs > MOST_PAUSE_MS) return resting({ waitMs: turn.waitMs, fails: 0 });

    const pollMs = turn.busy ? BUSY_POLL_MS * (0.5 + random()) : 1;
    const waitMs = Math.ceil(Math.max(turn.waitMs, pollMs));
    waitedMs += waitMs;
    await sleep(waitMs);
  }
  return new Refusal("resting", "others are reading it, and it is asked one thing at a time");
}

/** Says how a request went and gives its host back. */
export async function endTurn(
  book: HostBook,
  { host, token, fails }: Held,
  outcome: Outcome,
  pauseMs: number,
  { random }: GateDeps,
): Promise<void> {
  await book.end(host, { token, pauseMs, ...standingAfter(fails, outcome, random()) });
}

function resting({ waitMs, fails }: Pick<HostEntry, "waitMs" | "fails">): Refusal {
  const why = fails > 2 ? `it failed ${fails} times in a row and` : "it";
  return new Refusal("resting", `${why} is left alone for another ${inWords(waitMs)}`);
}

function inWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  return minutes > 90 ? `${Math.round(minutes / 60)} h` : `${minutes} min`;
}
