import type { Db } from "../../db/client.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { givenTenant } from "../support/given.ts";
import { testNow } from "../support/world.ts";

export type Scene = Db & { tenantId: string };

/** A database with a tenant of its own for one test. */
export async function openScene(db: Db): Promise<Scene> {
  return { ...db, tenantId: await givenTenant(db) };
}

/** A lead as people would be shown it now. */
export function viewOf(scene: Scene, leadId: string) {
  return scene.inTenant(scene.tenantId, (tx) =>
    getLeadView(tx, leadId, "http://127.0.0.1:3000", testNow),
  );
}

/** Rows of a table, as the tenant sees them. */
/** Jobs that wait for a lead: their names. */
export async function jobsFor(scene: Scene, leadId: string): Promise<string[]> {
  const { rows } = await scene.owner.query<{ key: string }>(
    "select key from graphile_worker.jobs where key like '%:' || $1 order by key",
    [leadId],
  );
  return rows.map(({ key }) => key.slice(0, key.indexOf(":")));
}

export async function rowsOf<Row extends object>(scene: Scene, query: string): Promise<Row[]> {
  return scene.inTenant(scene.tenantId, async (tx) => (await tx.client.query(query)).rows as Row[]);
}
