import { and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { mergeRecord } from "./schema.ts";

/*
 * A merge changes one column: `merged_into` of the one that is absorbed. Whatever was or will be
 * said stays with the side it was said about, and readers of the survivor read both; so an unmerge
 * clears the column again and everything is as it was.
 */

type Mergeable = "company" | "contact" | "lead";
export type MergeRecord = typeof mergeRecord.$inferSelect;

/** Everybody who counts as one: itself, and all that was merged into it. For `… in ${mergedInto(…)}`. */
export function mergedInto(tx: Tx, kind: Mergeable, id: string): SQL {
  const table = sql.raw(kind);
  return sql`(with recursive one as (
      select ${id}::uuid as id
      union select t.id from ${table} t join one on t.merged_into = one.id where t.tenant_id = ${tx.tenantId})
    select id from one)`;
}

/** Whom somebody counts as by now: merges are followed to their end. */
export async function rootOf(tx: Tx, kind: Mergeable, id: string): Promise<string> {
  const table = sql.raw(kind);
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive up as (
      select id, merged_into from ${table} where tenant_id = ${tx.tenantId} and id = ${id}::uuid
      union select t.id, t.merged_into from ${table} t join up on t.id = up.merged_into
        where t.tenant_id = ${tx.tenantId})
    select id from up where merged_into is null`);
  return rows[0]?.id ?? id;
}

/** Makes one count as another from now on, and writes down how to undo it. Both are roots, locked. */
export async function absorb(
  tx: Tx,
  merge: {
    kind: Mergeable;
    survivor: string;
    absorbed: string;
    actor: string;
    why: string[];
    /** What was merged along with it, and is parted along with it. */
    before?: { leads: string[] };
  },
  at: Date,
): Promise<void> {
  if (merge.survivor === merge.absorbed) throw new Error("nobody is merged into themselves");
  await setMergedInto(tx, merge.kind, merge.absorbed, merge.survivor);
  await tx
    .insert(mergeRecord)
    .values({ tenantId: tx.tenantId, id: newId(), before: { leads: [] }, ...merge, at });
}

/** Undoes a merge; what has been merged into the absorbed one meanwhile stays with it. */
export async function partAgain(
  tx: Tx,
  record: MergeRecord,
  by: { actor: string },
  at: Date,
): Promise<void> {
  await setMergedInto(tx, record.kind as Mergeable, record.absorbed, null); // written by absorb()
  await tx
    .update(mergeRecord)
    .set({ undoneAt: at, undoneBy: by.actor })
    .where(and(eq(mergeRecord.tenantId, tx.tenantId), eq(mergeRecord.id, record.id)));
}

/** The merge that made somebody count as another; else the last one into them. */
export async function lastMergeOf(
  tx: Tx,
  kind: Mergeable,
  id: string,
): Promise<MergeRecord | undefined> {
  const isAbsorbed = eq(mergeRecord.absorbed, id);
  const [row] = await tx
    .select()
    .from(mergeRecord)
    .where(
      and(
        eq(mergeRecord.tenantId, tx.tenantId),
        eq(mergeRecord.kind, kind),
        isNull(mergeRecord.undoneAt),
        or(isAbsorbed, eq(mergeRecord.survivor, id)),
      ),
    )
    .orderBy(sql`(${isAbsorbed}) desc`, desc(mergeRecord.at), desc(mergeRecord.id))
    .limit(1);
  return row;
}

export async function setMergedInto(
  tx: Tx,
  kind: Mergeable,
  id: string,
  survivor: string | null,
): Promise<void> {
  const counts = kind === "lead" ? sql`, version = version + 1` : sql``;
  await tx.execute(sql`update ${sql.raw(kind)} set merged_into = ${survivor}::uuid ${counts}
    where tenant_id = ${tx.tenantId} and id = ${id}::uuid`);
}
