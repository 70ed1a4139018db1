import { appendEvent } from "../../../db/audit.ts";
import type { Tx } from "../../../db/client.ts";
import { type ProviderAccount, pauseProvider } from "../../../db/provider-accounts.ts";
import { readFillRate } from "../../../db/provider-lookups.ts";
import type { PauseReason } from "../../../pipeline/enrich/providers/provider.ts";
import type { KillSwitch } from "../../../pipeline/enrich/waterfall-settings.ts";
import { enqueue } from "../../job.ts";
import { tellAdmins } from "../tell-admins.ts";

/** Asks a provider nothing more until an admin resumes it, who is told with one card. */
export async function stopProvider(
  tx: Tx,
  { id, name }: Pick<ProviderAccount, "id" | "name">,
  why: PauseReason,
  at: Date,
): Promise<void> {
  const pauseId = await pauseProvider(tx, id, why, at);
  if (!pauseId) return;
  const features = { why };
  await appendEvent(tx, "actions.triggered", "provider.paused", at, { key: name, features });
  await enqueue(tx, tellAdmins, { tenantId: tx.tenantId, id: pauseId, notice: "provider_pause" });
}

/** Stops a provider whose last look-ups found too little to be worth their time and money. */
export async function stopIfBarren(
  tx: Tx,
  account: ProviderAccount,
  { minFillRate, over }: KillSwitch,
  at: Date,
): Promise<void> {
  const since = account.resumedAt ?? account.createdAt;
  const { lookups, hits } = await readFillRate(tx, account.name, { last: over, since });
  if (lookups >= over && hits / lookups < minFillRate) {
    await stopProvider(tx, account, "fill_rate", at);
  }
}
