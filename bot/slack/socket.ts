import { setTimeout as delay } from "node:timers/promises";
import { type App, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { WebAPIPlatformError } from "@slack/web-api";
import type { Logger } from "pino";
import { UserError } from "../../pipeline/errors.ts";
import { clientOptions, slackLogger } from "./client.ts";

const FIRST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 60_000;

/** Slack's no to an app token that will not become a yes by asking again. */
const wrongToken = new Set([
  "account_inactive",
  "invalid_auth",
  "not_allowed_token_type",
  "not_authed",
  "token_expired",
  "token_revoked",
]);

/**
 * Socket Mode: Baton calls Slack and hears everything over that connection, so that it needs no
 * public address. Bolt's receiver forgets the work in hand when it stops, and takes the process
 * down when it cannot call again: both are seen to here.
 */
export function socketReceiver(options: {
  appToken: string;
  apiUrl: string;
  timeoutMs: number;
  log: Logger;
}): Receiver {
  const { appToken, apiUrl, timeoutMs, log } = options;
  const socket = new SocketModeReceiver({
    appToken,
    logger: slackLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl, log, timeoutMs) },
  });
  const stopping = new AbortController();
  const inFlight = new Set<Promise<unknown>>();
  let connected = false;
  socket.client.on("disconnected", () => {
    if (!connected) return; // a call that failed is seen to by whoever made it
    connected = false;
    if (!stopping.signal.aborted) void callAgain();
  });

  const call = async () => {
    await socket.start();
    connected = true;
    log.info("connected to Slack by Socket Mode");
  };
  const callAgain = async () => {
    for (let wait = FIRST_WAIT_MS; !connected; wait = Math.min(2 * wait, MOST_WAIT_MS)) {
      await delay(wait, null, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      await call().catch((error: unknown) =>
        log.warn({ err: startError(error) }, "Slack cannot be reached by Socket Mode"),
      );
    }
  };

  return {
    init(app: App) {
      const { processEvent } = app;
      app.processEvent = (event) => {
        const work = processEvent.call(app, event).finally(() => inFlight.delete(work));
        inFlight.add(work);
        return work;
      };
      socket.init(app);
    },

    async start() {
      try {
        await call();
      } catch (failure) {
        const error = startError(failure);
        if (error instanceof UserError) throw error;
        log.warn({ err: error }, "Slack cannot be reached by Socket Mode; calling again");
        void callAgain();
      }
    },

    async stop() {
      stopping.abort();
      await Promise.allSettled(inFlight); // answers still travel over the connection
      await socket.client.disconnect();
      await Promise.allSettled(inFlight);
    },
  };
}

function startError(error: unknown): unknown {
  const said = error instanceof WebAPIPlatformError ? error.data.error : undefined;
  if (said === "missing_scope") {
    return new UserError("SLACK_APP_TOKEN lacks the scope connections:write. Make a new one.");
  }
  if (said === undefined || !wrongToken.has(said)) return error;
  return new UserError(
    `Slack does not take SLACK_APP_TOKEN (${said}). Make one under Basic Information, App-Level Tokens, with the scope connections:write.`,
  );
}
