import { z } from "zod";
import { ChatRefused } from "../../jobs/world.ts";

type HeaderBag = { get: (name: string) => unknown };

/** What the connector throws when Teams answered; anything else is a silence or a broken line. */
const Answered = z.object({
  statusCode: z.int(),
  code: z.string().nullish().catch(null),
  response: z
    .object({ headers: z.custom<HeaderBag>(hasGet) })
    .nullish()
    .catch(null),
});

/** Statuses that pass by themselves; 401 is our own token, just run out. */
const passing = new Set([401, 408, 412, 425, 429]);

/** Turns a final no of Teams into ChatRefused; other errors pass, with Teams' `retryAfter` in seconds. */
export async function refusing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const answered = Answered.safeParse(error).data;
    if (!answered) throw error;

    const { statusCode, code, response } = answered;
    if (statusCode < 500 && !passing.has(statusCode)) {
      throw new ChatRefused("teams", code ?? `http_${statusCode}`);
    }
    const retryAfter = Number(response?.headers.get("retry-after")) || null;
    throw Object.assign(new Error(`Teams answered ${statusCode}`, { cause: error }), {
      retryAfter,
    });
  }
}

function hasGet(headers: unknown): boolean {
  return typeof headers === "object" && headers !== null && "get" in headers;
}
