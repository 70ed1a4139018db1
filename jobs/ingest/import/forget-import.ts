import type { Db } from "../../../db/client.ts";
import { forgetChunks } from "../../../db/imports/chunks.ts";
import {
  deleteImport,
  forgetHeader,
  listExpired,
  listUnfinished,
} from "../../../db/imports/expiry.ts";
import { forgetRows } from "../../../db/imports/rows.ts";
import { listTenants } from "../../../db/tenants.ts";
import type { World } from "../../world.ts";
import { moveImport } from "./import-notice.ts";

/** A file that takes longer to arrive broke off, and nobody told us. */
const ARRIVAL_MS = 3_600_000;

/** Forgets a file that did not arrive whole, as if it had never been sent. */
export async function forgetImport(db: Db, tenantId: string, id: string): Promise<void> {
  await db.inTenant(tenantId, (tx) => deleteImport(tx, id));
}

/** Forgets files nobody said yes to, and what is left of those whose time is over. */
export async function sweepImports({ db, now }: Pick<World, "db" | "now">): Promise<void> {
  const at = now();
  for (const { id: tenantId } of await listTenants(db)) {
    const started = new Date(at.getTime() - ARRIVAL_MS);
    const { broken, expired } = await db.inTenant(tenantId, async (tx) => ({
      broken: await listUnfinished(tx, started),
      expired: await listExpired(tx, at),
    }));
    for (const id of broken) await forgetImport(db, tenantId, id);
    for (const id of expired) {
      await db.inTenant(tenantId, async (tx) => {
        await moveImport(tx, id, "waiting", { state: "expired", endedAt: at });
        await forgetChunks(tx, id);
      });
      await forgetRows(db, tenantId, id);
      await db.inTenant(tenantId, (tx) => forgetHeader(tx, id));
    }
  }
}
