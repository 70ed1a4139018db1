import { z } from "zod";
import { forgetWords as forgetSome, hasDueWords } from "../../db/forget-words.ts";
import { listTenants } from "../../db/tenants.ts";
import { mailDaysOf } from "../ingest/mailbox/mail-arrival.ts";
import { defineJob, enqueue } from "../job.ts";
import type { World } from "../world.ts";

/** Small enough that nobody who writes about one of these arrivals waits for long. */
const BATCH = 100;

/** Forgets the words of mails once their time is over. Killed anywhere, it goes on where it was. */
export const forgetWords = defineJob({
  name: "forget_words",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "about",
  key: ({ id }) => id,
  attempts: 8,
  priority: 10,
  async run({ tenantId }, { db, now, log }) {
    let forgotten = 0;
    let some: number;
    do {
      some = await db.inTenant(tenantId, async (tx) =>
        forgetSome(tx, now(), await mailDaysOf(tx), BATCH),
      );
      forgotten += some;
    } while (some === BATCH);
    log.info({ arrivals: forgotten }, "the words of mails were forgotten");
  },
});

/** Queues the job for every tenant that has something to forget. */
export async function wantForgetting({ db, now }: Pick<World, "db" | "now">): Promise<void> {
  for (const { id } of await listTenants(db)) {
    await db.inTenant(id, async (tx) => {
      const isDue = await hasDueWords(tx, now(), await mailDaysOf(tx));
      if (isDue) await enqueue(tx, forgetWords, { tenantId: id, id });
    });
  }
}
