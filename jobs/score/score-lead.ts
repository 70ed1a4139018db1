import { z } from "zod";
import { appendEvent, byJob, moveLead } from "../../db/audit.ts";
import { addDecision } from "../../db/decisions.ts";
import { listFacts } from "../../db/facts.ts";
import { listTouches } from "../../db/feedback.ts";
import { changeLead, lockLead, readLeadInput } from "../../db/leads.ts";
import { dropped } from "../../pipeline/score/dropped.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import { score } from "../../pipeline/score/scorecard.ts";
import { assignLead } from "../assign/assign-lead.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { defineJob, enqueue } from "../job.ts";
import { readPlaybook } from "../playbook.ts";
import { gateLead } from "./gate-lead.ts";

/** Turns what is known about a lead into a decision with its reasons. Gates run again: much may have happened since ingest. */
export const scoreLead = defineJob({
  name: "score_lead",
  /** `again`: something new is known about a lead that has a decision; it gets another one and stays where it is. */
  payload: z.object({ tenantId: z.uuid(), id: z.uuid(), again: z.boolean() }),
  about: "leadId",
  key: ({ id }) => id,
  attempts: 8,
  priority: -2, // before cards are drawn again: what they wait for is here

  async run({ tenantId, id, again }, { db, now }) {
    await db.inTenant(tenantId, async (tx) => {
      const lead = await lockLead(tx, id);
      const first = lead.state === "ENRICHING" || lead.state === "ENRICHMENT_FAILED";
      if (!first && !again) return; // a retry: the first run committed

      const input = await readLeadInput(tx, lead);
      const at = now();
      const verdict = await gateLead(tx, input, lead.flags.includes("gate_overruled"));
      const made = verdict
        ? dropped(verdict)
        : score({
            lead: input,
            facts: pickFacts(await listFacts(tx, lead.companyId)),
            touches: await listTouches(tx, id),
            playbook: await readPlaybook(tx),
            now: at,
          });

      await addDecision(tx, { leadId: id, companyId: lead.companyId }, made, at);
      await changeLead(tx, id, {});
      if (first) {
        await moveLead(tx, id, lead.state, "SCORED", byJob("score_lead", made.label));
        await enqueue(tx, assignLead, { tenantId, id });
      }
      await appendEvent(tx, "signals.detected", "lead.scored", at, {
        key: input.domain ?? id,
        companyId: lead.companyId,
        leadId: id,
        features: { label: made.label, score: made.score },
      });
      await enqueue(tx, deliverCard, { tenantId, id });
    });
  },
});
