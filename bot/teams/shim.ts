import type { Response as BotResponse, CloudAdapter, TurnContext } from "botbuilder";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { isLocalRequest, isLoopbackUrl } from "./loopback.ts";

const MAX_BODY_BYTES = 1024 * 1024;

/** Microsoft's adapter explains itself in its answers; strangers get no more than this. */
const bodies: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  413: "Too large",
};

const Activity = z.looseObject({ type: z.string(), serviceUrl: z.string() });

/**
 * `POST /api/messages` through Microsoft's adapter, which was written for Express. An `open`
 * adapter authenticates nobody, so it takes only requests that stay on this machine.
 */
export function teamsRoutes(
  adapter: CloudAdapter,
  logic: (turn: TurnContext) => Promise<void>,
  open: boolean,
): Hono {
  const routes = new Hono();
  const limit = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => refuse(413) });
  if (open)
    routes.use("/api/messages", (c, next) => (isLocal(c) ? next() : Promise.resolve(refuse(403))));

  routes.post("/api/messages", limit, async (c) => {
    const activity = Activity.safeParse(await c.req.json().catch(() => undefined)).data;
    if (!activity) return refuse(400);
    if (open && !isLoopbackUrl(activity.serviceUrl)) return refuse(403);

    const { response, said } = recorder();
    try {
      const request = { method: "POST", headers: c.req.header(), body: activity };
      await adapter.process(request, response, logic);
    } catch {
      return refuse(400); // it throws only over what it cannot read; the rest it answers
    }
    const { status, body } = said;
    if (typeof body === "object" && body !== null) return Response.json(body, { status });
    return status < 400 ? new Response(null, { status }) : refuse(status);
  });
  return routes;
}

function isLocal(c: Context): boolean {
  return isLocalRequest({
    host: c.req.header("host") ?? URL.parse(c.req.url)?.host,
    origin: c.req.header("origin"),
    fetchSite: c.req.header("sec-fetch-site"),
  });
}

/** Takes down what the adapter would have written to an Express response. */
function recorder(): { response: BotResponse; said: { status: number; body: unknown } } {
  const said: { status: number; body: unknown } = { status: 200, body: undefined };
  const response: BotResponse = {
    socket: undefined,
    status: (code) => {
      said.status = code;
    },
    send: (body) => {
      said.body = body;
    },
    header: () => {},
    end: () => {},
  };
  return { response, said };
}

function refuse(status: number): Response {
  return new Response(bodies[status] ?? "Something went wrong", { status });
}
