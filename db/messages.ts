import { and, eq, isNull, lt, ne, sql } from "drizzle-orm";
import type { Surface } from "../pipeline/surface.ts";
import type { Tx } from "./client.ts";
import { lead, messageRef } from "./schema.ts";

export type MessageKind = "home" | "alert" | "dm" | "notice";
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
        ne(messageRef.kind, "notice"),
        isNull(messageRef.goneAt),
      ),
    )
    .orderBy(messageRef.editedAt);
}

/** The copies of a notice that stand in chats, by what they are about. */
export async function listNotices(tx: Tx, about: string): Promise<StandingCard[]> {
  return tx
    .select()
    .from(messageRef)
    .where(
      and(
        eq(messageRef.tenantId, tx.tenantId),
        eq(messageRef.about, about),
        isNull(messageRef.goneAt),
      ),
    )
    .orderBy(messageRef.editedAt);
}

/** Long enough for every copy of a card to be edited; a worker that dies leaves no longer gap. */
const DELIVERY_MS = 60_000;

/** Makes the caller the only one who edits a lead's cards, by the database's clock; false when somebody else is at it. */
export async function startDelivery(tx: Tx, leadId: string): Promise<boolean> {
  const { rowCount } = await tx
    .update(lead)
    .set({ deliveringUntil: sql`clock_timestamp() + ${DELIVERY_MS} * interval '1 millisecond'` })
    .where(
      and(
        eq(lead.tenantId, tx.tenantId),
        eq(lead.id, leadId),
        sql`coalesce(${lead.deliveringUntil} <= clock_timestamp(), true)`,
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
  return row?.leadId ?? undefined;
}

export async function rememberCard(
  tx: Tx,
  card: Omit<typeof messageRef.$inferInsert, "tenantId" | "goneAt">,
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
