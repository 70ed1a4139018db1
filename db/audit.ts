import { and, eq, sql } from "drizzle-orm";
import type { State } from "../pipeline/lifecycle.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { event, lead, transition } from "./schema.ts";

/** Who did something, where, and why: what the audit remembers of every move and act. */
export type By = { actor: string; place: string; why: string | null };

export const byJob = (job: string, why: string | null = null): By => ({
  actor: job,
  place: "job",
  why,
});

/**
 * Moves a lead. The database refuses a move that is not one of the 24 (23503) and writes the
 * audit row; a lead that is no longer in `from` is left alone and false is returned.
 */
export async function moveLead(
  tx: Tx,
  leadId: string,
  from: State,
  to: State,
  by: By,
): Promise<boolean> {
  await tx.execute(sql`select set_config('app.actor', ${by.actor}, true),
    set_config('app.place', ${by.place}, true), set_config('app.why', ${by.why ?? ""}, true)`);
  const moved = await tx
    .update(lead)
    .set({ state: to, version: sql`${lead.version} + 1` })
    .where(and(eq(lead.tenantId, tx.tenantId), eq(lead.id, leadId), eq(lead.state, from)))
    .returning({ id: lead.id });
  return moved.length > 0;
}

/** Writes down what a person or job did to a lead without moving it. */
export async function recordAct(
  tx: Tx,
  leadId: string,
  verb: string,
  by: By,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Promise<void> {
  await tx.insert(transition).values({
    tenantId: tx.tenantId,
    leadId,
    verb,
    ...by,
    before,
    after,
    at: sql`clock_timestamp()`,
    seq: 0, // the chain trigger numbers and hashes
    hash: Buffer.alloc(0),
  });
}

export type Topic =
  | "raw.events"
  | "clean.events"
  | "companies.updates"
  | "signals.detected"
  | "actions.triggered";

/** Appends to the event log, in the transaction that caused it. */
export async function appendEvent(
  tx: Tx,
  topic: Topic,
  type: string,
  at: Date,
  about: { key: string; companyId?: string; leadId?: string; url?: string; features?: unknown },
): Promise<void> {
  await tx
    .insert(event)
    .values({ tenantId: tx.tenantId, id: newId(), topic, type, ts: at, ...about });
}

/** The first broken link in a lead's audit; null when the chain holds. */
export async function brokenLink(tx: Tx, leadId: string): Promise<number | null> {
  const { rows } = await tx.execute<{ broken: number | null }>(
    sql`select registry.broken_link(${leadId}::uuid) as broken`,
  );
  return rows[0]?.broken ?? null;
}

/** How many of the newest 500 leads have an audit that does not hold. */
export async function countBrokenChains(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select id from lead where tenant_id = ${tx.tenantId} order by created_at desc limit 500) l
    where registry.broken_link(l.id) is not null`);
  return rows[0]?.n ?? 0;
}
