import { z } from "zod";
import { byJob, recordAct } from "../../db/audit.ts";
import { changeLead, lockLead } from "../../db/leads.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { defineJob, enqueue } from "../job.ts";

/** Ends a snooze when its time has come; queued for that moment when somebody snoozes. */
export const wakeLead = defineJob({
  name: "wake_lead",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "leadId",
  key: ({ id }) => id,
  attempts: 8,
  priority: 0,

  async run({ tenantId, id }, { db, now }) {
    await db.inTenant(tenantId, async (tx) => {
      const lead = await lockLead(tx, id);
      if (!lead.snoozedUntil || lead.snoozedUntil > now()) return; // woken by hand, or snoozed again
      await changeLead(tx, id, { snoozedUntil: null, snoozedBy: null, snoozeNote: null });
      await recordAct(
        tx,
        id,
        "wake",
        byJob("wake_lead"),
        { snoozedUntil: lead.snoozedUntil },
        null,
      );
      await enqueue(tx, deliverCard, { tenantId, id });
    });
  },
});
