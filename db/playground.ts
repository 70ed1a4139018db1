import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import postgres from "postgres";
import { secret } from "./playground-schema.ts";

/** What the pretend chats of the playground remember. */
export type PlayDb = NodePgDatabase;

const CHANGED = "playground_changed";

export function openPlayDb(pool: pg.Pool): PlayDb {
  return drizzle(pool);
}

/** The secret of this name, made by whoever asks first and the same for everyone after that. */
export async function playSecret(db: PlayDb, name: string, prefix: string): Promise<string> {
  const made = prefix + randomBytes(24).toString("hex");
  await db.insert(secret).values({ name, value: made }).onConflictDoNothing();
  const [row] = await db.select().from(secret).where(eq(secret.name, name));
  return row?.value ?? made;
}

/** Tells every process that something people can see is different now. */
export async function announceChange(db: PlayDb): Promise<void> {
  await db.execute(sql`select pg_notify(${CHANGED}, '')`);
}

/** Calls back after every change, whichever process made it, and when a lost connection is back. */
export async function onPlayChange(url: string, changed: () => void) {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client.listen(CHANGED, changed, changed);
  return { stop: () => client.end({ timeout: 1 }) };
}
