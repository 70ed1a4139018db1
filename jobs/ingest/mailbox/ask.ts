import type { AccountFailure } from "../../../pipeline/ingest/mail/account-failure.ts";
import type { World } from "../../world.ts";

/** A final no about an account: somebody has to change something there. */
export class AccountRefused extends Error {
  override readonly name = "AccountRefused";
  readonly reason: AccountFailure;

  constructor(reason: AccountFailure) {
    super(`the account refused: ${reason}`);
    this.reason = reason;
  }
}

/** Asked too often, or there is trouble there: later it may go on. */
export class ComeBackLater extends Error {
  override readonly name = "ComeBackLater";
  readonly retryAfterMs: number | null;

  constructor(who: string, retryAfterMs: number | null) {
    super(`${who} asks to come back later`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** An answer that is larger than anybody can want. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** A mail of 35 MB in base64, in JSON. */
const MOST_BYTES = 50_000_000;

export type Answer = { status: number; body: Buffer };

/** Asks a provider once: no redirects, no longer than any provider may take, no more than fits. */
export async function ask(
  { durations }: Pick<World, "durations">,
  who: string,
  url: string,
  init: RequestInit = {},
): Promise<Answer> {
  const signal = AbortSignal.timeout(durations.providerMs);
  const response = await fetch(url, { ...init, redirect: "error", signal });
  if (response.status === 429 || response.status >= 500) {
    await response.body?.cancel();
    throw new ComeBackLater(who, waitOf(response.headers.get("retry-after")));
  }
  return { status: response.status, body: await readAll(response) };
}

async function readAll(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new TooLarge("the answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function waitOf(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && seconds > 0 ? seconds * 1_000 : null;
}

/** A form as token endpoints want it. */
export function formOf(fields: Record<string, string>): RequestInit {
  return { method: "POST", body: new URLSearchParams(fields) };
}
