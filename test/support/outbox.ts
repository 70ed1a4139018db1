import type { EffectKind } from "../../jobs/effect.ts";
import { effects } from "../../jobs/effects.ts";
import { sendEffects } from "../../jobs/send-effects.ts";
import type { World } from "../../jobs/world.ts";

/** Does what waits in a tenant's outbox, lane by lane, as the queue's workers would. */
export async function sendOutbox(
  world: World,
  tenantId: string,
  kinds: readonly EffectKind<unknown>[] = effects,
): Promise<void> {
  const lanes = await world.db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query<{ lane: string }>(
      `select lane from route_event where status in ('pending', 'sending')
       group by lane order by min(created_at), min(id::text)`,
    );
    return rows.map((row) => row.lane);
  });
  const job = sendEffects(kinds);
  for (const id of lanes) await job.run({ tenantId, id }, world);
}
