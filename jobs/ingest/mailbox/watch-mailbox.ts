import { z } from "zod";
import type { Tx } from "../../../db/client.ts";
import { findDoor, listTenants } from "../../../db/tenants.ts";
import {
  changeWatchedAccount,
  getWatchedAccount,
  listForgottenAccounts,
  type WatchedAccount,
} from "../../../db/watched-accounts.ts";
import { defineJob, enqueue } from "../../job.ts";
import type { World } from "../../world.ts";
import { ComeBackLater } from "./ask.ts";
import { type Mailbox, mailProviders } from "./mailbox.ts";
import { openMailbox } from "./open-mailbox.ts";
import { noteTrouble, syncMailbox } from "./sync-mailbox.ts";

/** Notifications get lost, so every mailbox is looked into this often as well. */
const LOOK_MS = 15 * 60_000;
/** An account nobody looked into for so long has lost its job. */
const FORGOTTEN_MS = 4 * LOOK_MS;

/** Keeps a mailbox telling us about new mail, has it read meanwhile, and comes back. */
export const watchMailbox = defineJob({
  name: "watch_mailbox",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "about",
  key: ({ id }) => id,
  attempts: 8,
  priority: 0,
  async run({ tenantId, id }, world) {
    const { db } = world;
    const account = await db.inTenant(tenantId, (tx) => getWatchedAccount(tx, id));
    const door = account.closedAt === null ? await findDoor(db, account.doorId) : undefined;
    if (!door) return; // disconnected: it does not come back
    try {
      await renew(world, tenantId, account, openMailbox(world, account, door));
    } catch (error) {
      if (!(error instanceof ComeBackLater)) await noteTrouble(world, tenantId, id, error);
    }
    await db.inTenant(tenantId, async (tx) => {
      await enqueue(tx, syncMailbox, { tenantId, id });
      await enqueue(tx, watchMailbox, { tenantId, id }, { inMs: LOOK_MS });
    });
  },
});

/** Renews a watch long before it ends: then a day on which that fails does no harm. */
async function renew(
  { db, now }: World,
  tenantId: string,
  { id, watchUntil, cursor }: WatchedAccount,
  mailbox: Mailbox,
): Promise<void> {
  const left = (watchUntil?.getTime() ?? 0) - now().getTime();
  if (!mailbox.canWatch || left > mailbox.renewBelowMs) return;
  const watch = await mailbox.watch();
  await db.inTenant(tenantId, (tx) =>
    changeWatchedAccount(tx, id, {
      watchUntil: watch.until,
      subscriptionId: watch.subscriptionId,
      failure: null,
      failedAt: null,
      // Where it was read to before counts; a mailbox that was never read begins here.
      ...(cursor === null && watch.cursor !== null ? { cursor: watch.cursor } : {}),
    }),
  );
}

/** Has a mailbox looked into now: somebody said there is something new, or that its watch has ended. */
export async function stirMailbox(tx: Tx, id: string, why: "new_mail" | "watch"): Promise<void> {
  const payload = { tenantId: tx.tenantId, id };
  if (why === "new_mail") return enqueue(tx, syncMailbox, payload);
  await changeWatchedAccount(tx, id, { watchUntil: null });
  await enqueue(tx, watchMailbox, payload);
}

/** Gives mailboxes whose job was lost another one. */
export async function wakeMailboxes({ db, now }: Pick<World, "db" | "now">): Promise<void> {
  const before = new Date(now().getTime() - FORGOTTEN_MS);
  for (const { id: tenantId } of await listTenants(db)) {
    await db.inTenant(tenantId, async (tx) => {
      for (const id of await listForgottenAccounts(tx, mailProviders, before)) {
        await enqueue(tx, watchMailbox, { tenantId, id });
      }
    });
  }
}
