import { z } from "zod";
import { type Arrival, knownKeys, storeArrivalsIn } from "../../../db/source-events.ts";
import { type Door, findDoor } from "../../../db/tenants.ts";
import {
  changeWatchedAccount,
  getWatchedAccount,
  lockCursor,
  type WatchedAccount,
} from "../../../db/watched-accounts.ts";
import { messageKey } from "../../../pipeline/ingest/mail/mail-key.ts";
import { defineJob, enqueue } from "../../job.ts";
import type { World } from "../../world.ts";
import { AccountRefused, ComeBackLater } from "./ask.ts";
import { mailArrival, mailDaysOf } from "./mail-arrival.ts";
import type { Mailbox, Step } from "./mailbox.ts";
import { openMailbox } from "./open-mailbox.ts";

/** How long to leave a provider alone that says "later" and not when. */
const LATER_MS = 60_000;

/** Takes in what a mailbox has that it had not before. */
export const syncMailbox = defineJob({
  name: "sync_mailbox",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "about",
  key: ({ id }) => id,
  attempts: 8,
  priority: 0,
  async run({ tenantId, id }, world) {
    const { db, now } = world;
    const account = await db.inTenant(tenantId, (tx) => getWatchedAccount(tx, id));
    const door = account.closedAt === null ? await findDoor(db, account.doorId) : undefined;
    if (!door) return; // disconnected meanwhile
    try {
      const mailbox = openMailbox(world, account, door);
      for await (const step of mailbox.changes())
        await take(world, { account, door, mailbox }, step);
      const mended = account.failure === "watch_refused" ? {} : { failure: null, failedAt: null };
      await db.inTenant(tenantId, (tx) =>
        changeWatchedAccount(tx, id, { syncedAt: now(), ...mended }),
      );
    } catch (error) {
      await noteTrouble(world, tenantId, id, error);
    }
  },
});

/** The arrivals of one step and the cursor behind them, both or neither. */
async function take(
  { db, now }: World,
  { account, door, mailbox }: { account: WatchedAccount; door: Door; mailbox: Mailbox },
  { found, cursor }: Step,
): Promise<void> {
  const { tenantId } = door;
  const keys = found.flatMap(({ messageId }) => (messageId ? [messageKey(messageId)] : []));
  const [known, days] = await db.inTenant(tenantId, async (tx) => [
    await knownKeys(tx, keys),
    await mailDaysOf(tx),
  ]);
  const fresh = found.filter(({ messageId }) => !messageId || !known.has(messageKey(messageId)));
  const arrivals: Arrival[] = [];
  for (const { id, fetch } of fresh) {
    const mail = await fetch(); // one after the other: each may be large
    const route = { door, mailbox: account.address, providerId: id, receivedAt: now(), days };
    if (mail) arrivals.push(mailArrival(mail, route));
  }
  await db.inTenant(tenantId, async (tx) => {
    const reached = await lockCursor(tx, account.id);
    if (arrivals.length > 0) await storeArrivalsIn(tx, arrivals);
    const furthest = reached === null ? cursor : mailbox.further(reached, cursor);
    await changeWatchedAccount(tx, account.id, { cursor: furthest });
  });
}

/** What only people can mend is written down for them; what passes is tried again when it was asked for. */
export async function noteTrouble(
  { db, now, log }: World,
  tenantId: string,
  id: string,
  error: unknown,
): Promise<void> {
  if (error instanceof AccountRefused) {
    log.warn({ reason: error.reason }, "a mailbox cannot be read");
    await db.inTenant(tenantId, (tx) =>
      changeWatchedAccount(tx, id, { failure: error.reason, failedAt: now() }),
    );
  } else if (error instanceof ComeBackLater) {
    const inMs = error.retryAfterMs ?? LATER_MS;
    await db.inTenant(tenantId, (tx) => enqueue(tx, syncMailbox, { tenantId, id }, { inMs }));
  } else throw error;
}
