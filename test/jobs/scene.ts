import type { Db } from "../../db/client.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { testDb } from "../support/db.ts";
import { givenTenant } from "../support/given.ts";
import { testNow } from "../support/world.ts";

export type Scene = Db & AsyncDisposable & { tenantId: string };

/** A database with one tenant in it. */
export async function openScene(): Promise<Scene> {
  const db = await testDb();
  return Object.assign(db, { tenantId: await givenTenant(db) });
}

/** A lead as people would be shown it now. */
export function viewOf(scene: Scene, leadId: string) {
  return scene.inTenant(scene.tenantId, (tx) =>
    getLeadView(tx, leadId, "http://127.0.0.1:3000", testNow),
  );
}

/** Rows of a table, as the tenant sees them. */
export async function rowsOf<Row extends object>(scene: Scene, query: string): Promise<Row[]> {
  return scene.inTenant(scene.tenantId, async (tx) => (await tx.client.query(query)).rows as Row[]);
}
