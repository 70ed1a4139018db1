import { takeStaleCompanies } from "../../db/research-state.ts";
import { listTenants } from "../../db/tenants.ts";
import { enqueue } from "../job.ts";
import type { World } from "../world.ts";
import { enrichAgain } from "./enrich-company.ts";

/** Few at a time: nobody waits for one of them, and their hosts are asked slowly. */
const BATCH = 20;

/** Queues the research that has grown stale of companies somebody works on, or has just heard from. */
export async function refreshCompanies({ db, now }: Pick<World, "db" | "now">): Promise<void> {
  for (const { id: tenantId } of await listTenants(db)) {
    await db.inTenant(tenantId, async (tx) => {
      const leads = await takeStaleCompanies(tx, now(), BATCH);
      for (const id of leads) await enqueue(tx, enrichAgain, { tenantId, id });
    });
  }
}
