import { z } from "zod";
import { addDecision } from "../../db/decisions.ts";
import { changeLead, lockLead, readLeadInput } from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { defineJob, enqueue } from "../job.ts";
import { judge } from "./judge.ts";

/**
 * Scores a lead on what is known while its company is still being read, so that people see early
 * where it is heading. Nothing is done about such a score: the one at the end counts.
 */
export const scoreSoFar = defineJob({
  name: "score_so_far",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "leadId",
  key: ({ id }) => id,
  attempts: 2,
  priority: -2, // late is as good as never

  async run({ tenantId, id }, { db, now }) {
    await db.inTenant(tenantId, async (tx) => {
      const lead = await lockLead(tx, id);
      if (lead.state !== "ENRICHING" || lead.mergedInto) return;
      if (lead.researchStartedAt === null) return; // it has ended: the score that counts is next

      const at = now();
      const about = { leadId: id, companyId: await rootOf(tx, "company", lead.companyId) };
      const made = await judge(tx, about, await readLeadInput(tx, lead), at);
      if (made.parts.length === 0) return; // a number without a reason tells nobody anything
      await addDecision(tx, about, made, at, { provisional: true });
      await changeLead(tx, id, {});
      await enqueue(tx, deliverCard, { tenantId, id });
    });
  },
});
