import { and, eq, sql } from "drizzle-orm";
import { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { Tx } from "./client.ts";
import { infoRequest, person, sourceEvent } from "./schema.ts";

/** What an arrival lacks, and what colleagues said to that. */
export type InfoRequest = {
  sourceEventId: string;
  state: "open" | "completed" | "discarded";
  revision: number;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** How the arrival stands: it may have become a lead without anybody's answer. */
  status: string;
  /** What is known; null once those words were forgotten. */
  input: LeadInput | null;
  channel: string;
  doorId: string | null;
  receivedAt: Date;
};

/** Opens the question once; asked again it stays as it is. */
export async function openInfoRequest(tx: Tx, sourceEventId: string): Promise<void> {
  await tx
    .insert(infoRequest)
    .values({ tenantId: tx.tenantId, sourceEventId })
    .onConflictDoNothing();
}

export function findInfoRequest(tx: Tx, id: string): Promise<InfoRequest | undefined> {
  return read(tx, id);
}

/** The same, and nobody else answers it until the transaction ends. */
export async function lockInfoRequest(tx: Tx, id: string): Promise<InfoRequest | undefined> {
  await tx.execute(sql`
    select 1 from source_event where tenant_id = ${tx.tenantId} and id = ${id}::uuid for update`);
  return read(tx, id);
}

async function read(tx: Tx, id: string): Promise<InfoRequest | undefined> {
  const [row] = await tx
    .select({
      sourceEventId: infoRequest.sourceEventId,
      state: infoRequest.state,
      revision: infoRequest.revision,
      decidedBy: person.name,
      decidedAt: infoRequest.decidedAt,
      status: sourceEvent.status,
      dataKey: sourceEvent.dataKey,
      normalised: sourceEvent.normalised,
      channel: sourceEvent.channel,
      doorId: sourceEvent.doorId,
      receivedAt: sourceEvent.receivedAt,
    })
    .from(infoRequest)
    .innerJoin(
      sourceEvent,
      and(
        eq(sourceEvent.tenantId, infoRequest.tenantId),
        eq(sourceEvent.id, infoRequest.sourceEventId),
      ),
    )
    .leftJoin(
      person,
      and(eq(person.tenantId, infoRequest.tenantId), eq(person.id, infoRequest.decidedBy)),
    )
    .where(and(eq(infoRequest.tenantId, tx.tenantId), eq(infoRequest.sourceEventId, id)));
  if (!row) return undefined;
  const { dataKey, normalised, ...request } = row;
  const text = tx.vault.dataKey(dataKey).open(normalised);
  return { ...request, input: text === null ? null : LeadInput.parse(JSON.parse(text)) };
}

export async function decideInfoRequest(
  tx: Tx,
  id: string,
  decided: { state: InfoRequest["state"]; by: string; at: Date },
): Promise<void> {
  await tx
    .update(infoRequest)
    .set({
      state: decided.state,
      decidedBy: decided.by,
      decidedAt: decided.at,
      revision: sql`${infoRequest.revision} + 1`,
    })
    .where(and(eq(infoRequest.tenantId, tx.tenantId), eq(infoRequest.sourceEventId, id)));
}
