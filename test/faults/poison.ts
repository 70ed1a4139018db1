import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { queueHealth } from "../../db/queue.ts";
import { enqueue } from "../../jobs/job.ts";
import { testDb } from "../support/db.ts";
import { givenTenant } from "../support/given.ts";
import { end } from "./fleet.ts";
import { honest, killer, thrower } from "./poison-jobs.ts";
import type { Row } from "./report.ts";
import { until } from "./until.ts";

const PATIENCE_MS = 90_000;
const script = fileURLToPath(new URL("poison-worker.ts", import.meta.url));

/** F10: jobs that always fail, and jobs that kill their worker, between ordinary ones. */
export async function poison(count: number): Promise<Row> {
  await using db = await testDb();
  const tenantId = await givenTenant(db);
  for (let n = 0; n < count; n += 1) {
    await db.inTenant(tenantId, (tx) => enqueue(tx, honest, { tenantId, id: `${n}` }));
    const bad = [thrower, killer][n % (count / 2)]; // one of each, early
    if (bad) await db.inTenant(tenantId, (tx) => enqueue(tx, bad, { tenantId, id: `bad ${n}` }));
  }
  const wanted = [thrower, killer].flatMap(({ name }) => [name, name]).length;

  let deaths = 0;
  const finished = new AbortController();
  const keepOne = async () => {
    while (!finished.signal.aborted) {
      const child = fork(script, [db.url], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
      const gone = once(child, "exit");
      await Promise.race([gone, once(finished.signal, "abort")]);
      if (finished.signal.aborted) await end(child, "SIGKILL");
      else deaths += 1;
    }
  };
  const kept = keepOne();
  const left = async () => {
    const { rows } = await db.owner.query<{ n: number }>(
      "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'honest'",
    );
    return rows[0]?.n ?? 0;
  };
  const parked = async () => {
    const { dead } = await queueHealth(db, PATIENCE_MS);
    return dead.reduce((sum, one) => sum + one.count, 0);
  };
  const isDone = await until(
    async () => (await left()) === 0 && (await parked()) === wanted,
    PATIENCE_MS,
  );
  finished.abort();
  await kept;
  const tries = 2 * killer.attempts;
  return {
    fault: "F10 poison jobs",
    runs: deaths,
    effects: count,
    lost: await left(),
    doubled: Math.max(0, deaths - tries),
    recoveryMs: null,
    failures: isDone ? [] : [`${await parked()} of ${wanted} were parked`],
    note: `${await parked()} parked after ${killer.attempts} tries each, ${deaths} workers died of them`,
  };
}
