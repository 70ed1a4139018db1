import type { Context } from "hono";
import type { Db } from "../../db/client.ts";
import { type Door, findDoor, findDoorByBearer, findDoorByHost } from "../../db/tenants.ts";
import { isOneOf, readBasic } from "../../pipeline/ingest/doors/shown-secret.ts";
import { verifySignature } from "../../pipeline/ingest/signature.ts";

/** Signed requests are good for five minutes either way. WIRE: same window as Slack's. */
const WINDOW_MS = 300_000;
/** A rotated secret or closed door is noticed after this long. */
const REMEMBER_MS = 5_000;

/** `knocked` is the door whose proof was bad, where there is such a door. */
export type Admission = { ok: true; door: Door } | { ok: false; why: string; knocked: Door | null };

/**
 * Decides whose door a request knocks at: bearer first, then `X-Baton-Key`, then the host; the
 * last two only with a signature over `signed`. Nothing in a body is ever asked.
 */
export function admission(db: Db, now: () => Date) {
  const lookUp = remembering(now, {
    bearer: (bearer: string) => findDoorByBearer(db, bearer),
    id: (id: string) => findDoor(db, id),
    host: (host: string) => findDoorByHost(db, host),
  });

  /** HTTP Basic, for senders that can do nothing else: the door's id and its secret. */
  async function admitBasic(authorization: string): Promise<Admission> {
    const { user, password } = readBasic(authorization);
    const knocked = (await lookUp.id(user)) ?? null;
    if (knocked && isOneOf(password, knocked.secrets)) return { ok: true, door: knocked };
    return { ok: false, why: "This name and password open no door.", knocked };
  }

  async function admitBearer(authorization: string): Promise<Admission> {
    const [, bearer] = /^Bearer (\S{10,200})$/i.exec(authorization) ?? [];
    const door = bearer && (await lookUp.bearer(bearer));
    return door
      ? { ok: true, door }
      : { ok: false, why: "This bearer token opens no door.", knocked: null };
  }

  async function admitSigned(c: Context, signed: Buffer): Promise<Admission> {
    const id = c.req.header("x-baton-key");
    const door = id ? await lookUp.id(id) : await lookUp.host(hostOf(c));
    if (!door) {
      return {
        ok: false,
        why: "Say who you are: Authorization: Bearer …, or X-Baton-Key with X-Signature.",
        knocked: null,
      };
    }
    const verdict = verifySignature({
      headers: {
        signature: c.req.header("x-signature") ?? null,
        timestamp: c.req.header("x-timestamp") ?? null,
      },
      body: signed,
      secrets: door.secrets,
      nowMs: now().getTime(),
      windowMs: WINDOW_MS,
    });
    return verdict.ok ? { ok: true, door } : { ok: false, why: verdict.why, knocked: door };
  }

  return (c: Context, signed: Buffer): Promise<Admission> => {
    const authorization = c.req.header("authorization");
    if (authorization === undefined) return admitSigned(c, signed);
    return /^Basic /i.test(authorization) ? admitBasic(authorization) : admitBearer(authorization);
  };
}

function hostOf(c: Context): string {
  return (c.req.header("host") ?? "").toLowerCase().replace(/:\d+$/, "");
}

type Finder = (key: string) => Promise<Door | undefined>;

/** Finds doors by the id in an address; what is found is kept as long as an admission keeps it. */
export function doorFinder(db: Db, now: () => Date): Finder {
  return remembering(now, { id: (id: string) => findDoor(db, id) }).id;
}

/** Keeps found doors for a few seconds; unknown keys are always looked up, so a new door opens at once. */
function remembering<Name extends string>(now: () => Date, finders: Record<Name, Finder>) {
  const known = new Map<string, { door: Door; until: number }>();
  const wrap =
    (name: string, find: Finder): Finder =>
    async (key) => {
      const at = now().getTime();
      const hit = known.get(`${name}:${key}`);
      if (hit && hit.until > at) return hit.door;
      const door = await find(key);
      if (door) known.set(`${name}:${key}`, { door, until: at + REMEMBER_MS });
      else known.delete(`${name}:${key}`);
      return door;
    };
  const wrapped = Object.entries<Finder>(finders).map(([name, find]) => [name, wrap(name, find)]);
  return Object.fromEntries(wrapped) as Record<Name, Finder>; // same keys as `finders`
}
