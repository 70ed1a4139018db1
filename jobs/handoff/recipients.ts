import type { Tx } from "../../db/client.ts";
import { identitiesOf, listPeople } from "../../db/people.ts";
import { can, type Permission, type Person, type Role } from "../../pipeline/person.ts";
import { type Surface, surfaces } from "../../pipeline/surface.ts";
import type { World } from "../world.ts";

export type Recipient = { personId: string; name: string; surface: Surface; userId: string };

/** Who is asked first. */
const order: readonly Role[] = ["manager", "ops", "admin", "rep", "viewer"];

/**
 * Everybody who may do something and can be reached, each in one chat. `first` names whoever the
 * matter is closest to; managers come before admins, who may do everything and should hear little.
 */
export async function recipients(
  tx: Tx,
  world: Pick<World, "chat">,
  permission: Permission,
  first: string | null = null,
): Promise<Recipient[]> {
  const rank = (one: Person) => (one.personId === first ? -1 : order.indexOf(one.role));
  const people = (await listPeople(tx))
    .filter((one) => can(one, permission))
    .sort((a, b) => rank(a) - rank(b));
  const found: Recipient[] = [];
  for (const { personId, name } of people) {
    const identities = await identitiesOf(tx, personId);
    const surface = surfaces.find(
      (one) => world.chat[one] !== null && identities.some((known) => known.surface === one),
    );
    const identity = identities.find((known) => known.surface === surface);
    if (identity) found.push({ personId, name, ...identity });
  }
  return found;
}
