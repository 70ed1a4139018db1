import { LogLevel, type Logger as SlackLogger } from "@slack/logger";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Logger } from "pino";

/** One try, ten seconds: the outbox retries, nobody else, and it knows what was already sent. */
export function clientOptions(apiUrl: string, log: Logger): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger: slackLogger(log),
  };
}

/** A Web API client of one workspace. */
export function slackClient(botToken: string, apiUrl: string, log: Logger): WebClient {
  return new WebClient(botToken, clientOptions(apiUrl, log));
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
