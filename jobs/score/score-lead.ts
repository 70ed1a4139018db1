import { z } from "zod";
import { appendEvent, byJob, moveLead } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { addDecision } from "../../db/decisions.ts";
import { changeLead, findLead, type LeadRow, lockLead, readLeadInput } from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import { plan } from "../../pipeline/assign/plan.ts";
import type { Decision } from "../../pipeline/score/decision.ts";
import { dropped } from "../../pipeline/score/dropped.ts";
import { assignLead } from "../assign/assign-lead.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { forwardVerdict } from "../identity/forward.ts";
import { inTurn } from "../ingest/import/in-turn.ts";
import { defineJob, enqueue } from "../job.ts";
import { gateLead } from "./gate-lead.ts";
import { judge } from "./judge.ts";

/** Turns what is known about a lead into a decision with its reasons. Gates run again: much may have happened since ingest. */
export const scoreLead = defineJob({
  name: "score_lead",
  /** `again`: something new is known about a lead that has a decision; it gets another one and stays where it is. */
  payload: z.object({ tenantId: z.uuid(), id: z.uuid(), again: z.boolean() }),
  about: "leadId",
  key: ({ id }) => id,
  attempts: 8,
  priority: -2, // before cards are drawn again: what they wait for is here

  async run({ tenantId, id, again }, world) {
    await world.db.inTenant(tenantId, async (tx) => {
      const lead = await lockLead(tx, id);
      if (lead.mergedInto) return scoreWhole(tx, id);
      const first = isFirst(lead);
      if (!first && !again) return; // a retry: the first run committed

      const at = world.now();
      const { made, verdict, about, domain } = await decide(tx, lead, at);
      await addDecision(tx, about, made, at);
      await changeLead(tx, id, {});
      const turn = await inTurn(tx, id);
      if (first || revives(lead, made)) {
        await moveOn(tx, lead, made);
        await enqueue(tx, assignLead, { tenantId, id }, turn);
      }
      if (verdict) await forwardVerdict(tx, world, id, verdict);
      const features = { label: made.label, score: made.score };
      const scored = { key: domain ?? id, ...about, features };
      await appendEvent(tx, "signals.detected", "lead.scored", at, scored);
      await enqueue(tx, deliverCard, { tenantId, id }, turn);
    });
  },
});

function isFirst({ state }: LeadRow): boolean {
  return state === "ENRICHING" || state === "ENRICHMENT_FAILED";
}

/** On to whoever gets it; a parked lead by the way it came. */
async function moveOn(tx: Tx, { id, state }: LeadRow, { label }: Decision): Promise<void> {
  const by = byJob("score_lead", label);
  const isParked = state === "STALE" && (await moveLead(tx, id, "STALE", "ENRICHING", by));
  await moveLead(tx, id, isParked ? "ENRICHING" : state, "SCORED", by);
}

/** What makes a parked lead worth somebody's time revives it. */
function revives({ state, closedAs }: LeadRow, made: Decision): boolean {
  return state === "STALE" && closedAs === null && plan(made).state !== "STALE";
}

/** A gate's verdict, or a score of everything known. */
async function decide(tx: Tx, lead: LeadRow, now: Date) {
  const companyId = await rootOf(tx, "company", lead.companyId);
  const about = { companyId, leadId: lead.id };
  const input = await readLeadInput(tx, lead);
  const verdict = await gateLead(tx, input, about, lead.flags.includes("gate_overruled"));
  const made = verdict ? dropped(verdict) : await judge(tx, about, input, now);
  return { made, verdict, about, domain: input.domain };
}

/** What is new about a part of a lead is new about all of it; one that is still being read is scored anyway. */
async function scoreWhole(tx: Tx, leadId: string): Promise<void> {
  const id = await rootOf(tx, "lead", leadId);
  if ((await findLead(tx, id))?.state === "ENRICHING") return;
  await enqueue(tx, scoreLead, { tenantId: tx.tenantId, id, again: true });
}
