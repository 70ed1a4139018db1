import { and, eq, sql } from "drizzle-orm";
import { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { SpamReason } from "../pipeline/ingest/spam.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { person, spamDay } from "./schema.ts";

/** What looked like spam at one door on one day. */
export type SpamDay = {
  id: string;
  door: string;
  day: string;
  counts: Partial<Record<SpamReason, number>>;
  revision: number;
  released: number;
  releasedBy: string | null;
  releasedAt: Date | null;
};

/** The day of a moment by the tenant's clock. */
const dayOf = (
  tx: Tx,
  at: Date,
) => sql`(select (${at.toISOString()}::timestamptz at time zone time_zone)::date
  from registry.tenant where id = ${tx.tenantId}::uuid)`;

/** Counts one more, and says under which id its day's card stands. */
export async function countSpam(
  tx: Tx,
  { doorId, at, reason }: { doorId: string; at: Date; reason: SpamReason },
): Promise<string> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into spam_day as s (tenant_id, id, door_id, day, counts)
    values (${tx.tenantId}, ${newId()}::uuid, ${doorId}, ${dayOf(tx, at)},
      jsonb_build_object(${reason}::text, 1))
    on conflict (tenant_id, door_id, day) do update set revision = s.revision + 1,
      counts = s.counts || jsonb_build_object(${reason}::text, coalesce((s.counts->>${reason})::int, 0) + 1)
    returning id`);
  const [row] = rows;
  if (!row) throw new Error("an upsert without a row");
  return row.id;
}

export async function findSpamDay(tx: Tx, id: string): Promise<SpamDay | undefined> {
  const [row] = await tx
    .select({
      id: spamDay.id,
      door: sql<string>`coalesce((select name from registry.door d where d.id = ${spamDay.doorId}), ${spamDay.doorId})`,
      day: spamDay.day,
      counts: spamDay.counts,
      revision: spamDay.revision,
      released: spamDay.released,
      releasedBy: person.name,
      releasedAt: spamDay.releasedAt,
    })
    .from(spamDay)
    .leftJoin(person, and(eq(person.tenantId, spamDay.tenantId), eq(person.id, spamDay.releasedBy)))
    .where(and(eq(spamDay.tenantId, tx.tenantId), eq(spamDay.id, id)));
  return row;
}

export type SpamPost = { id: string; input: LeadInput };

/** The posts of a day that still count as spam, the first ones first; nobody else releases them meanwhile. */
export async function lockSpamOf(tx: Tx, id: string, limit: number): Promise<SpamPost[]> {
  const { rows } = await tx.execute<{ id: string; key: Buffer | null; normalised: Buffer | null }>(
    sql`
      select e.id, e.data_key as key, e.normalised
      from spam_day s
      join registry.tenant t on t.id = s.tenant_id
      join source_event e on e.tenant_id = s.tenant_id and e.door_id = s.door_id
        and e.kind = 'spam' and e.status = 'spam'
        and (e.received_at at time zone t.time_zone)::date = s.day
        and e.received_at between s.day - interval '1 day' and s.day + interval '2 days'
      where s.tenant_id = ${tx.tenantId} and s.id = ${id}::uuid
      order by e.received_at, e.id limit ${limit} for update of s, e`,
  );
  return rows.flatMap((row) => {
    const text = tx.vault.dataKey(row.key).open(row.normalised);
    return text === null ? [] : [{ id: row.id, input: LeadInput.parse(JSON.parse(text)) }];
  });
}

/** So many of a day's posts were none, somebody said. */
export async function noteReleased(
  tx: Tx,
  id: string,
  released: { counts: SpamDay["counts"]; by: string; at: Date },
): Promise<void> {
  const n = Object.values(released.counts).reduce((sum, more) => sum + more, 0);
  const day = await findSpamDay(tx, id);
  const left = Object.entries(day?.counts ?? {}).map(([reason, count]) => {
    return [reason, count - (new Map(Object.entries(released.counts)).get(reason) ?? 0)] as const;
  });
  await tx
    .update(spamDay)
    .set({
      counts: Object.fromEntries(left.filter(([, count]) => count > 0)),
      released: sql`${spamDay.released} + ${n}`,
      releasedBy: released.by,
      releasedAt: released.at,
      revision: sql`${spamDay.revision} + 1`,
    })
    .where(and(eq(spamDay.tenantId, tx.tenantId), eq(spamDay.id, id)));
}
