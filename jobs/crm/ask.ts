import { NotSent, Refused, type World } from "../world.ts";

/** A record is a few kilobytes; a page of leads a few hundred. */
const MOST_BYTES = 5_000_000;

/** The other side has no such record, or has it no more. */
export class NoRecord extends Error {
  override readonly name = "NoRecord";
}

type Question = {
  headers?: Readonly<Record<string, string>>;
  /** A form to send; without one it is a GET. */
  form?: Readonly<Record<string, string>>;
};

/**
 * Asks another system for JSON. A final no is {@link Refused} with the status for a reason,
 * {@link NoRecord} where there is nothing, and {@link NotSent} what may go better later.
 */
export async function askJson(
  { durations }: Pick<World, "durations">,
  who: string,
  url: string,
  { headers = {}, form }: Question,
): Promise<unknown> {
  const response = await fetch(url, {
    redirect: "error", // a token is for one host
    signal: AbortSignal.timeout(durations.providerMs),
    headers: { accept: "application/json", ...headers },
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  }).catch((error: unknown) => {
    throw new NotSent(`${who} cannot be reached`, { cause: error });
  });
  const { status } = response;
  if (status === 404 || status === 410) throw new NoRecord(`${who} has no such record`);
  if (status === 429 || status >= 500) {
    const retryAfterMs = waitOf(response.headers.get("retry-after"));
    throw new NotSent(`${who} answered ${status}`, { retryAfterMs });
  }
  if (status >= 300) throw new Refused(who, String(status));
  return readJson(who, response);
}

async function readJson(who: string, response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new Refused(who, "answer_too_large");
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new NotSent(`${who} broke off, or sent no JSON`, { cause: error });
  }
}

function waitOf(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return seconds > 0 && seconds < 86_400 ? seconds * 1_000 : null;
}
