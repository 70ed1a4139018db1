import { forgetArtifacts } from "../../db/artifacts.ts";
import { listTenants } from "../../db/tenants.ts";
import type { World } from "../world.ts";

const BATCH = 500;

/** Forgets raw pages and pictures whose 30 days are over. Killed anywhere, the next sweep goes on. */
export async function expireArtifacts({ db, now }: Pick<World, "db" | "now">): Promise<void> {
  for (const { id } of await listTenants(db)) {
    let forgotten: number;
    do {
      forgotten = await db.inTenant(id, (tx) => forgetArtifacts(tx, now(), BATCH));
    } while (forgotten === BATCH);
  }
}
