const DAY_MS = 86_400_000;

/** Nobody gets to hold a lead up for longer than this between two pages. */
export const MOST_PAUSE_MS = 30_000;
const BACK_OFF_MS = 30_000;
const FAILURES_IN_A_ROW = 3;

/** How a request ended: with a status, with none (0), or before it reached the host (null). */
export type Outcome = { status: number | null; retryAfterMs: number | null };
/** What a host's last answers mean for the next request. */
export type Standing = { fails: number; restMs: number };

/** The least time between the end of one request to a host and the start of the next. */
export function pauseMs(askedMs: number | null, atLeastMs: number): number {
  return Math.max(atLeastMs, Math.min(askedMs ?? 0, MOST_PAUSE_MS));
}

/**
 * A host that is overloaded rests for as long as it says, else twice as long each time; one that
 * fails three times in a row rests for a day, then gets one try. `random`: 0 ≤ x < 1.
 */
export function standingAfter(
  fails: number,
  { status, retryAfterMs }: Outcome,
  random: number,
): Standing {
  if (status === null) return { fails, restMs: 0 };
  const busy = status === 429 || status >= 500;
  if (!busy && status !== 0) return { fails: 0, restMs: 0 };
  if (fails + 1 >= FAILURES_IN_A_ROW) return { fails: fails + 1, restMs: DAY_MS };

  // Half of the wait is chance, so that those who were turned away together do not come back so.
  const backOffMs = BACK_OFF_MS * 2 ** fails * (0.5 + random / 2);
  return { fails: fails + 1, restMs: busy ? Math.min(retryAfterMs ?? backOffMs, DAY_MS) : 0 };
}

/** `Retry-After`, in seconds or as a date. https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // Date.parse also reads "-5" and "2h"; a date of HTTP starts with its day.
  const at = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
