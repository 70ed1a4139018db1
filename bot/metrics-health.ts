import type { Db } from "../db/client.ts";
import { countOpenEffects } from "../db/effects.ts";
import { type QueueHealth, queueHealth } from "../db/queue.ts";
import { listTenants } from "../db/tenants.ts";
import type { World } from "../jobs/world.ts";

export type Health = {
  pools: { name: string; busy: number; idle: number; awaited: number }[];
  /** What the database says; null when it did not answer. */
  stored: { queue: QueueHealth; effects: OpenEffects[] } | null;
};

type OpenEffects = Awaited<ReturnType<typeof countOpenEffects>>[number];

/** Statuses that a chart shows as zero rather than as nothing. */
const statuses = ["pending", "sending", "unknown", "failed", "dead"];
const MISSED_BEATS = 6;
/** However often somebody scrapes, the database is asked this often. */
const FRESH_MS = 10_000;

/** Reads what the gauges show, from the database at most every few seconds. */
export function healthReader(
  world: Pick<World, "db" | "durations" | "log">,
  freshMs = FRESH_MS,
): () => Promise<Health> {
  const { db, durations, log } = world;
  let readAt = Number.NEGATIVE_INFINITY;
  let stored: Promise<Health["stored"]> = Promise.resolve(null);

  return async () => {
    if (performance.now() - readAt > freshMs) {
      readAt = performance.now();
      stored = readStored(db, durations.heartbeatMs * MISSED_BEATS).catch((error: unknown) => {
        log.warn({ err: error }, "the metrics could not be read from the database");
        return null;
      });
    }
    const pools = [poolUse("app", db.app), poolUse("owner", db.owner)];
    return { pools, stored: await stored };
  };
}

/** The outbox is each tenant's own, for the owner as well: it is counted one tenant at a time. */
async function readStored(db: Db, aliveMs: number): Promise<Health["stored"]> {
  const queue = await queueHealth(db, aliveMs);
  const sums = new Map(statuses.map((status) => [status, { status, count: 0, oldestSeconds: 0 }]));
  for (const { id } of await listTenants(db)) {
    for (const { status, count, oldestSeconds } of await db.inTenant(id, countOpenEffects)) {
      const sum = sums.get(status);
      if (!sum) continue;
      sum.count += count;
      sum.oldestSeconds = Math.max(sum.oldestSeconds, oldestSeconds);
    }
  }
  return { queue, effects: [...sums.values()] };
}

function poolUse(name: string, pool: Db["app"]): Health["pools"][number] {
  const { totalCount, idleCount, waitingCount } = pool;
  return { name, busy: totalCount - idleCount, idle: idleCount, awaited: waitingCount };
}
