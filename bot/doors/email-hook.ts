import { type Context, Hono } from "hono";
import { findDoorByTag } from "../../db/mail-doors.ts";
import type { Door } from "../../db/tenants.ts";
import { mailArrival, mailDaysOf } from "../../jobs/ingest/mailbox/mail-arrival.ts";
import type { World } from "../../jobs/world.ts";
import type { Knock } from "../../pipeline/ingest/doors/door.ts";
import { fieldsOf, parseJson } from "../../pipeline/ingest/doors/json.ts";
import { verifyShownSecret } from "../../pipeline/ingest/doors/shown-secret.ts";
import type { Delivery, Inbound, Provider } from "../../pipeline/ingest/mail/inbound/delivery.ts";
import { verifyMailgun } from "../../pipeline/ingest/mail/inbound/mailgun.ts";
import { readDelivery } from "../../pipeline/ingest/mail/inbound/read-delivery.ts";
import { MailDoorConfig, tagsOf } from "../../pipeline/ingest/mail/mail-door.ts";
import { batcher } from "./batcher.ts";
import { admission, doorFinder } from "./credentials.ts";
import { knockOf } from "./knock.ts";
import { readMailForm } from "./mail-form.ts";
import { type CountDoor, countNothing, fieldsAtFault } from "./tally.ts";

/** Providers take mails of 25 to 35 MB, and what was attached comes along in base64. */
const MAX_BYTES = 40_000_000;
/** What is read of a body whose proof is in the body: our own signature, and Mailgun's. */
const SIGNED_BYTES = { ours: 2_000_000, mailgun: 26_000_000 };
const comeBack = { "Retry-After": "5" };
const closed = "This address, or the proof that came with it, opens no door.";

/**
 * What a provider hears. Postmark takes nothing but 200 for a yes, and Mailgun likewise; both try
 * for hours unless they hear the one word that stops them.
 */
const answers: Record<Provider, { taken: 200 | 202; unreadable: 403 | 406 | 422 }> = {
  sendgrid: { taken: 200, unreadable: 422 },
  postmark: { taken: 200, unreadable: 403 },
  mailgun: { taken: 200, unreadable: 406 },
  plain: { taken: 202, unreadable: 422 },
  mime: { taken: 202, unreadable: 422 },
};

type Parts = Pick<World, "db" | "now" | "publicUrl" | "log">;

/**
 * Mail by HTTP, from whoever receives it for us: `POST /api/v1/leads/email-hook` by the door's
 * credentials, and `/api/v1/hooks/<door>/<secret>` for providers that can send nothing but an
 * address. Doors of other kinds are left to the routes that follow.
 */
export function emailHook(world: Parts, count: CountDoor = countNothing): Hono {
  const { db, now, publicUrl, log } = world;
  const admit = admission(db, now);
  const findDoor = doorFinder(db, now);
  const store = batcher(db);
  const routes = new Hono();
  const knockAt = (c: Context, maxBytes: number) =>
    knockOf(c, { publicUrl, nowMs: now().getTime(), maxBytes });

  async function take(c: Context, door: Door, knock: Knock, delivery: Delivery) {
    const inbound = await readDelivery(delivery);
    if (!inbound.ok) {
      count(door, { kind: "refused", why: fieldsAtFault(inbound.errors) });
      return c.json({ errors: inbound.errors }, answers[inbound.provider].unreadable);
    }
    const owner = await ownerOf(door, inbound);
    const days = await db.inTenant(owner.tenantId, mailDaysOf);
    const receivedAt = new Date(knock.nowMs);
    const { mail, providerId, provider } = inbound;
    const arrival = mailArrival(mail, { door: owner, mailbox: null, providerId, receivedAt, days });
    const { leadRef, repeated } = await store(owner.tenantId, arrival);
    count(owner, { kind: repeated ? "repeated" : "taken" });
    c.header("Location", `/api/v1/leads/${leadRef}`);
    return c.json({ id: leadRef, status: "received" }, answers[provider].taken);
  }

  /** The door a tag in the address names, where the one that was knocked at may speak for it. */
  async function ownerOf(door: Door, { recipients }: Extract<Inbound, { ok: true }>) {
    const { sharedInbox } = MailDoorConfig.parse(door.config);
    const tagged = await findDoorByTag(db, tagsOf(recipients), sharedInbox ? null : door.tenantId);
    return tagged ?? door;
  }

  async function guarded(c: Context, door: Door | null, work: () => Promise<Response>) {
    try {
      return await work();
    } catch (error) {
      log.error({ err: error }, "a mail could not be stored");
      count(door, { kind: "failed" });
      return c.json({ error: "Nothing was stored. Send it again." }, 503, comeBack);
    }
  }

  async function byCredentials(c: Context): Promise<Response> {
    const named = c.req.header("authorization") !== undefined;
    const early = named ? await admit(c, Buffer.alloc(0)) : null;
    if (early && !early.ok) return refuse(c, early.knocked, early.why, early.why);
    const knock = await knockAt(c, named ? MAX_BYTES : SIGNED_BYTES.ours);
    if ("why" in knock) return c.json({ error: knock.why }, knock.status);
    const admitted = early ?? (await admit(c, knock.body));
    if (!admitted.ok) return refuse(c, admitted.knocked, admitted.why, admitted.why);
    const { door } = admitted;
    return guarded(c, door, async () => take(c, door, knock, await deliveryOf(knock)));
  }

  async function byAddress(c: Context, door: Door): Promise<Response> {
    const shown = verifyShownSecret(proofIn(c), door.secrets);
    const knock = await knockAt(c, shown.ok ? MAX_BYTES : SIGNED_BYTES.mailgun);
    if ("why" in knock) return c.json({ error: knock.why }, knock.status);
    const delivery = await deliveryOf(knock);
    if (shown.ok || isSigned(door, knock, delivery)) return take(c, door, knock, delivery);
    return refuse(c, door, shown.why, closed);
  }

  function refuse(c: Context, door: Door | null, why: string, said: string): Response {
    count(door, { kind: "refused", why });
    return c.json({ error: said }, 401);
  }

  for (const path of ["/api/v1/leads/email-hook", "/api/leads/email-hook"]) {
    routes.post(path, (c) => guarded(c, null, () => byCredentials(c)));
  }
  for (const path of ["/api/v1/hooks/:doorId", "/api/v1/hooks/:doorId/:secret"]) {
    routes.post(path, async (c, next) => {
      const door = await findDoor(c.req.param("doorId") ?? "").catch(() => undefined);
      return door?.kind === "mail" ? guarded(c, door, () => byAddress(c, door)) : next();
    });
  }
  return routes;
}

/** What is known of a request before its body is read. */
function proofIn(c: Context): Pick<Knock, "pathSecret" | "header"> {
  return {
    pathSecret: c.req.param("secret") ?? null,
    header: (name) => c.req.header(name) ?? null,
  };
}

function isSigned(door: Door, knock: Knock, delivery: Delivery): boolean {
  return delivery.kind === "form" && verifyMailgun(delivery.fields, door.secrets, knock.nowMs);
}

async function deliveryOf(knock: Knock): Promise<Delivery> {
  const contentType = knock.header("content-type") ?? "";
  if (/^\s*message\/rfc822/i.test(contentType)) return { kind: "mime", mime: knock.body };
  const form = await readMailForm(knock.body, contentType);
  if (form) return { kind: "form", ...form };
  return { kind: "json", json: fieldsOf(parseJson(knock.body)) };
}
