import { ChatRefused, ChatUnreachable } from "../../jobs/world.ts";
import { neverConnected } from "./asking.ts";

export type Reply = (replyUrl: string, message: object) => Promise<void>;

/**
 * Answers by response_url. The URL came in with a request, so it is only followed to Slack itself
 * (or to the stand-in that `apiUrl` names): nothing may talk us into posting elsewhere.
 */
export function replier(apiUrl: string, timeoutMs: number): Reply {
  const origins = new Set(["https://hooks.slack.com", new URL(apiUrl).origin]);

  return async (replyUrl, message) => {
    const origin = URL.parse(replyUrl)?.origin;
    if (!origin || !origins.has(origin)) throw new ChatRefused("slack", "foreign_reply_url");

    const response = await fetch(replyUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(message),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      if (!neverConnected(cause)) throw cause;
      throw new ChatUnreachable("slack: its reply address cannot be reached", { cause });
    });
    if (response.ok) return;
    const reason = `reply_url_${response.status}`;
    if (response.status === 429) throw limited(response, reason);
    if (response.status >= 500) throw new Error(`slack: ${reason}`);
    throw new ChatRefused("slack", reason);
  };
}

function limited({ headers }: Response, reason: string): ChatUnreachable {
  const seconds = /^\d+$/.exec(headers.get("retry-after") ?? "")?.[0];
  const retryAfterMs = seconds === undefined ? null : Number(seconds) * 1_000;
  return new ChatUnreachable(`slack: ${reason}`, { retryAfterMs });
}
