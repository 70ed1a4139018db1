import { getConnInfo } from "@hono/node-server/conninfo";
import { type Context, Hono } from "hono";
import ipaddr from "ipaddr.js";
import type { Metrics } from "./metrics.ts";
import type { Health } from "./metrics-health.ts";

const near = new Set(["loopback", "private", "uniqueLocal", "linkLocal"]);
const relayed = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/**
 * `GET /metrics`, for whoever scrapes from this machine or its private network. Strangers, and
 * whatever a proxy brings in from outside, find nothing here.
 */
export function metricsDoor(metrics: Metrics, health: () => Promise<Health>): Hono {
  const routes = new Hono();
  routes.get("/metrics", async (c) => {
    if (!isNear(c)) return c.notFound();
    const text = await metrics.write(await health());
    return c.body(text, 200, { "content-type": metrics.contentType });
  });
  return routes;
}

function isNear(c: Context): boolean {
  if (relayed.some((name) => c.req.header(name) !== undefined)) return false;
  const { address = "" } = getConnInfo(c).remote;
  try {
    return near.has(ipaddr.process(address).range());
  } catch {
    return false; // no address at all
  }
}
