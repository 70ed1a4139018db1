import { LogLevel, type Logger as SlackLogger } from "@slack/logger";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Logger } from "pino";
import { ChatUnreachable } from "../../jobs/world.ts";

const TIMEOUT_MS = 10_000;

/** One try: the outbox retries, nobody else, and it knows what was already sent. */
export function clientOptions(
  apiUrl: string,
  log: Logger,
  timeoutMs = TIMEOUT_MS,
): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    fetch: (url, init) => fetchFrom(apiUrl, url, init),
    logger: slackLogger(log),
  };
}

/** A Web API client of one workspace; without a token, of none. */
export function slackClient(
  botToken: string | undefined,
  apiUrl: string,
  log: Logger,
  timeoutMs = TIMEOUT_MS,
): WebClient {
  return new WebClient(botToken, clientOptions(apiUrl, log, timeoutMs));
}

/** Slack's SDK says loudly what our own log lines say better, so all but warnings goes to debug. */
export function slackLogger(log: Logger): SlackLogger {
  const say = (level: "debug" | "warn") => (message: unknown) => log[level](String(message));
  return {
    debug: () => {},
    info: say("debug"),
    warn: say("warn"),
    error: say("warn"),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

/**
 * Two answers that the SDK misreads: a rate limit that does not say how long becomes a bug, and a
 * page that is not JSON becomes a refusal in Slack's own words.
 */
async function fetchFrom(apiUrl: string, url: string | URL | Request, init?: RequestInit) {
  const response = await fetch(url, init);
  const waits = /^\d+$/.test(response.headers.get("retry-after") ?? "");
  if (response.status === 429 && !waits) throw new ChatUnreachable("slack: rate limited");
  const isApi = String(url).startsWith(apiUrl); // files are uploaded elsewhere
  const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
  if (isApi && response.ok && !isJson) throw new Error("Slack's answer is not JSON");
  return response;
}
