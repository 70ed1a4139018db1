import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { ChatRefused, ChatUnreachable } from "../../jobs/world.ts";

/** What Slack says no to while it may have done it all the same. */
const unsure = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);
const limited = new Set(["ratelimited", "rate_limited"]);
/** These 4xx are about the moment, not about the request. */
const passing = new Set([408, 425]);

/**
 * Asks Slack, and says of a failure what the outbox must know: a final no is {@link ChatRefused},
 * what certainly was not done {@link ChatUnreachable}. Any other error comes through as it is.
 */
export async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw chatError(error) ?? error;
  }
}

/** The same for a step before the one that counts: however it fails, nothing was sent yet. */
export async function preparing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await asking(call);
  } catch (error) {
    if (error instanceof ChatRefused || error instanceof ChatUnreachable) throw error;
    throw unreachable(error, null);
  }
}

/** Whether a request failed before anything of it left this machine: no address, no connection, no TLS. */
export function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.every(neverConnected);
  }
  const { code = "", syscall = "" }: Error & { code?: unknown; syscall?: unknown } = error;
  if (syscall === "connect" || syscall === "getaddrinfo") return true;
  if (/^(UND_ERR_CONNECT_TIMEOUT|ERR_TLS_|ERR_SSL_WRONG_VERSION|CERT_)/.test(String(code))) {
    return true;
  }
  if (/SELF_SIGNED_CERT|^UNABLE_TO_/.test(String(code))) return true;
  return error.cause !== undefined && neverConnected(error.cause);
}

function chatError(error: unknown): ChatRefused | ChatUnreachable | undefined {
  if (error instanceof ChatRefused || error instanceof ChatUnreachable) return error;
  if (error instanceof WebAPIRateLimitedError) return unreachable(error, error.retryAfter);
  if (error instanceof WebAPIPlatformError) return saidNo(error);
  if (error instanceof WebAPIHTTPError) {
    const { statusCode: status } = error;
    const isNo = status >= 400 && status < 500 && !passing.has(status);
    return isNo ? new ChatRefused("slack", `http_${status}`) : undefined;
  }
  if (!(error instanceof WebAPIRequestError)) return undefined;
  if (error.original instanceof ChatUnreachable) return error.original;
  return neverConnected(error.original) ? unreachable(error, null) : undefined;
}

function saidNo(error: WebAPIPlatformError): ChatRefused | ChatUnreachable | undefined {
  const { error: reason, response_metadata } = error.data;
  if (limited.has(reason)) return unreachable(error, response_metadata?.retryAfter ?? null);
  return unsure.has(reason) ? undefined : new ChatRefused("slack", reason);
}

function unreachable(cause: unknown, seconds: number | null): ChatUnreachable {
  const retryAfterMs = seconds === null ? null : seconds * 1_000;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ChatUnreachable(`slack: ${why}`, { cause, retryAfterMs });
}
