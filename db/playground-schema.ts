import {
  bigserial,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import type { Surface } from "../pipeline/surface.ts";

/*
 * What the pretend Slack and Teams of the playground know. It stands for somebody else's cloud:
 * no tenants live here, and nothing of the product may read it.
 */

export const playground = pgSchema("playground");

/** A JSON object whose inside is the business of whoever wrote it. */
export type Json = { [key: string]: unknown };

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Made once, so that every process signs and verifies with the same ones. */
export const secret = playground.table("secret", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
});

export const message = playground.table(
  "message",
  {
    seq: bigserial("seq", { mode: "number" }).notNull(),
    surface: text("surface").$type<Surface>().notNull(),
    channelId: text("channel_id").notNull(),
    /** Slack's `ts`, Teams' activity id. */
    id: text("id").notNull(),
    /** The message this one answers; null for one that starts a thread. */
    threadId: text("thread_id"),
    /** The chat's own user id. */
    authorId: text("author_id").notNull(),
    /** Set where only one person sees it. */
    onlyFor: text("only_for"),
    text: text("text").notNull(),
    /** What came beside the text: Slack's blocks and metadata, Teams' attachments and the like. */
    body: jsonb("body").$type<Json>().notNull(),
    /** How often it was edited. */
    edits: integer("edits").notNull().default(0),
    /** Slack's blocks before the last edits, newest first: somebody may be pressing one of them. */
    earlier: jsonb("earlier").$type<Json[][]>().notNull().default([]),
    postedAt: at("posted_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.surface, table.channelId, table.id] }),
    index("message_newest").on(table.surface, table.channelId, table.seq),
  ],
);

export const reaction = playground.table(
  "reaction",
  {
    seq: bigserial("seq", { mode: "number" }).notNull(),
    surface: text("surface").$type<Surface>().notNull(),
    channelId: text("channel_id").notNull(),
    messageId: text("message_id").notNull(),
    emoji: text("emoji").notNull(),
    userId: text("user_id").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.surface, table.channelId, table.messageId, table.emoji, table.userId],
    }),
  ],
);

/** An open modal of one person (`stack` counts from the bottom), or their Home (`stack` is -1). */
export const view = playground.table(
  "view",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    stack: integer("stack").notNull(),
    hash: text("hash").notNull(),
    body: jsonb("body").$type<Json>().notNull(),
  },
  (table) => [index("view_of_user").on(table.userId, table.stack)],
);

/** A trigger_id or response_url that was handed out, and how often it was used. */
export const ticket = playground.table("ticket", {
  id: text("id").primaryKey(),
  kind: text("kind").$type<"trigger" | "reply">().notNull(),
  userId: text("user_id").notNull(),
  channelId: text("channel_id"),
  messageId: text("message_id"),
  uses: integer("uses").notNull().default(0),
  madeAt: at("made_at").notNull(),
});

/** A mail somebody sent to the pretend mail provider. */
export const mail = playground.table(
  "mail",
  {
    id: text("id").primaryKey(),
    tenant: text("tenant").notNull(),
    effectKey: text("effect_key").notNull(),
    from: text("from").notNull(),
    to: text("to").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    at: at("at").notNull(),
  },
  (table) => [unique("mail_effect").on(table.tenant, table.effectKey)],
);

/** A file an app gave to the pretend Slack; `size` is what it announced, `body` is null until it came. */
export const file = playground.table("file", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  title: text("title").notNull(),
  size: integer("size").notNull(),
  body: bytea("body"),
  madeAt: at("made_at").notNull(),
});
