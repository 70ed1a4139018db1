import { z } from "zod";
import { wantNotice } from "../../handoff/notices.ts";
import { recipients } from "../../handoff/recipients.ts";
import { defineJob } from "../../job.ts";

/** Somebody tried to make a model talk: whoever operates Baton hears of it, once for each lead. */
export const tellCanary = defineJob({
  name: "tell_canary",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "leadId",
  key: ({ id }) => id,
  attempts: 8,
  priority: 0,
  async run({ tenantId, id }, world) {
    await world.db.inTenant(tenantId, async (tx) => {
      const [first] = await recipients(tx, world, "operate");
      if (first) await wantNotice(tx, { notice: "canary", about: id, leadId: id }, first);
    });
  },
});
