import { randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { PlayDb } from "./playground.ts";
import { file } from "./playground-schema.ts";

export type PlayFile = typeof file.$inferSelect;

/** Writes down a file that is about to come. */
export async function announceFile(
  db: PlayDb,
  about: Pick<PlayFile, "name" | "size" | "madeAt">,
): Promise<string> {
  const id = `F${randomBytes(6).toString("hex").toUpperCase()}`;
  await db.insert(file).values({ ...about, id, title: about.name, body: null });
  return id;
}

/** Takes what was announced, once. False for anything else. */
export async function takeFile(db: PlayDb, id: string, body: Uint8Array): Promise<boolean> {
  const isExpected = and(eq(file.id, id), isNull(file.body), eq(file.size, body.length));
  const { rowCount } = await db.update(file).set({ body }).where(isExpected);
  return rowCount === 1;
}

/** Gives a file that came its title. Undefined when none came. */
export async function nameFile(
  db: PlayDb,
  id: string,
  title: string,
): Promise<PlayFile | undefined> {
  const [row] = await db.update(file).set({ title }).where(eq(file.id, id)).returning();
  return row?.body ? row : undefined;
}

export async function findFile(db: PlayDb, id: string): Promise<PlayFile | undefined> {
  const [row] = await db.select().from(file).where(eq(file.id, id));
  return row;
}
