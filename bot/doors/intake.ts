import { hash } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Arrival } from "../../db/source-events.ts";
import type { Door } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import { dedupeKey } from "../../pipeline/ingest/dedupe.ts";
import { type Intake, parseIntake } from "../../pipeline/ingest/intake.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { batcher } from "./batcher.ts";
import { readBody } from "./body.ts";
import { admission } from "./credentials.ts";
import { type CountDoor, countNothing, fieldsAtFault } from "./tally.ts";

const MAX_BODY_BYTES = 1_000_000;
const RETRY_SECONDS = 5;

/**
 * The generic door for leads: verify, parse, store one source event, answer. Everything else
 * happens later, in jobs. `POST /api/v1/leads/intake` and its alias are the same handler.
 */
export function intakeDoor(
  world: Pick<World, "db" | "now" | "log">,
  count: CountDoor = countNothing,
): Hono {
  const { db, now, log } = world;
  const admit = admission(db, now);
  const store = batcher(db);
  const routes = new Hono();

  const take = async (c: Context) => {
    const body = await readBody(c.req.raw, MAX_BODY_BYTES);
    if (body === "too_large") return c.json({ error: "The body is larger than 1 MB." }, 413);
    let door: Door | null = null;
    try {
      const admitted = await admit(c, body);
      door = admitted.ok ? admitted.door : admitted.knocked;
      if (!admitted.ok) {
        count(door, { kind: "refused", why: admitted.why });
        return c.json({ error: admitted.why }, 401);
      }
      const parsed = parse(body);
      if (!parsed.ok) {
        count(door, { kind: "refused", why: fieldsAtFault(parsed.errors) });
        return c.json({ errors: parsed.errors }, 422);
      }

      const { id: doorId, tenantId } = admitted.door;
      const idempotencyKey = c.req.header("idempotency-key") ?? null;
      const arrival = arrivalOf(body, parsed.lead, { doorId, idempotencyKey, receivedAt: now() });
      const { leadRef, repeated } = await store(tenantId, arrival);
      count(admitted.door, { kind: repeated ? "repeated" : "taken" });
      c.header("Location", `/api/v1/leads/${leadRef}`);
      return c.json({ id: leadRef, status: "received" }, 202);
    } catch (error) {
      log.error({ err: error }, "arrival could not be stored");
      count(door, { kind: "failed" });
      c.header("Retry-After", String(RETRY_SECONDS));
      return c.json({ error: "Nothing was stored. Send it again." }, 503);
    }
  };
  routes.post("/api/v1/leads/intake", take);
  routes.post("/api/leads/intake", take);
  return routes;
}

function arrivalOf(
  body: Buffer,
  input: LeadInput,
  about: { doorId: string; idempotencyKey: string | null; receivedAt: Date },
): Arrival {
  const { doorId, idempotencyKey, receivedAt } = about;
  const bodyHash = hash("sha256", body, "buffer");
  const bodySha256 = bodyHash.toString("hex");
  return {
    channel: "intake",
    doorId,
    dedupeKey: dedupeKey({ idempotencyKey, bodySha256, source: input.source, receivedAt }),
    bodyHash,
    raw: body.toString("utf8"),
    input,
    origin: null,
    receivedAt,
  };
}

function parse(body: Buffer): Intake {
  const json = parseJson(body);
  if (json !== undefined) return parseIntake(json);
  const message = "The body is not JSON. Send an object with company, url or email, and source.";
  return { ok: false, errors: [{ field: "body", message }] };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
