import { and, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Surface } from "../pipeline/surface.ts";
import type { Tx } from "./client.ts";
import { chatEvent, conversation, routeEvent } from "./schema.ts";

/** True the first time an event of a chat is seen. */
export async function firstSight(tx: Tx, surface: Surface, eventId: string): Promise<boolean> {
  const added = await tx
    .insert(chatEvent)
    .values({ tenantId: tx.tenantId, surface, eventId })
    .onConflictDoNothing()
    .returning({ eventId: chatEvent.eventId });
  return added.length > 0;
}

/** What a chat needs to be spoken to first. Once `gone`, it is not spoken to any more. */
export type Known = { reference: unknown; gone: boolean };

/** Whose conversation it is, for those with one person; and which group of conversations it belongs to. */
type Belonging = { userId: string | null; teamId: string | null };

/** Keeps how a conversation is reached. Whoever is heard there is not gone, nor is their team. */
export async function rememberConversation(
  tx: Tx,
  surface: Surface,
  conversationId: string,
  { userId, teamId }: Belonging,
  reference: unknown,
): Promise<void> {
  await tx
    .insert(conversation)
    .values({ tenantId: tx.tenantId, surface, conversationId, userId, teamId, reference })
    .onConflictDoUpdate({
      target: [conversation.tenantId, conversation.surface, conversation.conversationId],
      set: {
        reference,
        teamId,
        userId: sql`coalesce(excluded.user_id, ${conversation.userId})`,
        goneAt: null,
        updatedAt: sql`now()`,
      },
    });
  if (teamId) {
    await tx
      .update(conversation)
      .set({ goneAt: null })
      .where(and(ofTeam(tx, surface, teamId), isNotNull(conversation.goneAt)));
  }
}

/** Changes one field of a conversation that is known already. */
export async function renewConversation(
  tx: Tx,
  surface: Surface,
  conversationId: string,
  field: Record<string, string>,
): Promise<void> {
  await tx
    .update(conversation)
    .set({ reference: sql`${conversation.reference} || ${JSON.stringify(field)}::jsonb` })
    .where(
      and(
        ofSurface(tx, surface),
        eq(conversation.conversationId, conversationId),
        sql`not ${conversation.reference} @> ${JSON.stringify(field)}::jsonb`,
      ),
    );
}

/** The bot was taken out: of one conversation, and of all that belong to the team. */
export async function forgetConversation(
  tx: Tx,
  surface: Surface,
  conversationId: string,
  teamId: string | null,
): Promise<void> {
  await tx
    .update(conversation)
    .set({ goneAt: sql`now()` })
    .where(
      or(
        and(ofSurface(tx, surface), eq(conversation.conversationId, conversationId)),
        teamId ? ofTeam(tx, surface, teamId) : undefined,
      ),
    );
}

export async function recallConversation(
  tx: Tx,
  surface: Surface,
  conversationId: string,
): Promise<Known | undefined> {
  return find(tx, surface, eq(conversation.conversationId, conversationId));
}

/** The conversation with one person, by the chat's id of them or by `otherId`, a field of the reference. */
export async function personalConversation(
  tx: Tx,
  surface: Surface,
  userId: string,
  otherId: string,
): Promise<Known | undefined> {
  const other = JSON.stringify({ [otherId]: userId });
  return find(
    tx,
    surface,
    or(eq(conversation.userId, userId), sql`${conversation.reference} @> ${other}::jsonb`),
  );
}

/** The conversation heard from last. */
export async function latestConversation(tx: Tx, surface: Surface): Promise<Known | undefined> {
  return find(tx, surface, isNull(conversation.goneAt));
}

/** How a chat is doing: where it may be spoken in, where not any more, and what went wrong there lately. */
export async function readChatState(
  tx: Tx,
  surface: Surface,
): Promise<{ known: number; gone: number; lastError: string | null }> {
  const { rows } = await tx.execute<{ known: number; gone: number; lastError: string | null }>(sql`
    select count(*) filter (where gone_at is null)::int as known, count(gone_at)::int as gone,
      (select left(${routeEvent.response}->>'error', 200) from ${routeEvent}
        where ${routeEvent.tenantId} = ${tx.tenantId} and ${routeEvent.channel} = ${surface}
          and ${routeEvent.response}->>'error' is not null
          and ${routeEvent.updatedAt} > now() - interval '1 hour'
        order by ${routeEvent.updatedAt} desc limit 1) as "lastError"
    from conversation where tenant_id = ${tx.tenantId} and surface = ${surface}`);
  return rows[0] ?? { known: 0, gone: 0, lastError: null };
}

async function find(tx: Tx, surface: Surface, which: SQL | undefined): Promise<Known | undefined> {
  const [row] = await tx
    .select({ reference: conversation.reference, goneAt: conversation.goneAt })
    .from(conversation)
    .where(and(ofSurface(tx, surface), which))
    .orderBy(sql`${conversation.goneAt} nulls first`, sql`${conversation.updatedAt} desc`)
    .limit(1);
  return row && { reference: row.reference, gone: row.goneAt !== null };
}

function ofTeam(tx: Tx, surface: Surface, teamId: string) {
  return and(ofSurface(tx, surface), eq(conversation.teamId, teamId));
}

function ofSurface(tx: Tx, surface: Surface) {
  return and(eq(conversation.tenantId, tx.tenantId), eq(conversation.surface, surface));
}
