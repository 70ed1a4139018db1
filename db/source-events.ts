import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type pg from "pg";
import { NotFound } from "../pipeline/errors.ts";
import type { ArrivalKind } from "../pipeline/ingest/doors/door.ts";
import { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { Db, Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { mergedInto, rootOf } from "./merges.ts";
import { type Origin, sourceEvent } from "./schema.ts";

/** What a door hands over: the bytes as they came, and what they mean. */
export type Arrival = {
  channel: string;
  /** `lead` where absent. */
  kind?: ArrivalKind;
  doorId: string | null;
  dedupeKey: string;
  bodyHash: Buffer;
  raw: string;
  input: LeadInput;
  origin: Origin | null;
  receivedAt: Date;
  /** When `raw` and what was written freely are to be forgotten: 30 days for the bodies of mails. */
  wordsUntil?: Date | null;
  eventType?: string;
  /** A sentence of ours: `status_detail` until it is settled. */
  remark?: string;
};

/** `leadRef` is minted here and good for ever; `repeated` says these bytes were here before. */
export type Receipt = { sourceEventId: string; leadRef: string; repeated: boolean };

/**
 * Stores arrivals of one tenant in one statement, together with the rows that make the dispatcher
 * queue their jobs. An arrival whose dedupe key is known gets the first one's receipt.
 */
export async function storeArrivals(
  db: Db,
  tenantId: string,
  arrivals: readonly Arrival[],
): Promise<Receipt[]> {
  const vault = await db.vault(tenantId);
  return store(db.app, { tenantId, vault }, arrivals, (keys) =>
    db.inTenant(tenantId, (tx) => findByDedupeKeys(tx, keys)),
  );
}

/** The same within a transaction: the arrivals are there exactly if the caller's own rows are. */
export function storeArrivalsIn(tx: Tx, arrivals: readonly Arrival[]): Promise<Receipt[]> {
  return store(tx.client, tx, arrivals, (keys) => findByDedupeKeys(tx, keys));
}

async function store(
  client: Pick<pg.Pool, "query"> | Pick<pg.PoolClient, "query">,
  { tenantId, vault }: Pick<Tx, "tenantId" | "vault">,
  arrivals: readonly Arrival[],
  find: (keys: string[]) => Promise<Stored[]>,
): Promise<Receipt[]> {
  const rows = arrivals.map((arrival) => {
    const key = vault.newDataKey();
    const now = arrival.receivedAt.getTime();
    return {
      id: newId(now),
      lead_ref: newId(now),
      channel: arrival.channel,
      kind: arrival.kind ?? "lead",
      words_until: arrival.wordsUntil?.toISOString() ?? null,
      event_type: arrival.eventType ?? null,
      status_detail: arrival.remark ?? null,
      door_id: arrival.doorId,
      external_id: arrival.input.externalId,
      dedupe_key: arrival.dedupeKey,
      body_hash: base64(arrival.bodyHash),
      data_key: base64(key.wrapped),
      raw: base64(key.seal(arrival.raw)),
      normalised: base64(key.seal(JSON.stringify(arrival.input))),
      origin: arrival.origin,
      received_at: arrival.receivedAt.toISOString(),
    };
  });

  const { rows: stored } = await client.query<Stored>({
    name: "store arrivals", // planned once per connection
    text: storeStatement,
    values: [tenantId, JSON.stringify(rows)],
  });
  const known = new Map(stored.map((row) => [row.key, row]));
  const repeated = rows.map((row) => row.dedupe_key).filter((key) => !known.has(key));
  if (repeated.length > 0) {
    for (const row of await find(repeated)) known.set(row.key, row);
  }
  return rows.map((row) => {
    const first = known.get(row.dedupe_key);
    if (!first) throw new Error(`arrival ${row.dedupe_key} was neither stored nor known`);
    return { sourceEventId: first.id, leadRef: first.ref, repeated: first.id !== row.id };
  });
}

type Stored = { id: string; ref: string; key: string };

/**
 * One statement is a transaction of its own and one round trip; `inTenant` would take three, and the
 * doors a fifth longer. It sets its tenant before the first row is made: were it not so, row-level
 * security would refuse the rows.
 */
const storeStatement = `
  with tenant as materialized (
    select set_config('app.tenant_id', $1::text, true)::uuid as id
  ), fresh as (
    insert into source_event (tenant_id, id, lead_ref, channel, kind, door_id, external_id, dedupe_key,
      words_until, event_type, status_detail, body_hash, data_key, raw, normalised, origin, received_at)
    select tenant.id, r.id, lead_ref, channel, kind, door_id, external_id, dedupe_key, words_until, event_type, status_detail,
      decode(body_hash, 'base64'), decode(data_key, 'base64'), decode(raw, 'base64'),
      decode(normalised, 'base64'), origin, received_at
    from tenant, json_to_recordset($2::json) as r(id uuid, lead_ref uuid, channel text,
      door_id text, external_id text, dedupe_key text, body_hash text, data_key text, raw text,
      normalised text, origin jsonb, received_at timestamptz, kind text, words_until timestamptz, event_type text,
      status_detail text)
    on conflict (tenant_id, dedupe_key) do nothing
    returning tenant_id, id, lead_ref, dedupe_key
  ), told as (
    insert into dispatch.arrival (tenant_id, source_event_id) select tenant_id, id from fresh
  )
  select id, lead_ref as ref, dedupe_key as key from fresh`;

function findByDedupeKeys(tx: Tx, keys: string[]): Promise<Stored[]> {
  return tx
    .select({ id: sourceEvent.id, ref: sourceEvent.leadRef, key: sourceEvent.dedupeKey })
    .from(sourceEvent)
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), inArray(sourceEvent.dedupeKey, keys)));
}

