import { and, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Surface } from "../pipeline/surface.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { lead, messageRef, routeEvent } from "./schema.ts";

export type MessageKind = "home" | "alert" | "dm";
export type StandingCard = typeof messageRef.$inferSelect;

/** The copies of a lead's card that stand in chats. */
export async function listCards(tx: Tx, leadId: string): Promise<StandingCard[]> {
  return tx
    .select()
    .from(messageRef)
    .where(
      and(
        eq(messageRef.tenantId, tx.tenantId),
        eq(messageRef.leadId, leadId),
        isNull(messageRef.goneAt),
      ),
    )
    .orderBy(messageRef.editedAt);
}

/** Long enough for every copy of a card to be edited; a worker that dies leaves no longer gap. */
const DELIVERY_MS = 60_000;

/** Makes the caller the only one who edits a lead's cards; false when somebody else is at it. */
export async function startDelivery(tx: Tx, leadId: string, now: Date): Promise<boolean> {
  const { rowCount } = await tx
    .update(lead)
    .set({ deliveringUntil: new Date(now.getTime() + DELIVERY_MS) })
    .where(
      and(
        eq(lead.tenantId, tx.tenantId),
        eq(lead.id, leadId),
        or(isNull(lead.deliveringUntil), lte(lead.deliveringUntil, now)),
      ),
    );
  return rowCount === 1;
}

export async function endDelivery(tx: Tx, leadId: string): Promise<void> {
  await tx
    .update(lead)
    .set({ deliveringUntil: null })
    .where(and(eq(lead.tenantId, tx.tenantId), eq(lead.id, leadId)));
}

const thisCard = (tx: Tx, card: { surface: Surface; channelId: string; messageId: string }) =>
  and(
    eq(messageRef.tenantId, tx.tenantId),
    eq(messageRef.surface, card.surface),
    eq(messageRef.channelId, card.channelId),
    eq(messageRef.messageId, card.messageId),
  );

/** The lead whose card a message is. */
export async function findLeadOfMessage(
  tx: Tx,
  card: { surface: Surface; channelId: string; messageId: string },
): Promise<string | undefined> {
  const [row] = await tx
    .select({ leadId: messageRef.leadId })
    .from(messageRef)
    .where(thisCard(tx, card));
  return row?.leadId;
}

export async function rememberCard(
  tx: Tx,
  card: Omit<StandingCard, "tenantId" | "goneAt">,
): Promise<void> {
  await tx
    .insert(messageRef)
    .values({ tenantId: tx.tenantId, ...card })
    .onConflictDoNothing();
}

export async function noteEdit(
  tx: Tx,
  card: StandingCard,
  version: number,
  at: Date,
): Promise<void> {
  await tx
    .update(messageRef)
    .set({ version, editedAt: at })
    .where(and(thisCard(tx, card), lt(messageRef.version, version)));
}

/** Somebody deleted the message; it is not edited any more. */
export async function forgetCard(tx: Tx, card: StandingCard, at: Date): Promise<void> {
  await tx.update(messageRef).set({ goneAt: at }).where(thisCard(tx, card));
}

/** No attempt takes this long: every chat call gives up after ten seconds. */
const LEASE_MS = 60_000;

export type Effect = { id: string; status: string; attempts: number };

/**
 * Writes an effect into the outbox and claims it for one attempt. Undefined when it was done,
 * is being done by somebody else, or needs a person.
 */
export async function claimEffect(
  tx: Tx,
  effect: { leadId: string; effectKey: string; channel: string; kind: string; target: unknown },
  now: Date,
): Promise<Effect | undefined> {
  await tx
    .insert(routeEvent)
    .values({ tenantId: tx.tenantId, id: newId(), ...effect })
    .onConflictDoNothing();
  // Whoever claimed it died on the way: it may have been sent, so a person has to look.
  await tx
    .update(routeEvent)
    .set({ status: "unknown", updatedAt: now })
    .where(
      and(
        eq(routeEvent.tenantId, tx.tenantId),
        eq(routeEvent.effectKey, effect.effectKey),
        eq(routeEvent.status, "sending"),
        lt(routeEvent.updatedAt, new Date(now.getTime() - LEASE_MS)),
      ),
    );
  const [claimed] = await tx
    .update(routeEvent)
    .set({ status: "sending", attempts: sql`${routeEvent.attempts} + 1`, updatedAt: now })
    .where(
      and(
        eq(routeEvent.tenantId, tx.tenantId),
        eq(routeEvent.effectKey, effect.effectKey),
        eq(routeEvent.status, "pending"),
      ),
    )
    .returning({ id: routeEvent.id, status: routeEvent.status, attempts: routeEvent.attempts });
  return claimed;
}

export async function settleEffect(
  tx: Tx,
  id: string,
  status: "pending" | "sent" | "unknown" | "failed" | "dead",
  outcome: { providerId: string | null; response: unknown },
  now: Date,
): Promise<void> {
  await tx
    .update(routeEvent)
    .set({ status, ...outcome, updatedAt: now })
    .where(and(eq(routeEvent.tenantId, tx.tenantId), eq(routeEvent.id, id)));
}

/** Effects that need a person: what was sent is not known, or every try failed. */
export async function countTroubledEffects(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from route_event
    where ${and(eq(routeEvent.tenantId, tx.tenantId), inArray(routeEvent.status, ["unknown", "dead", "failed"]))}`);
  return rows[0]?.n ?? 0;
}
