import { setTimeout as delay } from "node:timers/promises";

export type Door = { url: () => string; bearer: string };

/** What senders went through. */
export type Log = {
  /** Answers other than 202, by status, or why there was none: `ECONNREFUSED`, `broken off`. */
  refused: Map<string, number>;
  /** A 503 that does not say when to come back. */
  withoutRetryAfter: number;
  /** The longest from one accepted lead to the next. */
  longestGapMs: number;
  asked: number;
  accepted: number;
};

const ANSWER_MS = 20_000;
const AGAIN_MS = 100;
const PACE_MS = 20;

/**
 * Websites that send leads, each of them until it was accepted, as the door asks them to: `least`
 * of them, and on until the trouble is over.
 */
export async function sendLeads(
  door: Door,
  least: number,
  senders: number,
  trouble: Promise<void>,
  patienceMs = 180_000,
): Promise<Log> {
  const log: Log = {
    refused: new Map(),
    withoutRetryAfter: 0,
    longestGapMs: 0,
    asked: 0,
    accepted: 0,
  };
  const end = performance.now() + patienceMs;
  let isOver = false;
  void trouble.then(
    () => {
      isOver = true;
    },
    () => {
      isOver = true;
    },
  );
  let last = performance.now();
  const sender = async () => {
    while (log.asked < least || !isOver) {
      log.asked += 1;
      const lead = log.asked;
      while (performance.now() < end) {
        const answer = await sendOnce(door, lead, log);
        if (answer === "202") {
          log.accepted += 1;
          log.longestGapMs = Math.max(log.longestGapMs, performance.now() - last);
          last = performance.now();
          await delay(PACE_MS);
          break;
        }
        log.refused.set(answer, (log.refused.get(answer) ?? 0) + 1);
        await delay(AGAIN_MS);
      }
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  return log;
}

async function sendOnce(door: Door, lead: number, log: Log): Promise<string> {
  try {
    const response = await fetch(`${door.url()}/api/v1/leads/intake`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${door.bearer}`,
        "content-type": "application/json",
        "idempotency-key": `lead ${lead}`,
      },
      body: JSON.stringify({
        company: `Northwind ${lead}`,
        url: `northwind-${lead}.example`,
        source: "website",
      }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await response.body?.cancel();
    if (response.status === 503 && !response.headers.has("retry-after")) log.withoutRetryAfter += 1;
    return String(response.status);
  } catch (error) {
    return isRefused(error) ? "ECONNREFUSED" : "broken off";
  }
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}
