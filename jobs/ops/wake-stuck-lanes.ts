import { listStuckLanes } from "../../db/effects.ts";
import { listTenants } from "../../db/tenants.ts";
import { wakeLane } from "../effect.ts";
import type { World } from "../world.ts";

/**
 * Every effect has a job that looks after its lane. Should one be lost (it used up its tries while
 * the database was away, somebody emptied the queue), the lane is found here and gets another.
 */
export async function wakeStuckLanes({ db, durations, log }: World): Promise<void> {
  const lateMs = durations.leaseMs + durations.sweepMs;
  for (const tenant of await listTenants(db)) {
    const lanes = await db.inTenant(tenant.id, (tx) => listStuckLanes(tx, lateMs));
    // One transaction each: whoever wants effects in two lanes holds both, in an order of their own.
    for (const lane of lanes) await db.inTenant(tenant.id, (tx) => wakeLane(tx, lane));
    if (lanes.length > 0)
      log.warn({ tenantId: tenant.id, lanes }, "woke lanes nobody looked after");
  }
}
