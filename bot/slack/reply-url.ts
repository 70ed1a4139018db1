import { ChatRefused } from "../../jobs/world.ts";

export type Reply = (replyUrl: string, message: object) => Promise<void>;

/**
 * Answers by response_url. The URL came in with a request, so it is only followed to Slack itself
 * (or to the stand-in that `apiUrl` names): nothing may talk us into posting elsewhere.
 */
export function replier(apiUrl: string): Reply {
  const origins = new Set(["https://hooks.slack.com", new URL(apiUrl).origin]);

  return async (replyUrl, message) => {
    const origin = URL.parse(replyUrl)?.origin;
    if (!origin || !origins.has(origin)) throw new ChatRefused("slack", "foreign_reply_url");

    const response = await fetch(replyUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(message),
      redirect: "error",
      signal: AbortSignal.timeout(10_000),
    });
    if (response.ok) return;
    const reason = `reply_url_${response.status}`;
    if (response.status === 429 || response.status >= 500) throw new Error(`slack: ${reason}`);
    throw new ChatRefused("slack", reason);
  };
}
