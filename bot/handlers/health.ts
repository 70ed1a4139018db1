import type { Check } from "../../cards/doctor-card.ts";
import { countBrokenChains } from "../../db/audit.ts";
import { queueHealth, workerAlive } from "../../db/dispatch.ts";
import { countTroubledEffects } from "../../db/messages.ts";
import { lockPool } from "../../db/people.ts";
import type { World } from "../../jobs/world.ts";
import { surfaces } from "../../pipeline/surface.ts";

/** A worker whose heart has not beaten for this many beats is not there. */
const MISSED_BEATS = 6;
const SLOW_SECONDS = 60;

/** What `/lead doctor` and an admin's Home check: each a fact, with the way out where it is bad. */
export async function checkHealth(
  world: Pick<World, "db" | "chat" | "browser" | "durations">,
  tenantId: string,
): Promise<Check[]> {
  const { chat, browser } = world;
  return [
    ...(await checkDesk(world, tenantId)),
    ...surfaces.map((surface) =>
      check(
        surface === "slack" ? "Slack" : "Teams",
        true,
        chat[surface] ? "connected" : "not connected",
        null,
      ),
    ),
    check(
      "Browser",
      browser !== null,
      browser ? "ready" : "none: pages that need JavaScript are read without it",
      "Install Chromium, or set CHROMIUM_PATH.",
    ),
  ];
}

/** The part that the database alone can tell. */
export async function checkDesk(
  { db, durations }: Pick<World, "db" | "durations">,
  tenantId: string,
): Promise<Check[]> {
  const alive = await workerAlive(db, durations.heartbeatMs * MISSED_BEATS);
  const queue = await queueHealth(db);
  const { troubled, broken, pool } = await db.inTenant(tenantId, async (tx) => ({
    troubled: await countTroubledEffects(tx),
    broken: await countBrokenChains(tx),
    pool: await lockPool(tx),
  }));
  const dead = queue.dead.map(({ task, count }) => `${task} ${count}`).join(", ");
  const lastError = queue.dead.find(({ error }) => error)?.error ?? null;
  const slow = queue.oldestSeconds > SLOW_SECONDS;

  return [
    check(
      "Worker",
      alive,
      alive ? "takes jobs" : "no worker is running",
      "Start one with ROLE=worker.",
    ),
    check(
      "Queue",
      !slow,
      `${queue.waiting + queue.arrivals} waiting, oldest ${Math.round(queue.oldestSeconds)} s`,
      "Start another worker, or look at its log.",
    ),
    check(
      "Dead letters",
      dead === "",
      dead || "none",
      `Look for these jobs in the log. Last error: ${lastError ?? "unknown"}`,
    ),
    check(
      "Messages",
      troubled === 0,
      troubled === 0 ? "all delivered" : `${troubled} not delivered, or nobody knows`,
      "Is Baton in the channel? Invite it, then type /lead show with the company.",
    ),
    check(
      "Audit",
      broken === 0,
      broken === 0 ? "every lead's chain holds" : `${broken} leads with a changed audit row`,
      "Somebody wrote to the database past Baton. Compare with a backup.",
    ),
    check("Pool", pool !== undefined, pool?.name ?? "none", "Add people who should get leads."),
  ];
}

/** A check that passes needs no way out. */
export function check(name: string, ok: boolean, detail: string, fix: string | null): Check {
  return { name, ok, detail, fix: ok ? null : fix };
}
