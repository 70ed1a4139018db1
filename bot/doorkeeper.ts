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
import type { Doorkeeper, Who } from "./handlers/request.ts";

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

/** A tenant for a team that speaks for the first time, with a pool everyone joins. */
async function settleIn(db: Db, surface: Surface, team: string): Promise<string> {
  const fresh = await createTenant(db, `${surface} ${team}`);
  // The pool comes first: whoever finds the install must find it too.
  await db.inTenant(fresh, (tx) => addPool(tx, "Everyone"));
  return addInstall(db, surface, team, fresh);
}

async function recognise(
  db: Db,
  tenantId: string,
  surface: Surface,
  user: { id: string; name: string | null },
): Promise<Who> {
  return db.inTenant(tenantId, async (tx) => {
    const known = await findPersonByIdentity(tx, surface, user.id);
    if (known) return { ...known, tenantId, surface, userId: user.id };

    const pool = await lockPool(tx); // two first messages of one person meet here
    const meanwhile = await findPersonByIdentity(tx, surface, user.id);
    if (meanwhile) return { ...meanwhile, tenantId, surface, userId: user.id };
    const name = user.name ?? user.id;
    const role = (await countPeople(tx)) === 0 ? "admin" : "rep";
    const identities = [{ surface, userId: user.id }];
    const personId = await addPerson(tx, { name, role, identities });
    if (pool) await joinPool(tx, pool.id, personId, DEFAULT_CAP);
    return { personId, name, role, tenantId, surface, userId: user.id };
  });
}
