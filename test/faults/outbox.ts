import type { Db } from "../../db/client.ts";
import { wantEffect } from "../../jobs/effect.ts";
import type { AfterLostAnswer } from "../../jobs/world.ts";
import { testDb } from "../support/db.ts";
import { givenPerson, givenTenant } from "../support/given.ts";
import { kindName } from "./ledger-kinds.ts";
import { until } from "./until.ts";

/** An outbox of one tenant, in a database of its own. */
export type Outbox = Awaited<ReturnType<typeof openOutbox>>;

/** Some effects have a lane of their own, others share one with their neighbours. */
const LANES = 60;

export async function openOutbox() {
  const db = await testDb();
  const tenantId = await givenTenant(db);
  await givenPerson(db, tenantId, "Mona", "manager"); // who is asked about what nobody knows
  let wanted = 0;
  const counts = new Map<AfterLostAnswer, number>();

  const fill = async (way: AfterLostAnswer, count: number) => {
    for (let n = 0; n < count; n += 1) {
      wanted += 1;
      counts.set(way, (counts.get(way) ?? 0) + 1);
      const effectKey = `${way}:${wanted}`;
      const lane = wanted % 2 === 0 ? effectKey : `lane ${wanted % LANES}`;
      const effect = { leadId: null, effectKey, channel: "test", lane, priority: 0, target: {} };
      await db.inTenant(tenantId, (tx) => wantEffect(tx, { name: kindName(way) }, effect));
    }
  };

  return {
    db,
    tenantId,
    fill,
    /** Keeps some work waiting until it was enough, and at least `least` in all. */
    async keepFull(
      ways: readonly AfterLostAnswer[],
      backlog: number,
      least: number,
      enough: AbortSignal,
    ) {
      await until(async () => {
        const { open } = await progress(db, tenantId);
        for (const way of open < backlog ? ways : []) await fill(way, backlog / ways.length);
        return enough.aborted && wanted >= least;
      }, FILL_MS);
    },
    /** Waits until nothing is left to do; false when that took too long. */
    emptied: (patienceMs: number) =>
      until(async () => {
        const { open, jobs } = await progress(db, tenantId);
        return open === 0 && jobs === 0;
      }, patienceMs),
    /** What is still to do, in words. */
    async left(): Promise<string> {
      const { open } = await progress(db, tenantId);
      const { rows } = await db.owner.query(
        `select key, attempts, locked_by, run_at - now() as "in", last_error
         from graphile_worker.jobs order by run_at limit 3`,
      );
      return `${open} effects, and jobs like ${JSON.stringify(rows)}`;
    },
    longestLock: watchLocks(db),
    wanted: (way: AfterLostAnswer) => counts.get(way) ?? 0,
    close: () => db[Symbol.asyncDispose](),
  };
}

const FILL_MS = 180_000;

async function progress(db: Db, tenantId: string): Promise<{ open: number; jobs: number }> {
  const open = await db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ n: number }>(
      "select count(*)::int as n from route_event where status in ('pending', 'sending')",
    );
    return rows[0]?.n ?? 0;
  });
  const { rows } = await db.owner.query<{ n: number }>(
    "select count(*)::int as n from graphile_worker.jobs",
  );
  return { open, jobs: rows[0]?.n ?? 0 };
}

/** Looks from now on how long the queue leaves a job locked; tells the longest, and looks no more. */
function watchLocks(db: Db): () => number {
  let longest = 0;
  const look = async () => {
    const { rows } = await db.owner.query<{ ms: number | null }>(
      "select (extract(epoch from max(now() - locked_at)) * 1000)::float8 as ms from graphile_worker.jobs",
    );
    longest = Math.max(longest, rows[0]?.ms ?? 0);
  };
  const watch = setInterval(() => void look().catch(() => {}), 250);
  return () => {
    clearInterval(watch);
    return longest;
  };
}
