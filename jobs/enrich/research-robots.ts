import type { PageVisit } from "../../pipeline/enrich/fact.ts";
import {
  allowAll,
  crawlDelayMs,
  disallowAll,
  isAllowed,
  parseRobots,
  type Robots,
} from "../../pipeline/enrich/robots.ts";
import type { Web } from "../world.ts";
import { type Fetched, fetchPage, type Refused } from "./fetch.ts";
import { Refusal } from "./fetch-refusal.ts";

/** The name robots.txt files know us by. */
const PRODUCT = "Baton";
/** Nobody gets to hold a lead up for longer than this between two pages. */
const MAX_DELAY_MS = 30_000;
/** More than a crawler must read, so that the parser's own limit decides. */
const BYTES = 600_000;

/** A host's wishes. `refusal` is why nothing of it may be read at all. */
export type HostRules = {
  robots: Robots;
  found: boolean;
  refusal: Refusal | null;
  visit: PageVisit | null;
};

export async function readRobots(
  host: string,
  deps: { web: Web; userAgent: string; timeoutMs: number },
): Promise<HostRules> {
  const answer = await fetchPage(`https://${host}/robots.txt`, deps.web, {
    ...deps,
    accept: "any",
    wireBytes: BYTES,
    bodyBytes: BYTES,
    cut: true,
    admit: async () => null, // robots.txt is always allowed, and does not wait for its own delay
  });
  const { url, status, ms, bytes, requests } = answer;
  const visit: PageVisit = { url, kind: "robots", status, ms, bytes, via: "http" };
  return { ...meaningOf(answer), visit: requests > 0 ? visit : null };
}

/** Why a page may not be read; null when it may. */
export function robotsRefusal(rules: HostRules, url: URL): Refusal | null {
  if (rules.refusal) return rules.refusal;

  const { allowed, rule } = isAllowed(rules.robots, PRODUCT, url.href);
  return allowed ? null : new Refusal("robots_disallowed", `its robots.txt says "${rule}"`);
}

/** The pause between two requests to a host. */
export function hostDelayMs(rules: HostRules | undefined, atLeastMs: number): number {
  const asked = (rules && crawlDelayMs(rules.robots, PRODUCT)) ?? 0;
  return Math.max(atLeastMs, Math.min(asked, MAX_DELAY_MS));
}

/**
 * A missing file allows everything, a broken server nothing. A locked one (401, 403) may be read
 * as missing, but we take it as it is meant. https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1
 */
function meaningOf(answer: Fetched | Refused): Omit<HostRules, "visit"> {
  if (!answer.ok) return unanswered(answer);

  const { status, text } = answer;
  if (status >= 200 && status < 300) {
    return { robots: parseRobots(text), found: true, refusal: null };
  }
  if (status === 401 || status === 403) {
    const refusal = new Refusal("robots_disallowed", `its robots.txt is locked (${status})`);
    return { robots: disallowAll, found: true, refusal };
  }
  if (status >= 500 || status === 429) {
    const refusal = new Refusal("robots_unreachable", `its robots.txt answered ${status}`);
    return { robots: disallowAll, found: false, refusal };
  }
  return { robots: allowAll, found: false, refusal: null };
}

/** Endless redirects count as a missing file; a host that cannot be reached keeps its own reason. */
function unanswered({ failure, detail }: Refused): Omit<HostRules, "visit"> {
  if (failure === "redirect") return { robots: allowAll, found: false, refusal: null };

  const own = failure === "dns" || failure === "blocked_address" || failure === "connection";
  const refusal = own
    ? new Refusal(failure, detail)
    : new Refusal("robots_unreachable", `its robots.txt cannot be read: ${detail}`);
  return { robots: disallowAll, found: false, refusal };
}
