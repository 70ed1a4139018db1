import { and, asc, eq, inArray, isNotNull, ne } from "drizzle-orm";
import { NotFound } from "../pipeline/errors.ts";
import type { ArrivalKind } from "../pipeline/ingest/doors/door.ts";
import { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { Tx } from "./client.ts";
import { sourceEvent } from "./schema.ts";

/** Deliveries about one record of another system are put together; older ones than these many are not. */
const MOST_PER_RECORD = 1_000;

/** An arrival about a record: which, and where it stands. Nobody is kept from it. */
export type RecordArrival = {
  id: string;
  channel: string;
  kind: ArrivalKind;
  doorId: string | null;
  externalId: string;
  status: string;
  leadId: string | null;
  tries: number;
  raw: string | null;
  receivedAt: Date;
};

export async function findRecordArrival(tx: Tx, id: string): Promise<RecordArrival> {
  const [row] = await select(tx, eq(sourceEvent.id, id));
  if (!row) throw new NotFound("source event", id);
  return row;
}

/** Everything that arrived about a record, oldest first. Callers hold its lock. */
export async function listRecordArrivals(
  tx: Tx,
  channel: string,
  externalId: string,
): Promise<RecordArrival[]> {
  return select(tx, and(eq(sourceEvent.channel, channel), eq(sourceEvent.externalId, externalId)));
}

/** Arrivals of a channel that were not enough, newest hundred: another record may have filled them in. */
export async function listUnfinished(tx: Tx, channel: string): Promise<RecordArrival[]> {
  const waiting = ["needs_info", "failed"];
  return select(
    tx,
    and(eq(sourceEvent.channel, channel), inArray(sourceEvent.status, waiting)),
    100,
  );
}

async function select(tx: Tx, condition: ReturnType<typeof and>, limit = MOST_PER_RECORD) {
  const rows = await tx
    .select({
      id: sourceEvent.id,
      channel: sourceEvent.channel,
      kind: sourceEvent.kind,
      doorId: sourceEvent.doorId,
      externalId: sourceEvent.externalId,
      status: sourceEvent.status,
      leadId: sourceEvent.leadId,
      tries: sourceEvent.tries,
      raw: sourceEvent.raw,
      dataKey: sourceEvent.dataKey,
      receivedAt: sourceEvent.receivedAt,
    })
    .from(sourceEvent)
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), condition))
    .orderBy(asc(sourceEvent.receivedAt), asc(sourceEvent.id))
    .limit(limit);
  return rows.map(({ dataKey, raw, externalId, ...row }): RecordArrival => {
    return { ...row, externalId: externalId ?? "", raw: tx.vault.dataKey(dataKey).open(raw) };
  });
}

/** What an arrival came to; undefined where that was forgotten. */
export async function findArrivalInput(tx: Tx, id: string): Promise<LeadInput | undefined> {
  const [row] = await tx
    .select({ dataKey: sourceEvent.dataKey, normalised: sourceEvent.normalised })
    .from(sourceEvent)
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), eq(sourceEvent.id, id)));
  const text = row && tx.vault.dataKey(row.dataKey).open(row.normalised);
  return text ? LeadInput.parse(JSON.parse(text)) : undefined;
}

/** Puts other words in the place of an arrival's: the record as it was fetched, or what it came to. */
export async function rewriteArrival(
  tx: Tx,
  id: string,
  words: { raw?: string; input?: LeadInput },
): Promise<void> {
  const mine = and(eq(sourceEvent.tenantId, tx.tenantId), eq(sourceEvent.id, id));
  const [row] = await tx.select({ dataKey: sourceEvent.dataKey }).from(sourceEvent).where(mine);
  const key = tx.vault.dataKey(row?.dataKey ?? null);
  await tx
    .update(sourceEvent)
    .set({
      ...(words.raw === undefined ? {} : { raw: key.seal(words.raw) }),
      ...(words.input === undefined ? {} : { normalised: key.seal(JSON.stringify(words.input)) }),
    })
    .where(mine);
}

/** One arrival speaks for its record from now on: what the others came to is forgotten, their words stay. */
export async function silenceOthers(tx: Tx, spoken: RecordArrival, leadId: string): Promise<void> {
  const others = and(
    eq(sourceEvent.tenantId, tx.tenantId),
    eq(sourceEvent.channel, spoken.channel),
    eq(sourceEvent.externalId, spoken.externalId),
    ne(sourceEvent.id, spoken.id),
  );
  await tx
    .update(sourceEvent)
    .set({ normalised: null })
    .where(and(others, isNotNull(sourceEvent.normalised), ne(sourceEvent.status, "received")));
  await tx
    .update(sourceEvent)
    .set({ status: "duplicate", leadId, statusDetail: null })
    .where(and(others, inArray(sourceEvent.status, ["needs_info", "failed"])));
}

/** Asked for in vain once more; `failed` where that was the last time. */
export async function noteTry(
  tx: Tx,
  id: string,
  { tries, failed, detail }: { tries: number; failed: boolean; detail: string },
): Promise<void> {
  await tx
    .update(sourceEvent)
    .set({ tries, statusDetail: detail, ...(failed ? { status: "failed" } : {}) })
    .where(
      and(
        eq(sourceEvent.tenantId, tx.tenantId),
        eq(sourceEvent.id, id),
        eq(sourceEvent.status, "received"),
      ),
    );
}

/** Has an arrival that ended without a lead looked at again; false where it did not wait for that. */
export async function reopenArrival(tx: Tx, id: string): Promise<boolean> {
  const reopened = await tx
    .update(sourceEvent)
    .set({ status: "received", statusDetail: null, tries: 0 })
    .where(
      and(
        eq(sourceEvent.tenantId, tx.tenantId),
        eq(sourceEvent.id, id),
        inArray(sourceEvent.status, ["needs_info", "failed", "parked"]),
      ),
    )
    .returning({ id: sourceEvent.id });
  return reopened.length > 0;
}
