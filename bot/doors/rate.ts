import { hash, randomUUID } from "node:crypto";
import type { Context } from "hono";
import { keepNewest } from "./keep-newest.ts";

/** How many senders are remembered at most; the oldest are forgotten first. */
const MOST_KEYS = 20_000;
const MINUTE_MS = 60_000;

/**
 * Lets so many through in a minute for each key, bursts of that many included, and says how many
 * seconds to wait otherwise. One number is kept per key: when it would be all used up again (GCRA).
 */
export function rateLimit(nowMs: () => number): (key: string, perMinute: number) => number {
  const fullAt = new Map<string, number>();
  return (key, perMinute) => {
    const now = nowMs();
    const stepMs = MINUTE_MS / perMinute;
    const next = Math.max(fullAt.get(key) ?? 0, now) + stepMs;
    const waitMs = next - now - MINUTE_MS;
    if (waitMs > 0) return Math.ceil(waitMs / 1_000);
    keepNewest(fullAt, key, next, MOST_KEYS);
    return 0;
  };
}

const salt = randomUUID();

/**
 * Who sits before a form, as our own proxy says it: a header that anybody could send counts only
 * where the operator named it. A hash that means nothing outside this process.
 */
export function visitorOf(c: Context, header: string | null): string | null {
  const address = header === null ? "" : (c.req.header(header)?.split(",").at(-1)?.trim() ?? "");
  return address === "" ? null : hash("sha256", salt + address).slice(0, 24);
}
