import { recordWords } from "../../cards/record-words.ts";
import { renewDoorAccess } from "../../db/door-access.ts";
import type { Door } from "../../db/tenants.ts";
import { NotSent, Refused, type World } from "../world.ts";
import { type Access, accessOf } from "./access.ts";
import { NoRecord } from "./ask.ts";
import type { Asking, RecordSource } from "./lead-form.ts";

/** How asking went. `why` is a sentence for people, with what they can do about it. */
export type Answered<T> =
  | { kind: "answer"; answer: T }
  | { kind: "none" }
  | { kind: "later"; why: string; inMs: number | null }
  | { kind: "failed"; why: string }
  /** Nobody gave us a token. */
  | { kind: "no_token"; why: string };

/** Asks a system with a door's access; one that ran out is renewed once, where that can be done. */
export async function askSource<T>(
  world: World,
  door: Door,
  source: RecordSource,
  ask: (asking: Asking) => Promise<T>,
): Promise<Answered<T>> {
  const { name } = source;
  const access = accessOf(door);
  if (!access) return { kind: "no_token", why: recordWords.noToken(name, door.id) };
  const asking = { world, door, access };
  try {
    return { kind: "answer", answer: await askRenewing(world, asking, source, ask) };
  } catch (error) {
    if (error instanceof NoRecord) return { kind: "none" };
    if (error instanceof NotSent) {
      return { kind: "later", why: recordWords.later(error.message), inMs: error.retryAfterMs };
    }
    if (!(error instanceof Refused)) throw error;
    const isToken = error.reason === "401" || error.reason === "403";
    const why = isToken
      ? recordWords.tokenRefused(name, door.id)
      : recordWords.refused(name, error.reason);
    return { kind: "failed", why };
  }
}

async function askRenewing<T>(
  world: World,
  asking: Asking,
  source: RecordSource,
  ask: (asking: Asking) => Promise<T>,
): Promise<T> {
  try {
    return await ask(asking);
  } catch (error) {
    const { renew } = source;
    const isExpired = error instanceof Refused && error.reason === "401";
    if (!renew || !isExpired) throw error;
    return ask({ ...asking, access: await renewed(world, asking, renew) });
  }
}

async function renewed(
  { db }: World,
  asking: Asking,
  renew: (asking: Asking) => Promise<Access>,
): Promise<Access> {
  const { door } = asking;
  const text = await renewDoorAccess(db, door.id, door.access ?? "", async () =>
    JSON.stringify(
      await renew(asking).catch((error: unknown) => {
        // Whatever its no to the renewal was: it is the token that does not hold.
        throw error instanceof Refused ? new Refused("the renewal", "401") : error;
      }),
    ),
  );
  const access = accessOf({ access: text });
  if (!access) throw new Refused("the door", "401"); // taken away meanwhile
  return access;
}
