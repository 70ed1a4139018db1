import type { Tx } from "../../db/client.ts";
import { changeLead, lockLead } from "../../db/leads.ts";
import { assignLead } from "../assign/assign-lead.ts";
import { enrichCompany } from "../enrich/enrich-company.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { enqueue } from "../job.ts";
import { scoreLead } from "../score/score-lead.ts";

/**
 * More or less belongs to a lead than before: it is scored again, and its cards follow. `resume`:
 * it was part of another, whose jobs left it where it stood; it goes on from there.
 */
export async function refreshLead(
  tx: Tx,
  leadId: string,
  { resume }: { resume: boolean },
): Promise<void> {
  const about = { tenantId: tx.tenantId, id: leadId };
  const { state } = await lockLead(tx, leadId);
  await changeLead(tx, leadId, {});
  await enqueue(tx, deliverCard, about);
  if (state === "ENRICHING" && resume) await enqueue(tx, enrichCompany, about);
  if (state === "SCORED" && resume) await enqueue(tx, assignLead, about);
  const isOpen = state === "INGESTED" || state === "ENRICHING" || state === "ENRICHMENT_FAILED";
  if (!isOpen) await enqueue(tx, scoreLead, { ...about, again: true });
}
