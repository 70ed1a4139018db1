import { openFleet } from "./fleet.ts";
import { openLedger } from "./ledger.ts";
import { openOutbox } from "./outbox.ts";
import type { Row } from "./report.ts";
import { until } from "./until.ts";
import { hurried } from "./worker-order.ts";

const PATIENCE_MS = 15_000;

/** F4: the connections on which workers wait for news are cut; the next job starts soon all the same. */
export async function cutListeners(runs: number, random: () => number): Promise<Row> {
  const ledger = await openLedger(random);
  const outbox = await openOutbox();
  const order = { databaseUrl: outbox.db.url, ledgerUrl: ledger.url, hands: 2, skewMs: 0 };
  const fleet = openFleet({ ...order, logLevel: "silent", durations: hurried });
  try {
    await fleet.launch();
    let [slowestMs, cut] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const { rowCount } = await outbox.db.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query ilike 'listen %'`,
      );
      cut += rowCount ?? 0;
      const startedAt = performance.now();
      await outbox.fill("upsert", 1);
      await until(async () => ledger.accepted("upsert").length > run, PATIENCE_MS);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    }
    outbox.longestLock();
    return {
      ...{ fault: "F4 LISTEN connection cut", runs: cut, effects: runs, doubled: 0 },
      lost: runs - ledger.accepted("upsert").length,
      recoveryMs: slowestMs,
      failures: cut === 0 ? ["nothing was cut"] : [],
      note: "",
    };
  } finally {
    await fleet.close();
    await outbox.close();
    await ledger.close();
  }
}
