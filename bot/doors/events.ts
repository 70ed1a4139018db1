import { type Context, Hono } from "hono";
import { storeItems } from "../../jobs/ingest/store-items.ts";
import type { World } from "../../jobs/world.ts";
import { events, readEvent } from "../../pipeline/ingest/doors/events.ts";
import { readBody } from "./body.ts";
import { admission } from "./credentials.ts";
import { type CountDoor, countNothing, fieldsAtFault } from "./tally.ts";

const comeBack = { "Retry-After": "5" };

/**
 * `POST /ingest/webhook`: any program's events, by a door's own bearer or signature. A type nobody
 * knows is taken all the same, and waits where people see it.
 */
export function eventsDoor(
  world: Pick<World, "db" | "now" | "log">,
  count: CountDoor = countNothing,
): Hono {
  const { db, now, log } = world;
  const admit = admission(db, now);
  const routes = new Hono();

  routes.post("/ingest/webhook", async (c: Context) => {
    const body = await readBody(c.req.raw, events.maxBytes);
    if (body === "too_large") return c.json({ error: "The body is larger than 1 MB." }, 413);
    try {
      const admitted = await admit(c, body);
      if (!admitted.ok) {
        count(admitted.knocked, { kind: "refused", why: admitted.why });
        return c.json({ error: admitted.why }, 401);
      }
      const { door } = admitted;
      const key = c.req.header("idempotency-key") ?? null;
      const reading = readEvent(body, key, now().getTime());
      if (!reading.ok) {
        count(door, { kind: "refused", why: fieldsAtFault(reading.errors) });
        return c.json({ errors: reading.errors }, 422);
      }
      const receivedAt = now();
      const [receipt] = await storeItems(db, { ...door, kind: "events" }, reading.items, {
        receivedAt,
      });
      count(door, { kind: receipt?.repeated ? "repeated" : "taken" });
      return c.json({ id: receipt?.leadRef, status: "received" }, 202);
    } catch (error) {
      log.error({ err: error }, "an event could not be stored");
      return c.json({ error: "Nothing was stored. Send it again." }, 503, comeBack);
    }
  });
  return routes;
}