/** Those of some dedupe keys that are known: what need not be fetched again. */
export async function knownKeys(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  return new Set((await findByDedupeKeys(tx, [...keys])).map(({ key }) => key));
}

function base64(bytes: Buffer | null): string | null {
  return bytes === null ? null : bytes.toString("base64");
}

export type StoredArrival = {
  id: string;
  leadRef: string;
  leadId: string | null;
  channel: string;
  kind: ArrivalKind;
  doorId: string | null;
  externalId: string | null;
  importId: string | null;
  line: number | null;
  status: string;
  detail: string | null;
  eventType: string | null;
  origin: Origin | null;
  raw: string | null;
  input: LeadInput;
  receivedAt: Date;
};

/** One arrival with its texts opened; nobody else can ingest it until the transaction ends. */
export async function lockSourceEvent(tx: Tx, id: string): Promise<StoredArrival> {
  const [row] = await tx
    .select()
    .from(sourceEvent)
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), eq(sourceEvent.id, id)))
    .for("update");
  if (!row) throw new NotFound("source event", id);
  const key = tx.vault.dataKey(row.dataKey);
  return {
    id: row.id,
    leadRef: row.leadRef,
    leadId: row.leadId,
    channel: row.channel,
    kind: row.kind,
    doorId: row.doorId,
    externalId: row.externalId,
    importId: row.importId,
    line: row.line,
    status: row.status,
    detail: row.statusDetail,
    eventType: row.eventType,
    origin: row.origin,
    raw: key.open(row.raw),
    input: LeadInput.parse(JSON.parse(key.open(row.normalised) ?? "null")),
    receivedAt: row.receivedAt,
  };
}

/** How an arrival ended, or where it waits. `detail` is a sentence of ours: it is shown, and sealed by nothing. */
export type ArrivalStatus =
  | "ingested"
  | "duplicate"
  | "rejected"
  | "parked"
  | "needs_info"
  | "spam"
  | "failed"
  | "settled";

export async function settleSourceEvent(
  tx: Tx,
  id: string,
  status: ArrivalStatus,
  leadId: string | null,
  detail: string | null = null,
): Promise<void> {
  await tx
    .update(sourceEvent)
    .set({ status, leadId, statusDetail: detail })
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), eq(sourceEvent.id, id)));
}

/** The lead behind a reference given out at a door; `leadId` is null until it is ingested. */
export async function findReference(
  tx: Tx,
  ref: string,
): Promise<{ leadId: string | null; merged: boolean } | undefined> {
  const [row] = await tx
    .select({ leadId: sourceEvent.leadId })
    .from(sourceEvent)
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), eq(sourceEvent.leadRef, ref)));
  if (!row?.leadId) return row && { leadId: null, merged: false };
  const leadId = await rootOf(tx, "lead", row.leadId);
  return { leadId, merged: leadId !== ref };
}

/** The chat messages a lead was made from, oldest first, as links to them. */
export async function messagesOf(tx: Tx, leadId: string): Promise<string[]> {
  const rows = await tx
    .select({ dataKey: sourceEvent.dataKey, normalised: sourceEvent.normalised })
    .from(sourceEvent)
    .where(
      and(
        eq(sourceEvent.tenantId, tx.tenantId),
        sql`${sourceEvent.leadId} in ${mergedInto(tx, "lead", leadId)}`,
        isNotNull(sourceEvent.origin),
      ),
    )
    .orderBy(sourceEvent.receivedAt, sourceEvent.id);
  const inputs = rows.flatMap(({ dataKey, normalised }) => {
    const text = tx.vault.dataKey(dataKey).open(normalised); // null once that person was erased
    return text === null ? [] : LeadInput.parse(JSON.parse(text));
  });
  return [...new Set(inputs.flatMap(({ pageUrl }) => pageUrl ?? []))];
}

/** Where answers about a lead are expected, oldest request first. */
export async function originsOf(tx: Tx, leadId: string): Promise<Origin[]> {
  const rows = await tx
    .select({ origin: sourceEvent.origin })
    .from(sourceEvent)
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), eq(sourceEvent.leadId, leadId)))
    .orderBy(sourceEvent.receivedAt, sourceEvent.id);
  return rows.flatMap((row) => (row.origin ? [row.origin] : []));
}
