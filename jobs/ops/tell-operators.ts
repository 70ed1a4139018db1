import { listDeadLetters } from "../../db/queue.ts";
import { lastHour } from "../../db/tally.ts";
import { failsTooOften } from "../../pipeline/ops/error-share.ts";
import type { NoticeKind } from "../handoff/notices.ts";
import { wantNotice } from "../handoff/notices.ts";
import { recipients } from "../handoff/recipients.ts";
import type { World } from "../world.ts";

const HOUR_MS = 3_600_000;

/** Jobs that were given up, each once, and an hour in which too much failed: somebody has to look. */
export async function tellOperators(world: World): Promise<void> {
  for (const { id, tenantId } of await listDeadLetters(world.db)) {
    await tell(world, tenantId, "dead_letter", id);
  }
  for (const [tenantId, tally] of await lastHour(world.db)) {
    if (failsTooOften(tally)) await tell(world, tenantId, "error_share", idOfHour(world.now()));
  }
}

async function tell(
  world: World,
  tenantId: string,
  notice: NoticeKind,
  about: string,
): Promise<void> {
  await world.db.inTenant(tenantId, async (tx) => {
    const [first] = await recipients(tx, world, "operate");
    if (first) await wantNotice(tx, { notice, about, leadId: null }, first);
  });
}

/** A notice about an hour comes once, because it always has the same id. */
function idOfHour(now: Date): string {
  const hour = Math.floor(now.getTime() / HOUR_MS).toString(16);
  return `00000000-0000-8000-8000-${hour.padStart(12, "0")}`;
}
