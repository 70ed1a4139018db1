import { Hono } from "hono";
import { z } from "zod";
import type { Door } from "../../db/tenants.ts";
import { findAccountOfDoor } from "../../db/watched-accounts.ts";
import { GmailDoorConfig } from "../../jobs/ingest/mailbox/gmail.ts";
import { stirMailbox } from "../../jobs/ingest/mailbox/watch-mailbox.ts";
import type { World } from "../../jobs/world.ts";
import { parseJson } from "../../pipeline/ingest/doors/json.ts";
import { readBody } from "./body.ts";
import { doorFinder } from "./credentials.ts";
import { pushVerifier } from "./push-token.ts";
import { type CountDoor, countNothing } from "./tally.ts";

const MAX_BYTES = 64_000;

const Push = z.object({ message: z.object({ data: z.string().max(4_000) }) });
const Told = z.object({ emailAddress: z.string() });

type Parts = Pick<World, "db" | "now" | "durations" | "publicUrl" | "vendors" | "log">;

/**
 * Gmail's word, by Pub/Sub, that a mailbox changed. What Google says is only that: how far the
 * mailbox was read is ours to know, so a push that comes twice, late or out of order does no harm.
 */
export function gmailHook(world: Parts, count: CountDoor = countNothing): Hono {
  const { db, now, log, vendors, durations, publicUrl } = world;
  const findDoor = doorFinder(db, now);
  const verify = pushVerifier(vendors.googleCerts, durations.providerMs, now);
  const routes = new Hono();

  routes.post("/api/v1/hooks/:doorId", async (c, next) => {
    const door = await findDoor(c.req.param("doorId")).catch(() => undefined);
    if (door?.kind !== "gmail") return next();
    try {
      const body = await readBody(c.req.raw, MAX_BYTES);
      if (body === "too_large") return c.json({ error: "The body is larger than 64 kB." }, 413);
      const why = await whyNot(door, c.req.header("authorization") ?? "");
      if (why !== null) {
        count(door, { kind: "refused", why });
        return c.json({ error: "The token of this push opens no door." }, 401);
      }
      const address = addressIn(body);
      const isTaken = address !== undefined && (await stir(door, address));
      // Whatever cannot be used would only come again: Pub/Sub stops at a yes.
      count(
        door,
        isTaken ? { kind: "taken" } : { kind: "refused", why: "It names another mailbox." },
      );
      return c.body(null, 204);
    } catch (error) {
      log.error({ err: error }, "a push of Gmail could not be taken");
      count(door, { kind: "failed" });
      return c.json({ error: "Nothing was stored. Send it again." }, 503, { "Retry-After": "5" });
    }
  });

  async function whyNot(door: Door, authorization: string): Promise<string | null> {
    const { audience, pushAccount: account } = GmailDoorConfig.parse(door.config);
    const [, token] = /^Bearer (\S{20,8000})$/i.exec(authorization) ?? [];
    if (!token) return "The push brings no token. Let the Pub/Sub subscription authenticate.";
    if (account === null) return "No push account is set for this door.";
    return verify(token, { audience: audience ?? `${publicUrl}/api/v1/hooks/${door.id}`, account });
  }

  function stir({ tenantId, id }: Door, address: string): Promise<boolean> {
    return db.inTenant(tenantId, async (tx) => {
      const account = await findAccountOfDoor(tx, id);
      if (account?.address !== address) return false;
      await stirMailbox(tx, account.id, "new_mail");
      return true;
    });
  }
  return routes;
}

/** The mailbox a push is about, as Gmail spells it. */
function addressIn(body: Buffer): string | undefined {
  const push = Push.safeParse(parseJson(body));
  const data = push.success && Buffer.from(push.data.message.data, "base64");
  return (data && Told.safeParse(parseJson(data)).data?.emailAddress.toLowerCase()) || undefined;
}
