import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import type { Door } from "../../db/tenants.ts";
import { findAccountOfDoor, type WatchedAccount } from "../../db/watched-accounts.ts";
import { MicrosoftCredentials } from "../../jobs/ingest/mailbox/microsoft365.ts";
import { stirMailbox } from "../../jobs/ingest/mailbox/watch-mailbox.ts";
import type { World } from "../../jobs/world.ts";
import { parseJson } from "../../pipeline/ingest/doors/json.ts";
import { readBody } from "./body.ts";
import { doorFinder } from "./credentials.ts";
import { type CountDoor, countNothing } from "./tally.ts";

const MAX_BYTES = 1_000_000;
const TOKEN_CHARACTERS = 4_000;

const Notice = z.object({
  subscriptionId: z.string(),
  clientState: z.string().nullish(),
  lifecycleEvent: z.string().nullish(),
});
const Notices = z.object({ value: z.array(Notice).max(1_000) });
type Notice = z.infer<typeof Notice>;

/**
 * Microsoft's word that a mailbox changed, or that its subscription needs care. It allows three
 * seconds, so nothing is done here but to queue the job that looks into the mailbox.
 */
export function graphHook(
  world: Pick<World, "db" | "now" | "log">,
  count: CountDoor = countNothing,
): Hono {
  const { db, now, log } = world;
  const findDoor = doorFinder(db, now);
  const routes = new Hono();

  routes.post("/api/v1/hooks/:doorId", async (c, next) => {
    const door = await findDoor(c.req.param("doorId")).catch(() => undefined);
    if (door?.kind !== "microsoft365") return next();
    const token = c.req.query("validationToken");
    if (token !== undefined) return echo(token);
    try {
      const body = await readBody(c.req.raw, MAX_BYTES);
      if (body === "too_large") return c.json({ error: "The body is larger than 1 MB." }, 413);
      const notices = Notices.safeParse(parseJson(body));
      const taken = notices.success ? await take(door, notices.data.value) : 0;
      count(door, taken > 0 ? { kind: "taken" } : { kind: "refused", why: strange });
      if (taken > 0) return c.body(null, 202);
      return c.json({ error: "These notifications belong to no subscription of this door." }, 401);
    } catch (error) {
      log.error({ err: error }, "a notification of Microsoft could not be taken");
      count(door, { kind: "failed" });
      return c.json({ error: "Nothing was stored. Send it again." }, 503, { "Retry-After": "5" });
    }
  });

  /** How many of them are ours; together they make one job at most of each kind. */
  function take({ tenantId, id }: Door, notices: readonly Notice[]): Promise<number> {
    return db.inTenant(tenantId, async (tx) => {
      const account = await findAccountOfDoor(tx, id);
      const ours = account ? notices.filter((notice) => isOf(account, notice)) : [];
      if (!account || ours.length === 0) return 0;
      // What was missed is found by reading on from where we were, as any new mail is.
      const cares = ours.some(
        ({ lifecycleEvent }) => lifecycleEvent && lifecycleEvent !== "missed",
      );
      const isNews = ours.some(
        ({ lifecycleEvent }) => !lifecycleEvent || lifecycleEvent === "missed",
      );
      if (cares) await stirMailbox(tx, account.id, "watch");
      if (isNews) await stirMailbox(tx, account.id, "new_mail");
      return ours.length;
    });
  }
  return routes;
}

const strange = "A notification without the state that was agreed on, or of another subscription.";

/** Proof that the address is ours: the token, as text and nothing else. */
function echo(token: string): Response {
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "x-content-type-options": "nosniff",
  };
  return new Response(token.slice(0, TOKEN_CHARACTERS), { status: 200, headers });
}

function isOf({ credentials, subscriptionId }: WatchedAccount, notice: Notice): boolean {
  const agreed = MicrosoftCredentials.safeParse(parseJson(credentials ?? "")).data?.client_state;
  if (agreed === undefined) return false;
  const isAgreed = timingSafeEqual(digest(agreed), digest(notice.clientState ?? ""));
  // Between Microsoft's yes and our writing it down, the subscription's id is not known yet.
  return isAgreed && (subscriptionId === null || subscriptionId === notice.subscriptionId);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
