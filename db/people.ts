import { and, asc, eq, sql } from "drizzle-orm";
import type { Candidate } from "../pipeline/assign/trace.ts";
import type { Person, Role } from "../pipeline/person.ts";
import type { Surface } from "../pipeline/surface.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { lead, person, personIdentity, pool, poolMember } from "./schema.ts";

const columns = { personId: person.id, name: person.name, role: person.role };

export async function findPersonByIdentity(
  tx: Tx,
  surface: Surface,
  userId: string,
): Promise<Person | undefined> {
  const [row] = await tx
    .select(columns)
    .from(personIdentity)
    .innerJoin(
      person,
      and(eq(person.tenantId, personIdentity.tenantId), eq(person.id, personIdentity.personId)),
    )
    .where(
      and(
        eq(personIdentity.tenantId, tx.tenantId),
        eq(personIdentity.surface, surface),
        eq(personIdentity.userId, userId),
      ),
    );
  return row;
}

export async function listPeople(tx: Tx): Promise<Person[]> {
  return tx
    .select(columns)
    .from(person)
    .where(eq(person.tenantId, tx.tenantId))
    .orderBy(asc(person.name), asc(person.id));
}

export async function findPerson(tx: Tx, personId: string): Promise<Person | undefined> {
  const [row] = await tx
    .select(columns)
    .from(person)
    .where(and(eq(person.tenantId, tx.tenantId), eq(person.id, personId)));
  return row;
}

/** The user ids a person answers to, one per chat. */
export async function identitiesOf(
  tx: Tx,
  personId: string,
): Promise<{ surface: Surface; userId: string }[]> {
  return tx
    .select({ surface: personIdentity.surface, userId: personIdentity.userId })
    .from(personIdentity)
    .where(and(eq(personIdentity.tenantId, tx.tenantId), eq(personIdentity.personId, personId)));
}

export async function addPerson(
  tx: Tx,
  who: { name: string; role: Role; identities: { surface: Surface; userId: string }[] },
): Promise<string> {
  const id = newId();
  await tx.insert(person).values({ tenantId: tx.tenantId, id, name: who.name, role: who.role });
  for (const identity of who.identities) {
    await tx.insert(personIdentity).values({ tenantId: tx.tenantId, personId: id, ...identity });
  }
  return id;
}

export async function countPeople(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from person where tenant_id = ${tx.tenantId}`,
  );
  return rows[0]?.n ?? 0;
}

export async function addPool(tx: Tx, name: string): Promise<string> {
  const id = newId();
  await tx.insert(pool).values({ tenantId: tx.tenantId, id, name });
  return id;
}

export async function joinPool(
  tx: Tx,
  poolId: string,
  personId: string,
  cap: number | null,
): Promise<void> {
  await tx
    .insert(poolMember)
    .values({
      tenantId: tx.tenantId,
      poolId,
      personId,
      cap,
      position: sql`(select coalesce(max(position), 0) + 1 from pool_member
        where tenant_id = ${tx.tenantId} and pool_id = ${poolId})`,
    })
    .onConflictDoNothing();
}

/** The tenant's pool, locked: two workers never offer to the same person on one count. */
export async function lockPool(tx: Tx): Promise<{ id: string; name: string } | undefined> {
  const [row] = await tx
    .select({ id: pool.id, name: pool.name })
    .from(pool)
    .where(eq(pool.tenantId, tx.tenantId))
    .orderBy(asc(pool.id))
    .limit(1)
    .for("update");
  return row;
}

export async function listCandidates(tx: Tx, poolId: string): Promise<Candidate[]> {
  const { rows } = await tx.execute<Candidate>(sql`
    select m.person_id as "personId", p.name, m.position, m.cap, m.paused,
      to_char(m.last_offered_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "lastOfferedAt",
      (select count(*)::int from ${lead} l
        where l.tenant_id = m.tenant_id and coalesce(l.claimed_by, l.assigned_to) = m.person_id
          and l.state in ('ASSIGNED', 'HANDED_OFF') and l.closed_as is null
          and l.merged_into is null) as "openLeads"
    from pool_member m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where m.tenant_id = ${tx.tenantId} and m.pool_id = ${poolId}
    order by m.position`);
  return rows;
}

export async function noteOffer(tx: Tx, poolId: string, personId: string, at: Date): Promise<void> {
  await tx
    .update(poolMember)
    .set({ lastOfferedAt: at })
    .where(
      and(
        eq(poolMember.tenantId, tx.tenantId),
        eq(poolMember.poolId, poolId),
        eq(poolMember.personId, personId),
      ),
    );
}
