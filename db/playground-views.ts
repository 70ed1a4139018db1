import { randomBytes } from "node:crypto";
import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import { announceChange, type PlayDb } from "./playground.ts";
import { type Json, ticket, view } from "./playground-schema.ts";

export type PlayView = typeof view.$inferSelect;
export type PlayTicket = typeof ticket.$inferSelect;

const HOME = -1;
/** https://docs.slack.dev/surfaces/modals */
const MAX_STACK = 3;
const TICKETS_LIVE_MS = 3_600_000;

/** Shows a modal, alone or on top of what is open. Undefined when the pile is as high as Slack allows. */
export async function openView(
  db: PlayDb,
  userId: string,
  body: Json,
  onTop: boolean,
): Promise<PlayView | undefined> {
  const stack = onTop ? (await openViews(db, userId)).length : 0;
  if (stack >= MAX_STACK) return undefined;

  const row = { id: newId("V"), userId, stack, hash: newId(""), body };
  await db.transaction(async (tx) => {
    await tx.delete(view).where(and(eq(view.userId, userId), gte(view.stack, stack)));
    await tx.insert(view).values(row);
  });
  await announceChange(db);
  return row;
}

export async function findView(db: PlayDb, id: string): Promise<PlayView | undefined> {
  const [row] = await db.select().from(view).where(eq(view.id, id));
  return row;
}

export async function editView(db: PlayDb, id: string, body: Json): Promise<PlayView | undefined> {
  const hash = newId("");
  const [row] = await db.update(view).set({ body, hash }).where(eq(view.id, id)).returning();
  await announceChange(db);
  return row;
}

/** Takes a modal away, together with all that lies on top of it. */
export async function closeViews(db: PlayDb, from: { userId: string; stack: number }) {
  await db.delete(view).where(and(eq(view.userId, from.userId), gte(view.stack, from.stack)));
  await announceChange(db);
}

/** A person's open modals, lowest first. */
export async function openViews(db: PlayDb, userId: string): Promise<PlayView[]> {
  const isOpen = and(eq(view.userId, userId), gte(view.stack, 0));
  return db.select().from(view).where(isOpen).orderBy(asc(view.stack));
}

export async function publishHome(db: PlayDb, userId: string, body: Json): Promise<PlayView> {
  const row = { id: homeId(userId), userId, stack: HOME, hash: newId(""), body };
  const set = { body, hash: row.hash };
  await db.insert(view).values(row).onConflictDoUpdate({ target: view.id, set });
  await announceChange(db);
  return row;
}

export async function findHome(db: PlayDb, userId: string): Promise<PlayView | undefined> {
  return findView(db, homeId(userId));
}

/** Hands out a trigger_id or response_url, and forgets the old ones. */
export async function addTicket(
  db: PlayDb,
  made: Omit<PlayTicket, "id" | "uses">,
): Promise<string> {
  const id = newId(made.kind === "trigger" ? "T" : "R");
  await db.delete(ticket).where(lt(ticket.madeAt, new Date(+made.madeAt - TICKETS_LIVE_MS)));
  await db.insert(ticket).values({ ...made, id });
  return id;
}

/** Counts one use and says how the ticket stands after it. */
export async function useTicket(
  db: PlayDb,
  id: string,
  kind: PlayTicket["kind"],
): Promise<PlayTicket | undefined> {
  const [row] = await db
    .update(ticket)
    .set({ uses: sql`${ticket.uses} + 1` })
    .where(and(eq(ticket.id, id), eq(ticket.kind, kind)))
    .returning();
  return row;
}

function homeId(userId: string): string {
  return `VHOME${userId}`;
}

function newId(prefix: string): string {
  return prefix + randomBytes(9).toString("hex").toUpperCase();
}
