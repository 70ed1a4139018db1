import { z } from "zod";
import { wantNotice } from "../handoff/notices.ts";
import { recipients } from "../handoff/recipients.ts";
import { defineJob } from "../job.ts";

/** Has every admin told about money: a budget that is used up, a provider that is not asked any more. */
export const tellAdmins = defineJob({
  name: "tell_admins",
  payload: z.object({
    tenantId: z.uuid(),
    id: z.uuid(),
    notice: z.enum(["budget", "provider_pause"]),
  }),
  about: "about",
  key: ({ id }) => id,
  attempts: 12,
  priority: -1,

  async run({ tenantId, id, notice }, world) {
    await world.db.inTenant(tenantId, async (tx) => {
      for (const admin of await recipients(tx, world, "configure")) {
        await wantNotice(tx, { notice, about: id, leadId: null }, admin);
      }
    });
  },
});
