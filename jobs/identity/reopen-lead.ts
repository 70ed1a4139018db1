import { type By, moveLead } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { changeLead, lockLead } from "../../db/leads.ts";
import { enrichCompany } from "../enrich/enrich-company.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { enqueue } from "../job.ts";
import { refreshLead } from "./refresh-lead.ts";

/** What stopped a lead does so no longer: it is read if it never was, and scored again if it was. */
export async function reopenLead(tx: Tx, leadId: string, by: By): Promise<void> {
  const lead = await lockLead(tx, leadId);
  const wasRead = lead.researchTries > 0 || lead.state !== "STALE" || lead.closedAs !== null;
  if (wasRead) return refreshLead(tx, leadId, { resume: false });
  await changeLead(tx, leadId, { failure: null, failureDetail: null });
  await moveLead(tx, leadId, "STALE", "ENRICHING", by);
  await enqueue(tx, enrichCompany, { tenantId: tx.tenantId, id: leadId });
  await enqueue(tx, deliverCard, { tenantId: tx.tenantId, id: leadId });
}
