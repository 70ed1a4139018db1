import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { setting } from "./schema.ts";

/** The newest value of a tenant's setting; undefined when it was never set. Parse it with its schema. */
export async function findSetting(tx: Tx, key: string): Promise<unknown> {
  const [row] = await tx
    .select({ value: setting.value })
    .from(setting)
    .where(and(eq(setting.tenantId, tx.tenantId), eq(setting.key, key)))
    .orderBy(desc(setting.version))
    .limit(1);
  return row?.value;
}

/** From here to the end of the transaction nobody else changes this tenant's settings. */
export async function lockSettings(tx: Tx): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock(hashtext('settings ' || $1))", [tx.tenantId]);
}

/** Adds a version. Two writers at once: the second fails on the key and may read and try again. */
export async function saveSetting(
  tx: Tx,
  key: string,
  value: unknown,
  actor: string,
): Promise<number> {
  const [last] = await tx
    .select({ version: setting.version })
    .from(setting)
    .where(and(eq(setting.tenantId, tx.tenantId), eq(setting.key, key)))
    .orderBy(desc(setting.version))
    .limit(1);
  const version = (last?.version ?? 0) + 1;
  await tx.insert(setting).values({ tenantId: tx.tenantId, key, version, value, actor });
  return version;
}
