import { createHmac } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { slackApp } from "../../../bot/slack/app.ts";
import {
  type Answers,
  type Calls,
  fakeDoorkeeper,
  fakeHandlers,
  fakeLog,
  fakePort,
  tenantId,
} from "./fakes.ts";

const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";
export const now = new Date("2026-11-21T09:00:00Z");

/** The Slack app on fakes; `calls` holds what handlers and port were asked, in order. */
export function slackDesk(
  answers: Answers = {},
  apiUrl = "http://127.0.0.1:9/api/",
  installedBy = "T1",
  appToken: string | null = null,
  timeoutMs = 10_000,
) {
  const calls: Calls = [];
  const { log, lines } = fakeLog();
  const handlers = fakeHandlers(calls, answers);
  const doorkeeper = fakeDoorkeeper(installedBy);
  const database = { fails: false };
  const app = slackApp({
    handlers,
    doorkeeper,
    port: fakePort(calls),
    signingSecret,
    appToken,
    find: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      if (database.fails) throw new Error("the database is away");
      const team = isEnterpriseInstall ? enterpriseId : teamId;
      const self = { tenantId, botToken: "xoxb-1", botUserId: "UBOT", botId: "BBOT" };
      return team === installedBy ? { team, ...self } : undefined;
    },
    revoke: async (team, at) => {
      calls.push(["revoke", team, at]);
    },
    apiUrl,
    timeoutMs,
    now: () => now,
    log,
  });
  return { app, calls, lines, handlers, doorkeeper, database };
}

type Desk = ReturnType<typeof slackDesk>;

export function sign(raw: string, at = now): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const hash = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${raw}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${hash}` };
}

export const asForm = "application/x-www-form-urlencoded";

export async function send(
  { app }: Desk,
  raw: string,
  type = asForm,
  headers = sign(raw),
): Promise<Response> {
  return app.routes.request("/slack/events", {
    method: "POST",
    body: raw,
    headers: { "content-type": type, ...headers },
  });
}

/** Sends, and waits until the work behind the acknowledgement is done. */
export async function gesture(desk: Desk, raw: string, type?: string): Promise<Response> {
  const response = await send(desk, raw, type);
  await desk.app.stop();
  return response;
}

export function command(fields: Record<string, string> = {}): string {
  return new URLSearchParams({
    command: "/lead",
    text: "acme.com",
    team_id: "T1",
    channel_id: "C1",
    user_id: "U1",
    user_name: "rita",
    trigger_id: "trigger-1",
    response_url: "http://127.0.0.1:9/respond/1",
    ...fields,
  }).toString();
}

/** An interaction: `payload` inside a form. */
export function interaction(payload: object): string {
  const common = { team: { id: "T1" }, user: { id: "U1", name: "rita" }, trigger_id: "trigger-1" };
  return new URLSearchParams({ payload: JSON.stringify({ ...common, ...payload }) }).toString();
}

export function press(value: string, more: object = {}): string {
  return interaction({
    type: "block_actions",
    channel: { id: "C1" },
    container: { type: "message", is_ephemeral: false },
    message: { type: "message", ts: "17.1" },
    response_url: "http://127.0.0.1:9/respond/1",
    actions: [{ type: "button", action_id: "claim", block_id: "b", value }],
    ...more,
  });
}

export function event(event: object, eventId = "Ev1", around: object = {}): string {
  const envelope = { type: "event_callback", team_id: "T1", event_id: eventId, event };
  return JSON.stringify({ ...envelope, ...around });
}

/** A Web API that says yes to everything, or what it is told to, and writes it down. */
export async function fakeSlack(
  answers: Record<string, object> = {},
): Promise<{ calls: Calls; url: string; apiUrl: string } & AsyncDisposable> {
  const calls: Calls = [];
  const app = new Hono();
  app.post("/api/:method", async (c) => {
    calls.push([c.req.param("method"), Object.fromEntries((await c.req.formData()).entries())]);
    return c.json({ ok: true, ...answers[c.req.param("method")] });
  });
  app.post("/respond/:id", async (c) => {
    calls.push(["respond", await c.req.json()]);
    return c.text("ok");
  });
  const { url, [Symbol.asyncDispose]: close } = await listen(app);
  return { calls, url, apiUrl: `${url}/api/`, [Symbol.asyncDispose]: close };
}

/** A server on a free port of this machine, gone at the end of the scope. */
export async function listen(app: Hono): Promise<{ url: string } & AsyncDisposable> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
    resolve(port),
  );
  return {
    url: `http://127.0.0.1:${await promise}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((done) => server.close(done));
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
}
