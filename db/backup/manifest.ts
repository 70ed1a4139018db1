import { z } from "zod";

/** What a backup says of itself: first who made it, then what is in it. */

export const Header = z.object({
  format: z.literal("baton backup"),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  /** See `knownMigrations`. */
  migrations: z.array(z.int()),
  keyCheck: z.string(),
});
export type Header = z.infer<typeof Header>;

/** What the rows after it, each an array of texts, belong to. */
export const Section = z.object({
  table: z.string(),
  /** Whose rows they are; null where a table knows no tenants. */
  tenant: z.uuid().nullable(),
  columns: z.array(z.string()),
});
export type Section = z.infer<typeof Section>;

export const Row = z.array(z.string().nullable());

export const Contents = z.object({
  /** Rows per table, of all tenants together; `jobs` is the queue. */
  rows: z.record(z.string(), z.int()),
  /** Per tenant: see `readChains`. */
  chains: z.record(z.uuid(), z.object({ leads: z.int(), broken: z.int(), heads: z.string() })),
  sequences: z.record(z.string(), z.string()),
});
export type Contents = z.infer<typeof Contents>;

export const JOBS = "jobs";
