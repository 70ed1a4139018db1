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

const BASE_URL = "base_url";

/** Where the pretend chats answer; other processes of this desk look here. */
export async function saveBaseUrl(db: PlayDb, url: string): Promise<void> {
  const value = { name: BASE_URL, value: url };
  await db.insert(secret).values(value).onConflictDoUpdate({ target: secret.name, set: value });
}

export async function readBaseUrl(db: PlayDb): Promise<string | undefined> {
  const [row] = await db.select().from(secret).where(eq(secret.name, BASE_URL));
  return row?.value;
}
