import { z } from "zod";
import type { Tx } from "../../../db/client.ts";
import { changeLead, findLead, type LeadRow, readLeadInput } from "../../../db/leads.ts";
import { rootOf } from "../../../db/merges.ts";
import { wordsOf } from "../../../pipeline/enrich/enquiry.ts";
import { enquirySchema } from "../../../pipeline/enrich/llm/enquiry-answer.ts";
import { speaksToPrograms } from "../../../pipeline/enrich/llm/is-order.ts";
import { enquiryTask } from "../../../pipeline/enrich/llm/prompt.ts";
import { redact } from "../../../pipeline/enrich/redact.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { deliverCard } from "../../handoff/deliver-card.ts";
import { defineJob, enqueue } from "../../job.ts";
import { readPlaybook } from "../../playbook.ts";
import { scoreLead } from "../../score/score-lead.ts";
import type { World } from "../../world.ts";
import { askModel } from "./ask-model.ts";

/** A word or two hold nothing that rules would miss. */
const SHORTEST = 20;
const LONGEST = 8_000;

/** Has a lead's own words read by a model, beside its research. What rules read stands without it. */
export const readEnquiryJob = defineJob({
  name: "read_enquiry",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "leadId",
  key: ({ id }) => id,
  attempts: 5,
  priority: 0,

  async run({ tenantId, id }, world) {
    const { db, llm } = world;
    if (!llm) return;
    const found = await db.inTenant(tenantId, async (tx) => {
      const lead = await findLead(tx, await rootOf(tx, "lead", id));
      if (!lead || isSettled(lead)) return undefined;
      const input = await readLeadInput(tx, lead);
      const { useCases } = await readPlaybook(tx);
      return { lead, text: wordsOf(input).slice(0, LONGEST), useCases };
    });
    if (!found || !isWorthReading(found.text)) return;

    const { lead, text, useCases } = found;
    const { outcome } = await askModel(
      { ...world, llm },
      {
        lead: { tenantId, leadId: lead.id, companyId: lead.companyId },
        ...{ purpose: "enquiry", model: llm.model, task: enquiryTask },
        schema: enquirySchema({ useCases }),
        texts: [{ label: "message", text: redact(text).text }],
        msLeft: () => world.durations.llmMs,
      },
    );
    if (outcome !== "ok" && outcome !== "quarantined") return;
    await db.inTenant(tenantId, (tx) => showIt(tx, lead.id));
  },
});

/** Queues the reading of what an arrival said, where there is a model to read it. */
export async function wantReading(
  tx: Tx,
  { llm }: Pick<World, "llm">,
  leadId: string,
  input: LeadInput,
): Promise<void> {
  if (!llm || !isWorthReading(wordsOf(input))) return;
  await enqueue(tx, readEnquiryJob, { tenantId: tx.tenantId, id: leadId });
}

/** Text that gives orders to programs is left to rules, and to people. */
function isWorthReading(text: string): boolean {
  return text.length >= SHORTEST && !speaksToPrograms(text);
}

/** Gated, parked or closed: nobody is waiting for it. */
function isSettled({ state, closedAs }: LeadRow): boolean {
  return state === "STALE" || state === "OPT_OUT" || closedAs !== null;
}

/** A lead that is scored already is scored again; one that is being read will be anyway. */
async function showIt(tx: Tx, leadId: string): Promise<void> {
  const lead = await findLead(tx, leadId);
  if (!lead) return;
  const job = { tenantId: tx.tenantId, id: leadId };
  const isUnderWay = ["INGESTED", "ENRICHING", "ENRICHMENT_FAILED"].includes(lead.state);
  if (!isUnderWay) return enqueue(tx, scoreLead, { ...job, again: true });
  await changeLead(tx, leadId, {});
  await enqueue(tx, deliverCard, job);
}
