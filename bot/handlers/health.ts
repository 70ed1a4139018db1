import type { Check } from "../../cards/doctor-card.ts";
import { count } from "../../cards/numbers.ts";
import { countOverdueArtifacts } from "../../db/artifacts.ts";
import { countBrokenChains } from "../../db/audit.ts";
import { type DeliveryHealth, deliveryHealth } from "../../db/effects.ts";
import { lockPool } from "../../db/people.ts";
import { queueHealth } from "../../db/queue.ts";
import type { World } from "../../jobs/world.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { checkSlackInstall } from "../slack/check-install.ts";
import { checkTeams } from "../teams/check-teams.ts";
import { checkDoors } from "./doors.ts";
import { checkMailboxes } from "./mailboxes.ts";
import { checkProviders } from "./providers.ts";
import { checkRecordDoors } from "./record-doors.ts";

/** A worker whose heart has not beaten for this many beats is not there. */
const MISSED_BEATS = 6;
const SLOW_SECONDS = 60;
const OVERDUE_MS = 5 * 60_000;
/** Sweeps may have been off for a while; pages of yesterday are nobody's concern. */
const PAGE_GRACE_MS = 86_400_000;

/** What `/lead doctor` and an admin's Home check: each a fact, with the way out where it is bad. */
export async function checkHealth(
  world: Pick<World, "db" | "now" | "chat" | "browser" | "durations">,
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
  { db, now, durations }: Pick<World, "db" | "now" | "durations">,
  tenantId: string,
): Promise<Check[]> {
  const queue = await queueHealth(db, durations.heartbeatMs * MISSED_BEATS);
  const overdueSince = new Date(now().getTime() - PAGE_GRACE_MS);
  const { delivery, broken, pool, pages } = await db.inTenant(tenantId, async (tx) => ({
    pages: await countOverdueArtifacts(tx, overdueSince),
    delivery: await deliveryHealth(tx, OVERDUE_MS),
    broken: await countBrokenChains(tx),
    pool: await lockPool(tx),
  }));
  const dead = queue.dead.map(({ task, count }) => `${task} ${count}`).join(", ");
  const lastError = queue.dead.find(({ error }) => error)?.error ?? null;
  const troubles = troublesOf(delivery);
  const slow = queue.oldestSeconds > SLOW_SECONDS;

  return [
    check(
      "Worker",
      queue.workers > 0,
      queue.workers > 0 ? `${queue.workers} at work` : "no worker is running",
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
      troubles === "",
      troubles || "all delivered",
      `Is Baton in the channel? Invite it, then type /lead show with the company.${saidLast(delivery)}`,
    ),
    check(
      "Audit",
      broken === 0,
      broken === 0 ? "every lead's chain holds" : `${broken} leads with a changed audit row`,
      "Somebody wrote to the database past Baton. Compare with a backup.",
    ),
    check(
      "Kept pages",
      pages === 0,
      pages === 0
        ? "none older than 30 days"
        : `${count(pages, "page")} should be forgotten by now`,
      "Every worker forgets them by itself: look for `sweep failed` in the log.",
    ),
    check("Pool", pool !== undefined, pool?.name ?? "none", "Add people who should get leads."),
    ...(await checkDoors({ db, now }, tenantId)),
    ...(await checkRecordDoors(db, tenantId)),
    ...(await checkMailboxes(db, tenantId, now())),
    ...(await checkProviders(db, tenantId)),
    ...(await checkSlackInstall(db, tenantId)),
    ...(await checkTeams(db, tenantId)),
  ];
}

function troublesOf({ undelivered, unknown, overdue }: DeliveryHealth): string {
  return [
    [undelivered, "not delivered"] as const,
    [unknown, "nobody knows of"] as const,
    [overdue, "waiting for more than 5 minutes"] as const,
  ]
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(", ");
}

function saidLast({ errors }: DeliveryHealth): string {
  return errors.map(({ channel, error }) => ` Last error of ${channel}: ${error}.`).join("");
}

/** A check that passes needs no way out. */
export function check(name: string, ok: boolean, detail: string, fix: string | null): Check {
  return { name, ok, detail, fix: ok ? null : fix };
}
