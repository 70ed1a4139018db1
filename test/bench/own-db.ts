import { type Db, openDb } from "../../db/client.ts";
import { migrate } from "../../db/migrate.ts";
import { createTenant } from "../../db/tenants.ts";
import type { Stage } from "./stage.ts";

/** A migrated database with one tenant, opened in this process with as many connections as a worker's. */
export async function openOwnDb(stage: Stage): Promise<Db & { tenantId: string }> {
  const { url } = await stage.database();
  await migrate(url);
  const db = openDb(url, {
    masterKey: Buffer.alloc(32, "bench"),
    appConnections: 15,
    ownerConnections: 20,
    onError: () => {}, // the server may leave before we do
  });
  return { ...db, tenantId: await createTenant(db, "Bench") };
}
