import type { HostEntry } from "../../db/hosts.ts";
import { pauseMs } from "../../pipeline/enrich/host-manners.ts";
import {
  allowAll,
  crawlDelayMs,
  disallowAll,
  isAllowed,
  parseRobots,
  type Robots,
} from "../../pipeline/enrich/robots.ts";
import type { Fetched, Refused } from "./fetch.ts";
import type { Caps } from "./fetch-body.ts";
import { Refusal } from "./fetch-refusal.ts";
import { hostOf } from "./host-gate.ts";

/** The name robots.txt files know us by. */
export const PRODUCT = "Baton";
const DAY_MS = 86_400_000;
/** A file that could not be had for this long counts as missing. https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.4 */
const MISSING_AFTER_MS = 30 * DAY_MS;

/** More than a crawler must read, so that the parser's own limit decides. */
export const robotsCaps: Caps = { wireBytes: 600_000, bodyBytes: 600_000, cut: true };

/** A host's wishes. `refusal` is why nothing of it may be read at all. */
export type HostRules = { robots: Robots; found: boolean; refusal: Refusal | null };

/** As much of an answer as is kept. */
export type Copy = Pick<NonNullable<HostEntry["robots"]>, "status" | "text">;

/** What the copy in the book says, while it is no older than a day. */
export function rulesInBook({ robots }: HostEntry): HostRules | null {
  return robots && robots.ageMs < DAY_MS ? rulesOf(robots) : null;
}

/**
 * A missing file allows everything. A locked one (401, 403) may be read as missing too, but we take
 * it as it is meant. https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1
 */
export function rulesOf({ status, text }: Copy): HostRules {
  if (status >= 200 && status < 300) {
    return { robots: parseRobots(text), found: true, refusal: null };
  }
  if (status === 401 || status === 403) {
    const refusal = new Refusal("robots_disallowed", `its robots.txt is locked (${status})`);
    return { robots: disallowAll, found: true, refusal };
  }
  return { robots: allowAll, found: false, refusal: null };
}

/** What of an answer is worth a line in the book; null where the file could not be had. */
export function copyOf(answer: Fetched | Refused): Copy | null {
  if (!answer.ok) return answer.failure === "redirect" ? { status: 404, text: "" } : null;
  const { status, text } = answer;
  if (status >= 500 || status === 429) return null;
  return { status, text: status < 300 ? text : "" };
}

/** An old copy is better than none; without one, nothing may be read until it is certain that there is none. */
export function rulesWithout(
  answer: Fetched | Refused,
  { robots }: HostEntry,
  missedForMs: number,
): HostRules {
  if (robots) return rulesOf(robots);
  if (missedForMs > MISSING_AFTER_MS) return rulesOf({ status: 404, text: "" });
  return { robots: disallowAll, found: false, refusal: unreachable(answer) };
}

/** A host that cannot, or must not, be reached at all keeps its own reason. */
function unreachable(answer: Fetched | Refused): Refusal {
  if (answer.ok) {
    return new Refusal("robots_unreachable", `its robots.txt answered ${answer.status}`);
  }
  const { failure, detail } = answer;
  return failure === "timeout" || failure === "too_large" || failure === "not_html"
    ? new Refusal("robots_unreachable", `its robots.txt cannot be read: ${detail}`)
    : new Refusal(failure, detail);
}

/** Whether asking again would be pointless; a host that could not be reached may be back. */
export function isSettled({ refusal, found }: HostRules): boolean {
  return refusal === null || found;
}

/** Whose file an address is; null where it is no robots.txt. */
export function robotsHostOf(address: string): string | null {
  const url = URL.parse(address);
  return url?.pathname === "/robots.txt" ? hostOf(url) : null;
}

export function summaryOf(rules: HostRules | undefined): "allowed" | "disallowed" | "none" {
  if (!rules || (!rules.found && !rules.refusal)) return "none";
  const closed = rules.refusal ?? !isAllowed(rules.robots, PRODUCT, "https://host/").allowed;
  return closed ? "disallowed" : "allowed";
}

/** Why a page may not be read; null when it may. */
export function robotsRefusal(rules: HostRules, url: URL): Refusal | null {
  if (rules.refusal) return rules.refusal;

  const { allowed, rule } = isAllowed(rules.robots, PRODUCT, url.href);
  return allowed ? null : new Refusal("robots_disallowed", `its robots.txt says "${rule}"`);
}

/** The pause between two requests to a host. */
export function hostPauseMs(rules: HostRules | undefined, atLeastMs: number): number {
  return pauseMs(rules ? crawlDelayMs(rules.robots, PRODUCT) : null, atLeastMs);
}
