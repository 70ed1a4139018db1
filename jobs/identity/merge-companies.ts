import { appendEvent, type By, recordAct } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { findCompany, type KnownCompany } from "../../db/companies.ts";
import { type LeadStanding, leadsOfCompany, lockArrivalsOf, lockLead } from "../../db/leads.ts";
import { absorb, rootOf, setMergedInto } from "../../db/merges.ts";
import { answerQuestion } from "../../db/same-questions.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { noticeChanged } from "../handoff/notices.ts";
import { enqueue } from "../job.ts";
import { refreshLead } from "./refresh-lead.ts";

type Reason = { by: By; why: string[]; personId: string | null };
export type Merged = { survivor: KnownCompany; absorbed: KnownCompany; leadId: string | null };

/**
 * Makes two companies one: the one whose lead somebody works on, else the one known longer. Their
 * open leads become one as well, which is scored again on what both know. Undefined when they are
 * one already; a circle of merges cannot come about, because only roots are merged.
 */
export async function mergeCompanies(
  tx: Tx,
  pair: readonly [string, string],
  reason: Reason,
  at: Date,
): Promise<Merged | undefined> {
  const [one, other] = await holdBoth(tx, pair);
  if (one === other) return undefined;
  const sides = [await sideOf(tx, one), await sideOf(tx, other)] as const;
  const [kept, gone] = sides.toSorted(byStanding) as [Side, Side]; // two in, two out

  const [leadId = null, ...leads] = [...kept.open, ...gone.open].map(({ id }) => id);
  const absorbed = { survivor: kept.company.id, absorbed: gone.company.id };
  const { by, why, personId } = reason;
  await absorb(tx, { kind: "company", ...absorbed, actor: by.actor, why, before: { leads } }, at);
  for (const id of leads) {
    await setMergedInto(tx, "lead", id, leadId);
    await recordAct(tx, id, "merge", by, null, { mergedInto: leadId });
    await enqueue(tx, deliverCard, { tenantId: tx.tenantId, id });
  }
  if (leadId && leads.length > 0) await recordAct(tx, leadId, "absorb", by, null, { leads });
  if (leadId) await refreshLead(tx, leadId, { resume: false });
  const asked = { kind: "company", a: pair[0], b: pair[1] } as const;
  await noticeChanged(tx, await answerQuestion(tx, asked, "same", personId, at));
  const about = { key: gone.company.domain ?? gone.company.id, companyId: gone.company.id };
  await appendEvent(tx, "companies.updates", "company.merged", at, {
    ...about,
    features: absorbed,
  });
  return { survivor: kept.company, absorbed: gone.company, leadId };
}

/**
 * Locks what two companies count as by now: whoever makes a lead of either waits. One merge of a
 * tenant at a time, so that what they count as stays true until it is locked.
 */
export async function holdBoth(
  tx: Tx,
  pair: readonly [string, string],
): Promise<readonly [string, string]> {
  await lockArrivalsOf(tx, ["merge"]);
  const roots = [
    await rootOf(tx, "company", pair[0]),
    await rootOf(tx, "company", pair[1]),
  ] as const;
  await lockArrivalsOf(
    tx,
    [...new Set(roots)].map((id) => `company:${id}`),
  );
  return roots;
}

type Side = { company: KnownCompany; open: LeadStanding[] };

/** A company and its open leads, locked; the best of them first. */
async function sideOf(tx: Tx, companyId: string): Promise<Side> {
  const company = await findCompany(tx, companyId);
  if (!company) throw new Error(`company ${companyId} vanished while it was merged`);
  const leads = (await leadsOfCompany(tx, companyId)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const open: LeadStanding[] = [];
  for (const { id } of leads) {
    const lead = await lockLead(tx, id); // claimed meanwhile, perhaps
    if (lead.closedAs === null && lead.state !== "OPT_OUT") open.push(lead);
  }
  return { company, open: open.toSorted(byWork) };
}

function byStanding(a: Side, b: Side): number {
  const [one, other] = [a.open[0], b.open[0]];
  const leads = one && other ? byWork(one, other) : Number(Boolean(other)) - Number(Boolean(one));
  return leads || a.company.firstSeenAt.getTime() - b.company.firstSeenAt.getTime();
}

/** Whoever works on a lead keeps it; among leads alike the older one stays. */
function byWork(a: LeadStanding, b: LeadStanding): number {
  const rank = ({ claimedBy, offeredTo, state }: LeadStanding) =>
    claimedBy ? 0 : offeredTo ? 1 : state === "STALE" || state === "ENRICHMENT_FAILED" ? 3 : 2;
  return (
    rank(a) - rank(b) || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1)
  );
}
