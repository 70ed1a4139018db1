import { Hono } from "hono";
import { workerAlive } from "../db/dispatch.ts";
import { isMigrated } from "../db/migrate.ts";
import type { World } from "../jobs/world.ts";
import { pageCss } from "./web/page.ts";

const MISSED_BEATS = 6;

/** `/healthz`: the process lives. `/readyz`: it can do its work. Says what is missing, nothing else. */
export function healthRoutes(
  { db, durations }: Pick<World, "db" | "durations">,
  role: "all" | "web" | "worker",
): Hono {
  const routes = new Hono();
  routes.get("/healthz", (c) => c.json({ ok: true }));
  routes.get("/readyz", async (c) => {
    const within = durations.heartbeatMs * MISSED_BEATS;
    const database = await isMigrated(db.owner).catch(() => null);
    const worker = database !== null && (await workerAlive(db, within).catch(() => false));
    const state = {
      database: database !== null,
      migrations: database === true,
      ...(role === "web" ? {} : { worker }),
    };
    const ready = Object.values(state).every(Boolean);
    return c.json({ ok: ready, ...state }, ready ? 200 : 503);
  });
  routes.get("/assets/page.css", (c) =>
    c.body(pageCss, 200, { "content-type": "text/css; charset=utf-8" }),
  );
  return routes;
}
