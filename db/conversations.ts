import { and, eq, sql } from "drizzle-orm";
import type { Surface } from "../pipeline/surface.ts";
import type { Tx } from "./client.ts";
import { chatEvent, conversation } from "./schema.ts";

/** True the first time an event of a chat is seen. */
export async function firstSight(tx: Tx, surface: Surface, eventId: string): Promise<boolean> {
  const added = await tx
    .insert(chatEvent)
    .values({ tenantId: tx.tenantId, surface, eventId })
    .onConflictDoNothing()
    .returning({ eventId: chatEvent.eventId });
  return added.length > 0;
}

/** Keeps what a chat needs to be spoken to first; `userId` marks a personal conversation. */
export async function rememberConversation(
  tx: Tx,
  surface: Surface,
  conversationId: string,
  userId: string | null,
  reference: unknown,
): Promise<void> {
  await tx
    .insert(conversation)
    .values({ tenantId: tx.tenantId, surface, conversationId, userId, reference })
    .onConflictDoUpdate({
      target: [conversation.tenantId, conversation.surface, conversation.conversationId],
      set: {
        reference,
        userId: sql`coalesce(excluded.user_id, ${conversation.userId})`,
        updatedAt: sql`now()`,
      },
    });
}

export async function recallConversation(
  tx: Tx,
  surface: Surface,
  conversationId: string,
): Promise<unknown> {
  const [row] = await tx
    .select({ reference: conversation.reference })
    .from(conversation)
    .where(
      and(
        eq(conversation.tenantId, tx.tenantId),
        eq(conversation.surface, surface),
        eq(conversation.conversationId, conversationId),
      ),
    );
  return row?.reference;
}

/** The conversation heard from last: with one person where `userId` is given, else any. */
export async function latestConversation(
  tx: Tx,
  surface: Surface,
  userId: string | null,
): Promise<unknown> {
  const [row] = await tx
    .select({ reference: conversation.reference })
    .from(conversation)
    .where(
      and(
        eq(conversation.tenantId, tx.tenantId),
        eq(conversation.surface, surface),
        ...(userId === null ? [] : [eq(conversation.userId, userId)]),
      ),
    )
    .orderBy(sql`${conversation.updatedAt} desc`)
    .limit(1);
  return row?.reference;
}
