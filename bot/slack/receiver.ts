import {
  type App,
  type Receiver,
  type ReceiverEvent,
  ReceiverMultipleAckError,
  verifySlackRequest,
} from "@slack/bolt";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";

/** Slack shows an error after three seconds of silence. */
const ACK_MS = 3_000;
const CLOCK_SKEW_S = 300;
const MAX_BODY_BYTES = 1024 * 1024;

export type SlackReceiver = Receiver & { routes: Hono };

/** A Bolt receiver without a server of its own: mount its `routes` on the one Hono app. */
export function slackReceiver(signingSecret: string, now: () => Date): SlackReceiver {
  if (!signingSecret) throw new Error("The Slack signing secret is empty.");
  const routes = new Hono();
  const inFlight = new Set<Promise<void>>();
  let app: App | undefined;

  const tooLarge = (c: Context) => c.body(null, 413);
  routes.post(
    "/slack/events",
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }),
    async (c) => {
      const raw = await c.req.text();
      const form = isForm(c) ? Object.fromEntries(new URLSearchParams(raw)) : undefined;
      if (form?.ssl_check === "1") return c.body(null, 200);
      if (!isSigned(c, raw, signingSecret, now())) return c.body(null, 401);

      const body = bodyOf(form, raw);
      if (!body) return c.body(null, 400);
      if (body.type === "url_verification") return c.json({ challenge: body.challenge });
      if (!app) return c.body(null, 503);

      const { response, work } = process(app, c, body);
      inFlight.add(work);
      void work.finally(() => inFlight.delete(work));
      return response;
    },
  );

  return {
    routes,
    init: (bolt) => {
      app = bolt;
    },
    start: () => Promise.resolve(),
    stop: () => Promise.allSettled(inFlight),
  };
}

function isForm(c: Context): boolean {
  // Bolt's own parsers compare the whole header and trip over "; charset=utf-8".
  const [type] = (c.req.header("content-type") ?? "").split(";");
  return type?.trim().toLowerCase() === "application/x-www-form-urlencoded";
}

function isSigned(c: Context, body: string, signingSecret: string, now: Date): boolean {
  const signature = c.req.header("x-slack-signature") ?? "";
  const timestamp = Number(c.req.header("x-slack-request-timestamp") ?? Number.NaN);
  // Slack's check refuses only old timestamps; a request from the future is as replayable.
  if (!(timestamp <= now.getTime() / 1000 + CLOCK_SKEW_S)) return false;
  if (!/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  const headers = { "x-slack-signature": signature, "x-slack-request-timestamp": timestamp };
  try {
    verifySlackRequest({ signingSecret, body, headers, nowMilliseconds: now.getTime() });
    return true;
  } catch {
    return false;
  }
}

/** Commands are a form, interactions a form around JSON, events plain JSON. */
function bodyOf(form: Record<string, string> | undefined, raw: string) {
  if (!form) return parseObject(raw);
  return form.payload === undefined ? form : parseObject(form.payload);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Answers as soon as a listener acknowledges; the listener's own work goes on after that. */
function process(app: App, c: Context, body: Record<string, unknown>) {
  const { promise: response, resolve } = Promise.withResolvers<Response>();
  let acked = false;
  const answer = (made: Response) => {
    clearTimeout(timer);
    resolve(made);
  };
  const timer = setTimeout(() => resolve(c.body(null, 503)), ACK_MS);

  const ack: ReceiverEvent["ack"] = async (said: unknown) => {
    if (acked) throw new ReceiverMultipleAckError();
    acked = true;
    if (typeof said === "string" && said) return answer(c.text(said));
    answer(said ? c.json(said) : c.body(null, 200));
  };
  const work = app.processEvent({ body, ack }).then(
    () => answer(c.body(null, 404)),
    () => answer(c.body(null, 500)),
  );
  return { response, work };
}
