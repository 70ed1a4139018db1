import { asTheOnlyOne, dispatchArrivals } from "../../db/dispatch.ts";
import { ingestLead } from "../../jobs/ingest/ingest-lead.ts";
import { testDb } from "../support/db.ts";
import { givenArrival, givenTenant } from "../support/given.ts";
import type { Row } from "./report.ts";

const SCHEDULERS = 4;
const BATCH = 7;

/** F15: several dispatchers and sweepers at once; each arrival becomes one job, and one of them sweeps. */
export async function scheduleTwice(leads: number): Promise<Row> {
  const db = await testDb();
  try {
    const tenantId = await givenTenant(db);
    for (let n = 0; n < leads; n += 1) await givenArrival(db, tenantId);

    let [moved, sweeping, most] = [0, 0, 0];
    const sweep = () =>
      asTheOnlyOne(db, "sweep", async () => {
        sweeping += 1;
        most = Math.max(most, sweeping);
        await new Promise(setImmediate);
        sweeping -= 1;
      });
    const schedule = async () => {
      let taken = BATCH;
      while (taken > 0) {
        [taken] = await Promise.all([dispatchArrivals(db, ingestLead, BATCH), sweep()]);
        moved += taken;
      }
    };
    await Promise.all(Array.from({ length: SCHEDULERS }, schedule));

    const { rows } = await db.owner.query<{ jobs: number }>(
      "select count(distinct key)::int as jobs from graphile_worker.jobs",
    );
    const jobs = rows[0]?.jobs ?? 0;
    return {
      ...{ fault: `F15 ${SCHEDULERS} schedulers and sweepers`, runs: SCHEDULERS, effects: leads },
      lost: leads - jobs,
      doubled: moved - jobs,
      recoveryMs: null,
      failures: most === 1 ? [] : [`${most} swept at once`],
      note: "",
    };
  } finally {
    await db[Symbol.asyncDispose]();
  }
}
