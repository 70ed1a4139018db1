import { type Context, Hono } from "hono";
import { newId } from "../../db/ids.ts";
import type { Door } from "../../db/tenants.ts";
import { storeItems } from "../../jobs/ingest/store-items.ts";
import type { World } from "../../jobs/world.ts";
import type { HttpAnswer, Item, Knock, Profile } from "../../pipeline/ingest/doors/door.ts";
import { isForm, rateOf, VISITOR_PER_MINUTE } from "../../pipeline/ingest/doors/form-kinds.ts";
import { profileOf } from "../../pipeline/ingest/doors/profiles.ts";
import { doorFinder } from "./credentials.ts";
import { knockOf } from "./knock.ts";
import { plainForm } from "./plain-form.ts";
import { rateLimit, visitorOf } from "./rate.ts";
import { repeatedText } from "./repeated-text.ts";
import { type CountDoor, countNothing, fieldsAtFault } from "./tally.ts";

const comeBack = { "Retry-After": "5" };
/** What is read of a body before anybody knows whose door it is for. */
const STRANGER_BYTES = 1_000_000;
/** The same whether the door is unknown or the proof is bad: nobody finds doors by trying. */
const closed = "This address, or the proof that came with it, opens no door.";

type Open = { door: Door; profile: Profile<unknown> };

/**
 * The doors of other companies' programs: each vendor's profile proves a delivery on its raw bytes
 * and says what it means; all of it is stored, or nothing is. Everything else happens in jobs.
 */
export function hookDoors(
  world: Pick<World, "db" | "now" | "publicUrl" | "log">,
  count: CountDoor = countNothing,
  visitorHeader: string | null = null,
): Hono {
  const { db, now, publicUrl, log } = world;
  const findDoor = doorFinder(db, now);
  const rate = rateLimit(() => now().getTime());
  const judged = repeatedText(() => now().getTime());
  const routes = new Hono();

  const take = async (c: Context) => {
    let open: Open | undefined;
    try {
      open = await opened(c.req.param("doorId") ?? "");
      const { maxBytes } = open?.profile ?? { maxBytes: STRANGER_BYTES };
      const knock = await knockOf(c, { publicUrl, nowMs: now().getTime(), maxBytes });
      if ("why" in knock) return refuse(c, open, knock.status, knock.why);
      return open ? await admit(c, open, knock) : c.json({ error: closed }, 401);
    } catch (error) {
      log.error({ err: error }, "a delivery could not be stored");
      count(open?.door, { kind: "failed" });
      const { notStored } = open?.profile ?? {};
      if (notStored) return answer(notStored, comeBack);
      return c.json({ error: "Nothing was stored. Send it again." }, 503, comeBack);
    }
  };

  async function opened(id: string): Promise<Open | undefined> {
    const door = await findDoor(id);
    const profile = door && profileOf(door.kind);
    return profile && { door, profile };
  }

  /** The vendor's question, its proof, and only then what it says. */
  async function admit(c: Context, open: Open, knock: Knock): Promise<Response> {
    const { door, profile } = open;
    const asked = profile.handshake?.(knock, door);
    if (asked) return answer(asked);
    const verdict = profile.verify(knock, door);
    if (!verdict.ok) {
      count(door, { kind: "refused", why: verdict.why });
      if (verdict.status) return c.json({ error: verdict.why }, verdict.status);
      return profile.refused ? answer(profile.refused) : c.json({ error: closed }, 401);
    }
    return takeIn(c, open, knock);
  }

  async function takeIn(c: Context, { door, profile }: Open, knock: Knock): Promise<Response> {
    const reading = profile.read(await plainForm(knock), door);
    if (!reading.ok) {
      count(door, { kind: "refused", why: fieldsAtFault(reading.errors) });
      return c.json({ errors: reading.errors }, 422);
    }
    const items = isForm(door.kind)
      ? reading.items.map((item) => judged(door.id, item))
      : reading.items;
    const waitSeconds = overRate(c, door);
    if (waitSeconds > 0) return tooMany(c, door, items, waitSeconds);
    const receipts = await storeItems(db, door, items, { receivedAt: now() });
    const repeated = receipts.filter((receipt) => receipt.repeated).length;
    count(door, { kind: "repeated" }, repeated);
    count(door, { kind: "taken" }, receipts.length - repeated);
    if (profile.taken) return answer(profile.taken);
    return c.json({ ids: receipts.map(({ leadRef }) => leadRef), status: "received" }, 202);
  }

  /** Seconds to wait; 0 within the limits of the door and of whoever sits before its form. */
  function overRate(c: Context, door: Door): number {
    const perMinute = rateOf(door);
    if (perMinute === null) return 0;
    const visitor = visitorOf(c, visitorHeader);
    const own = visitor ? rate(`${door.id} ${visitor}`, VISITOR_PER_MINUTE) : 0;
    return own || rate(door.id, perMinute);
  }

  /** A program is told to wait. A bot is thanked like anybody, and learns nothing. */
  function tooMany(c: Context, door: Door, items: readonly Item[], seconds: number): Response {
    count(door, { kind: "refused", why: "It sent more than its limit for a minute." });
    if (items.some(({ kind }) => kind !== "spam")) {
      const error = "That is more than this door takes in a minute. Send it again later.";
      return c.json({ error }, 429, { "Retry-After": String(seconds) });
    }
    return c.json({ ids: items.map(() => newId()), status: "received" }, 202);
  }

  function refuse(c: Context, open: Open | undefined, status: 400 | 413 | 415, why: string) {
    count(open?.door, { kind: "refused", why });
    return c.json({ error: why }, status);
  }

  for (const path of ["/api/v1/hooks/:doorId", "/api/v1/hooks/:doorId/:secret"]) {
    routes.on(["GET", "POST"], path, take);
  }
  return routes;
}

function answer(
  { status, contentType, body }: HttpAnswer,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, { status, headers: { ...headers, "content-type": contentType } });
}
