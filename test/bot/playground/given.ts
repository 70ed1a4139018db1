import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { WebClient } from "@slack/web-api";
import { Hono } from "hono";
import pg from "pg";
import { pino } from "pino";
import type { PageState } from "../../../bot/playground/page-state.ts";
import { playground } from "../../../bot/playground/playground.ts";
import { testDatabase } from "../../support/db.ts";

type Heard = { path: string; headers: Headers; body: string };

/** A playground on a port of its own, in front of an app that writes down what it is told. */
export async function givenPlayground() {
  const database = await testDatabase();
  const sql = new pg.Pool({ connectionString: database.url, max: 4 });

  const heard: Heard[] = [];
  const clock = { now: new Date("2026-11-21T09:00:00Z") };
  const app = { answer: (_: Heard): Response | Promise<Response> => new Response(null) };
  const doors = new Hono();
  doors.post("*", async (c) => {
    const told = { path: c.req.path, headers: c.req.raw.headers, body: await c.req.text() };
    heard.push(told);
    return app.answer(told);
  });

  const routes = new Hono();
  const server = serve({ fetch: routes.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((ready) => server.once("listening", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const play = await playground({
    sql,
    databaseUrl: database.url,
    now: () => clock.now,
    baseUrl: () => url,
    post: (path, init) => doors.request(path, init),
    curl: () => "curl -d '<lead>'",
    log: pino({ level: "silent" }),
  });
  routes.route("/", play.routes);

  return {
    url,
    play,
    heard,
    clock,
    app,
    sql,
    slack: new WebClient(play.slack.botToken, {
      slackApiUrl: play.slack.apiUrl,
      retryConfig: { retries: 0 },
    }),

    /** What a person does on the page. */
    async gesture(as: string, kind: string, rest: object) {
      const body = JSON.stringify({ as, kind, ...rest });
      const response = await fetch(`${url}/_play/gesture`, { method: "POST", body });
      return response.json() as Promise<{ ok: boolean; answer?: object; error?: string }>;
    },

    /** What a person sees in a channel. */
    async sees(as: string, surface: "slack" | "teams", name: string) {
      const state = await this.state(as);
      return state[surface].channels.find((channel) => channel.name === name)?.messages ?? [];
    },

    async state(as: string): Promise<PageState> {
      const response = await fetch(`${url}/_play/state?as=${as}`);
      return response.json() as Promise<PageState>;
    },

    async [Symbol.asyncDispose]() {
      await play.stop();
      server.close();
      await sql.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** The body of a request that came as a form, with its payload read. */
export function formOf({ body }: Heard) {
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields.payload ? JSON.parse(fields.payload) : fields;
}
