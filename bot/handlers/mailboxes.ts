import type { Check } from "../../cards/doctor-card.ts";
import { mailboxState } from "../../cards/mailbox-words.ts";
import type { Db } from "../../db/client.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { listWatchedAccounts } from "../../db/watched-accounts.ts";
import { mailProviders } from "../../jobs/ingest/mailbox/mailbox.ts";

/** One check per connected mailbox: connected, last read, told until when, and what to do where it fails. */
export async function checkMailboxes(db: Db, tenantId: string, now: Date): Promise<Check[]> {
  return db.inTenant(tenantId, async (tx) => {
    const timeZone = await timeZoneOf(tx);
    const accounts = await listWatchedAccounts(tx, mailProviders);
    return accounts.map((account) => ({
      name: `Mailbox ${account.address}`,
      ...mailboxState(account, { now, timeZone }),
    }));
  });
}
