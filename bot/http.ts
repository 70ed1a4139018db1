import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { routePath } from "hono/route";
import type { Logger } from "pino";
import type { Metrics } from "./metrics.ts";

/** The one HTTP server: every door, chat and page is mounted here. */
export function httpApp(
  log: Logger,
  parts: readonly Hono[],
  count: Metrics["request"] = () => {},
): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const requestId = c.req.header("x-request-id")?.slice(0, 64) ?? randomUUID();
    const startedAt = performance.now();
    await next();
    c.res.headers.set("X-Request-Id", requestId); // c.header() would copy the whole response
    const ms = Math.round(performance.now() - startedAt);
    count(c.req.method, routePath(c, -1), c.res.status, ms);
    log.info(
      { requestId, method: c.req.method, path: pathOf(c.req.path), status: c.res.status, ms },
      "request",
    );
  });
  for (const routes of parts) app.route("/", routes);
  app.notFound((c) => c.json({ error: "There is nothing here." }, 404));
  app.onError((error, c) => {
    const reference = randomUUID().slice(0, 4).toUpperCase();
    log.error({ err: error, reference, path: pathOf(c.req.path) }, "request failed");
    return c.json(
      { error: `That did not work, and it is our fault; reference ${reference}.` },
      500,
    );
  });
  return app;
}

/** Signed links are secrets, and so may be the end of a door's address: the log gets their beginning only. */
function pathOf(path: string): string {
  return path
    .replace(/^\/(evidence|act|upload)\/.+/, "/$1/…")
    .replace(/^(\/api\/v1\/hooks\/[^/]+)\/.+/, "$1/…");
}
