import { and, asc, eq, notInArray } from "drizzle-orm";
import type { PersonSettings } from "../pipeline/ops/settings-file.ts";
import { type Surface, surfaces } from "../pipeline/surface.ts";
import type { Tx } from "./client.ts";
import { addPerson, addPool } from "./people.ts";
import { person, personIdentity, pool, poolMember } from "./schema.ts";

export type RosterPerson = PersonSettings & { id: string };
export type RosterPool = {
  name: string;
  members: { personId: string; cap: number | null; paused: boolean }[];
};

/** Everybody with their chat ids, by name. */
export async function readPeople(tx: Tx): Promise<RosterPerson[]> {
  const people = await tx
    .select({ id: person.id, name: person.name, role: person.role })
    .from(person)
    .where(eq(person.tenantId, tx.tenantId))
    .orderBy(asc(person.name), asc(person.id));
  const identities = await tx
    .select()
    .from(personIdentity)
    .where(eq(personIdentity.tenantId, tx.tenantId))
    .orderBy(asc(personIdentity.userId));
  const idIn = (surface: Surface, personId: string) =>
    identities.find((one) => one.surface === surface && one.personId === personId)?.userId ?? null;
  return people.map((one) => ({
    ...one,
    slack: idIn("slack", one.id),
    teams: idIn("teams", one.id),
  }));
}

/** Every pool, its members in the order of their turns. */
export async function readPools(tx: Tx): Promise<RosterPool[]> {
  const pools = await tx
    .select({ id: pool.id, name: pool.name })
    .from(pool)
    .where(eq(pool.tenantId, tx.tenantId))
    .orderBy(asc(pool.id)); // the oldest first: it is the one everybody joins
  const members = await tx
    .select()
    .from(poolMember)
    .where(eq(poolMember.tenantId, tx.tenantId))
    .orderBy(asc(poolMember.position));
  return pools.map(({ id, name }) => ({
    name,
    members: members
      .filter(({ poolId }) => poolId === id)
      .map(({ personId, cap, paused }) => ({ personId, cap, paused })),
  }));
}

/** Changes the person of this id, or adds one; a chat id that is null stays as it is. */
export async function savePerson(tx: Tx, id: string | null, said: PersonSettings): Promise<string> {
  const { name, role } = said;
  const isIt = (personId: string) => and(eq(person.tenantId, tx.tenantId), eq(person.id, personId));
  if (id) await tx.update(person).set({ name, role }).where(isIt(id));
  const personId = id ?? (await addPerson(tx, { name, role, identities: [] }));
  for (const surface of surfaces) {
    const userId = said[surface];
    if (userId === null) continue;
    const { tenantId } = tx;
    await tx
      .delete(personIdentity)
      .where(
        and(
          eq(personIdentity.tenantId, tenantId),
          eq(personIdentity.surface, surface),
          eq(personIdentity.personId, personId),
        ),
      );
    await tx.insert(personIdentity).values({ tenantId, surface, userId, personId });
  }
  return personId;
}

/** Makes a pool have exactly these members, in this order. When each was last offered a lead is kept. */
export async function savePool(tx: Tx, { name, members }: RosterPool): Promise<void> {
  const { tenantId } = tx;
  const [known] = await tx
    .select({ id: pool.id })
    .from(pool)
    .where(and(eq(pool.tenantId, tenantId), eq(pool.name, name)))
    .for("update");
  const poolId = known?.id ?? (await addPool(tx, name));
  const inPool = and(eq(poolMember.tenantId, tenantId), eq(poolMember.poolId, poolId));
  const ids = members.map(({ personId }) => personId);
  await tx.delete(poolMember).where(and(inPool, notInArray(poolMember.personId, ids)));
  for (const [index, { personId, cap, paused }] of members.entries()) {
    const set = { position: index + 1, cap, paused };
    await tx
      .insert(poolMember)
      .values({ tenantId, poolId, personId, ...set })
      .onConflictDoUpdate({
        target: [poolMember.tenantId, poolMember.poolId, poolMember.personId],
        set,
      });
  }
}
