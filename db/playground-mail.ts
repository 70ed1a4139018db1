import { randomUUID } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { announceChange, type PlayDb } from "./playground.ts";
import { mail } from "./playground-schema.ts";

export type PlayMail = typeof mail.$inferSelect;

/** Keeps a mail; the same key again is the same mail, and nothing is stored twice. Returns its id. */
export async function keepMail(db: PlayDb, sent: Omit<PlayMail, "id">): Promise<string> {
  const id = `mail_${randomUUID()}`;
  const { rowCount } = await db
    .insert(mail)
    .values({ ...sent, id })
    .onConflictDoNothing();
  if (rowCount === 1) {
    await announceChange(db);
    return id;
  }
  const isIt = and(eq(mail.tenant, sent.tenant), eq(mail.effectKey, sent.effectKey));
  const [known] = await db.select({ id: mail.id }).from(mail).where(isIt);
  return known?.id ?? id;
}

/** The newest mails, newest first. */
export async function listMail(db: PlayDb, limit: number): Promise<PlayMail[]> {
  return db.select().from(mail).orderBy(desc(mail.at), desc(mail.id)).limit(limit);
}
