import type { Db } from "../db/client.ts";
import { firstSight } from "../db/conversations.ts";
import {
  addPerson,
  addPool,
  countPeople,
  findPersonByIdentity,
  joinPool,
  lockPool,
} from "../db/people.ts";
import { addInstall, createTenant, findInstall } from "../db/tenants.ts";
import type { Surface } from "../pipeline/surface.ts";
import type { Doorkeeper, Visitor, Who } from "./handlers/request.ts";

/** New people join the pool with this many open leads at most; managers change it later. */
const DEFAULT_CAP = 25;

/**
 * Knows which tenant and person a verified chat request comes from. `welcome` says for which
 * chats a team nobody installed yet becomes a tenant of its own: an unauthenticated Teams on
 * loopback, or the one workspace whose token the process was given.
 */
export function doorkeeper(db: Db, welcome: readonly Surface[]): Doorkeeper {
  return {
    async whoIs(surface, team, user) {
      const tenantId =
        (await findInstall(db, surface, team)) ??
        (welcome.includes(surface) ? await settleIn(db, surface, team) : undefined);
      return tenantId === undefined ? undefined : recognise(db, tenantId, surface, user);
    },
    firstSight: (tenantId, surface, eventId) =>
      db.inTenant(tenantId, (tx) => firstSight(tx, surface, eventId)),
  };
}

/**
 * A tenant for a team that speaks for the first time, with a pool everyone joins. Its founder, where
 * there is one, is its admin before anybody else can be.
 */
export async function settleIn(
  db: Db,
  surface: Surface,
  team: string,
  { name, founder }: { name?: string | null; founder?: Visitor } = {},
): Promise<string> {
  const fresh = await createTenant(db, name ?? `${surface} ${team}`);
  // Pool and founder come first: whoever finds the install must find them too.
  await db.inTenant(fresh, (tx) => addPool(tx, "Everyone"));
  if (founder) await recognise(db, fresh, surface, founder);
  return addInstall(db, surface, team, fresh);
}

async function recognise(db: Db, tenantId: string, surface: Surface, user: Visitor): Promise<Who> {
  const same = { tenantId, surface, userId: user.id };
  const known = await db.inTenant(tenantId, (tx) => findPersonByIdentity(tx, surface, user.id));
  if (known) return { ...known, ...same };

  const name = (await user.ask?.()) ?? user.name ?? user.id;
  return db.inTenant(tenantId, async (tx) => {
    const pool = await lockPool(tx); // two first messages of one person meet here
    const meanwhile = await findPersonByIdentity(tx, surface, user.id);
    if (meanwhile) return { ...meanwhile, ...same };
    const role = (await countPeople(tx)) === 0 ? "admin" : "rep";
    const identities = [{ surface, userId: user.id }];
    const personId = await addPerson(tx, { name, role, identities });
    if (pool) await joinPool(tx, pool.id, personId, DEFAULT_CAP);
    return { personId, name, role, ...same };
  });
}
