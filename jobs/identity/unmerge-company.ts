import { appendEvent, type By, recordAct } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { findCompany, type KnownCompany } from "../../db/companies.ts";
import { findLead } from "../../db/leads.ts";
import {
  lastMergeOf,
  type MergeRecord,
  partAgain,
  rootOf,
  setMergedInto,
} from "../../db/merges.ts";
import { answerQuestion } from "../../db/same-questions.ts";
import { noticeChanged } from "../handoff/notices.ts";
import { holdBoth } from "./merge-companies.ts";
import { refreshLead } from "./refresh-lead.ts";

type Parted = { survivor: KnownCompany; absorbed: KnownCompany };

/**
 * Parts a company from the one it was merged into, or else from the last one merged into it. What
 * was said about either stays with it, both are scored again, and the pair is never asked about
 * again. Undefined when there is nothing to part.
 */
export async function unmergeCompany(
  tx: Tx,
  companyId: string,
  { by, personId }: { by: By; personId: string | null },
  at: Date,
): Promise<Parted | undefined> {
  const found = await lastMergeOf(tx, "company", companyId);
  if (!found) return undefined;
  await holdBoth(tx, [found.absorbed, found.survivor]);
  const record = await lastMergeOf(tx, "company", companyId);
  if (record?.id !== found.id) return undefined; // somebody was faster

  await partAgain(tx, record, by, at);
  for (const id of leadsOf(record)) await partLead(tx, id, by);
  const { absorbed, survivor } = record;
  const pair = { kind: "company", a: absorbed, b: survivor } as const;
  await noticeChanged(tx, await answerQuestion(tx, pair, "different", personId, at));
  const features = { absorbed, survivor };
  const about = { key: absorbed, companyId: absorbed, features };
  await appendEvent(tx, "companies.updates", "company.unmerged", at, about);
  return { survivor: await company(tx, survivor), absorbed: await company(tx, absorbed) };
}

/** A lead of its own again; whoever it was part of is without it from now on. */
async function partLead(tx: Tx, leadId: string, by: By): Promise<void> {
  const lead = await findLead(tx, leadId);
  if (!lead?.mergedInto) return;
  const root = await rootOf(tx, "lead", lead.mergedInto);
  await setMergedInto(tx, "lead", leadId, null);
  await recordAct(tx, leadId, "unmerge", by, { mergedInto: lead.mergedInto }, null);
  await recordAct(tx, root, "let_go", by, { leads: [leadId] }, null);
  await refreshLead(tx, root, { resume: false });
  await refreshLead(tx, leadId, { resume: true });
}

function leadsOf({ before }: MergeRecord): string[] {
  return (before as { leads: string[] }).leads; // written by absorb()
}

async function company(tx: Tx, id: string): Promise<KnownCompany> {
  const found = await findCompany(tx, id);
  if (!found) throw new Error(`company ${id} vanished while it was parted`);
  return found;
}
