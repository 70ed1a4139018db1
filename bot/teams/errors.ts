import { z } from "zod";
import { ChatRefused, ChatUnreachable } from "../../jobs/world.ts";

type HeaderBag = { get: (name: string) => unknown };

/** What the connector throws when Teams answered. */
const Answered = z.object({
  statusCode: z.int(),
  code: z.string().nullish().catch(null),
  response: z
    .object({ headers: z.custom<HeaderBag>(hasGet) })
    .nullish()
    .catch(null),
});

/** Answers that mean "not now": our token ran out, somebody else writes there, too much at once. */
const notNow = new Set([401, 412, 425, 429]);

/** No connection came about, so nothing can have been sent. */
const NotConnected = z.object({ code: z.enum(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]) });

/**
 * Runs a call of Teams and says what an error of it means: {@link ChatRefused}, {@link ChatUnreachable},
 * or, thrown as it is, that nobody knows. A 500 or a silence may come after the message was taken.
 */
export async function judged<T>(call: () => Promise<T>, dropToken: () => void): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (NotConnected.safeParse(error).success) {
      throw new ChatUnreachable("no connection to Teams", { cause: error });
    }
    const answered = Answered.safeParse(error).data;
    if (!answered) throw error;

    const { statusCode, code, response } = answered;
    if (statusCode === 401) dropToken();
    if (notNow.has(statusCode)) {
      const retryAfterMs = waitOf(response?.headers.get("retry-after"));
      throw new ChatUnreachable(`Teams answered ${statusCode}`, { cause: error, retryAfterMs });
    }
    if (statusCode >= 400 && statusCode < 500 && statusCode !== 408) {
      throw new ChatRefused("teams", code ?? `http_${statusCode}`);
    }
    throw error;
  }
}

/** `Retry-After` in ms; null where there is none, or a date, which Teams does not send. */
function waitOf(seconds: unknown): number | null {
  const wait = Number(seconds);
  return Number.isFinite(wait) && wait > 0 ? wait * 1_000 : null;
}

function hasGet(headers: unknown): boolean {
  return typeof headers === "object" && headers !== null && "get" in headers;
}
