import type { TurnContext } from "botbuilder";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Logger } from "pino";
import { z } from "zod";
import { type Caller, KeysUnknown, type TeamsLine } from "./adapter.ts";
import { isLocalRequest } from "./loopback.ts";
import type { Reply } from "./reply.ts";

const MAX_BODY_BYTES = 1024 * 1024;

/** The library explains itself in its errors; strangers get no more than this. */
const bodies: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  413: "Too large",
  503: "Try again later",
};

const Activity = z.looseObject({
  type: z.string(),
  serviceUrl: z.string(),
  channelId: z.string().optional(),
  conversation: z.looseObject({ tenantId: z.string().nullish() }).nullish(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).nullish() }).nullish(),
});
type Activity = z.infer<typeof Activity>;

/**
 * `POST /api/messages`. A line without credentials authenticates nobody, so it takes only requests
 * that stay on this machine; with them, only what Microsoft signed for us and our organisation sent.
 */
export function teamsRoutes(
  line: TeamsLine,
  logic: (turn: TurnContext) => Promise<Reply>,
  log: Logger,
): Hono {
  const routes = new Hono();
  const isOpen = line.appId === "";
  const limit = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => refuse(413) });
  if (isOpen) {
    routes.use("/api/messages", (c, next) => (isLocal(c) ? next() : Promise.resolve(refuse(403))));
  }

  routes.post("/api/messages", limit, async (c) => {
    const activity = Activity.safeParse(await c.req.json().catch(() => undefined)).data;
    if (!activity) return refuse(400);
    if (isOpen && !line.far.isServiceUrl(activity.serviceUrl)) return refuse(403);
    const caller = await identify(line, activity, c.req.header("authorization") ?? "", log);
    if (typeof caller === "number") return refuse(caller);
    if (!isOpen && !isOurs(line, activity)) {
      log.warn({ tenant: tenantOf(activity) }, "Teams sent what is not from TEAMS_TENANT_ID");
      return refuse(403);
    }
    return respond(await hear(line, caller, activity, logic, log));
  });
  return routes;
}

async function hear(
  line: TeamsLine,
  caller: Caller,
  activity: Activity,
  logic: (turn: TurnContext) => Promise<Reply>,
  log: Logger,
): Promise<Reply> {
  let reply: Reply = { status: 200 };
  try {
    await line.hear(caller, activity, async (turn) => {
      reply = await logic(turn);
    });
    return reply;
  } catch (error) {
    log.error({ err: error, type: activity.type }, "a Teams activity failed");
    return { status: 500 };
  }
}

function respond({ status, body }: Reply): Response {
  if (body) return Response.json(body, { status });
  return status < 400 ? new Response(null, { status }) : refuse(status);
}

/** Whoever Microsoft vouches for, or the status that says no. */
async function identify(
  line: TeamsLine,
  activity: Activity,
  header: string,
  log: Logger,
): Promise<Caller | 401 | 503> {
  try {
    return await line.authenticate(activity, header);
  } catch (error) {
    if (!(error instanceof KeysUnknown)) return 401;
    log.error({ err: error }, "nobody can tell who is talking to us in Teams");
    return 503;
  }
}

/** Microsoft signs for every organisation that installed an app, and for its other channels too. */
function isOurs(line: TeamsLine, activity: Activity): boolean {
  return (
    activity.channelId === "msteams" &&
    tenantOf(activity) === line.entraTenantId?.toLowerCase() &&
    line.far.isServiceUrl(activity.serviceUrl)
  );
}

function tenantOf({ conversation, channelData }: Activity): string | undefined {
  return (conversation?.tenantId ?? channelData?.tenant?.id)?.toLowerCase();
}

function isLocal(c: Context): boolean {
  return isLocalRequest({
    host: c.req.header("host") ?? URL.parse(c.req.url)?.host,
    origin: c.req.header("origin"),
    fetchSite: c.req.header("sec-fetch-site"),
  });
}

function refuse(status: number): Response {
  return new Response(bodies[status] ?? "Something went wrong", { status });
}
