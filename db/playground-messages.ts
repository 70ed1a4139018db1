import { and, asc, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Surface } from "../pipeline/surface.ts";
import { announceChange, type PlayDb } from "./playground.ts";
import { file, type Json, mail, message, reaction } from "./playground-schema.ts";

export type PlayMessage = typeof message.$inferSelect;
export type PlayReaction = typeof reaction.$inferSelect;
export type At = { surface: Surface; channelId: string; id: string };
type Said = Omit<PlayMessage, "seq" | "id" | "edits" | "earlier">;

/** Keeps a message and gives it its chat's kind of id: Slack's `ts` or Teams' activity id. */
export async function addMessage(db: PlayDb, said: Said): Promise<PlayMessage> {
  const { rows } = await db.execute<{ seq: string }>(
    sql`select nextval('playground.message_seq_seq') as seq`,
  );
  const seq = Number(rows[0]?.seq);
  const count = String(seq % 1_000_000).padStart(6, "0");
  const ms = said.postedAt.getTime();
  const id = said.surface === "slack" ? `${Math.floor(ms / 1000)}.${count}` : `${ms}${count}`;

  const row = { ...said, seq, id, edits: 0, earlier: [] };
  await db.insert(message).values(row);
  await announceChange(db);
  return row;
}

export async function findMessage(db: PlayDb, at: At): Promise<PlayMessage | undefined> {
  const [row] = await db.select().from(message).where(isMessage(at));
  return row;
}

/** So many earlier versions of a card can still be pressed. */
const KEPT = 12;

/** False when there is no such message. */
export async function editMessage(
  db: PlayDb,
  at: At,
  changed: { text: string; body: Json },
): Promise<boolean> {
  const { rowCount } = await db
    .update(message)
    .set({
      ...changed,
      edits: sql`${message.edits} + 1`,
      earlier: sql`jsonb_path_query_array(
        jsonb_build_array(coalesce(${message.body}->'blocks', '[]')) || ${message.earlier},
        ${`$[0 to ${KEPT - 1}]`}::jsonpath)`,
    })
    .where(isMessage(at));
  await announceChange(db);
  return rowCount === 1;
}

/** False when there is no such message. */
export async function deleteMessage(db: PlayDb, at: At): Promise<boolean> {
  const { rowCount } = await db.delete(message).where(isMessage(at));
  await announceChange(db);
  return rowCount === 1;
}

/** The newest messages of a channel that this person may see, oldest first. */
export async function listMessages(
  db: PlayDb,
  { surface, channelId }: Omit<At, "id">,
  userId: string,
  limit: number,
): Promise<PlayMessage[]> {
  const isHere = and(eq(message.surface, surface), eq(message.channelId, channelId));
  const isSeen = or(isNull(message.onlyFor), eq(message.onlyFor, userId));
  const rows = await db
    .select()
    .from(message)
    .where(and(isHere, isSeen))
    .orderBy(desc(message.seq))
    .limit(limit);
  return rows.toReversed();
}

/** Puts a reaction on or takes it off. False when it was like that already. */
export async function setReaction(
  db: PlayDb,
  to: Omit<PlayReaction, "seq">,
  on: boolean,
): Promise<boolean> {
  const isIt = and(
    eq(reaction.surface, to.surface),
    eq(reaction.channelId, to.channelId),
    eq(reaction.messageId, to.messageId),
    eq(reaction.emoji, to.emoji),
    eq(reaction.userId, to.userId),
  );
  const { rowCount } = on
    ? await db.insert(reaction).values(to).onConflictDoNothing()
    : await db.delete(reaction).where(isIt);
  await announceChange(db);
  return rowCount === 1;
}

/** The reactions on these messages, oldest first. */
export async function listReactions(
  db: PlayDb,
  surface: Surface,
  messageIds: string[],
): Promise<PlayReaction[]> {
  return db
    .select()
    .from(reaction)
    .where(and(eq(reaction.surface, surface), inArray(reaction.messageId, messageIds)))
    .orderBy(asc(reaction.seq));
}

function isMessage({ surface, channelId, id }: At) {
  return and(eq(message.surface, surface), eq(message.channelId, channelId), eq(message.id, id));
}

/** Shows below a message what a link in it leads to. False when there is no such message. */
export async function unfurlMessage(db: PlayDb, at: At, unfurls: Json): Promise<boolean> {
  const { rowCount } = await db
    .update(message)
    .set({ body: sql`${message.body} || ${JSON.stringify({ unfurls })}::jsonb` })
    .where(isMessage(at));
  await announceChange(db);
  return rowCount === 1;
}

/** Empties both chats, and the mail and files that were sent with them. */
export async function clearMessages(db: PlayDb): Promise<void> {
  await db.delete(reaction);
  await db.delete(message);
  await db.delete(mail);
  await db.delete(file);
  await announceChange(db);
}
