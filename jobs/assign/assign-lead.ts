import { z } from "zod";
import { appendEvent, type By, byJob, moveLead, recordAct } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { addTrace, listDecisions } from "../../db/decisions.ts";
import { lastOwnerOf } from "../../db/lead-story.ts";
import { changeLead, type LeadRow, lockLead } from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import { listCandidates, lockPool, noteOffer } from "../../db/people.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { plan } from "../../pipeline/assign/plan.ts";
import { type LastOwner, returningOwner } from "../../pipeline/assign/returning.ts";
import { assign } from "../../pipeline/assign/round-robin.ts";
import type { Label } from "../../pipeline/score/decision.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { inTurn } from "../ingest/import/in-turn.ts";
import { defineJob, enqueue } from "../job.ts";
import { readReturning } from "../playbook.ts";

/** Carries out a bucket's plan: offers the lead to somebody, leaves it to the pool, or parks it. */
export const assignLead = defineJob({
  name: "assign_lead",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "leadId",
  key: ({ id }) => id,
  attempts: 8,
  priority: -2, // before cards are drawn again: what they wait for is here

  async run({ tenantId, id }, { db, now }) {
    await db.inTenant(tenantId, async (tx) => {
      const pool = await lockPool(tx);
      const lead = await lockLead(tx, id);
      if (lead.state !== "SCORED") return; // a retry: the first run committed
      if (lead.mergedInto) return; // nobody is offered half a lead
      const [decision] = await listDecisions(tx, id, 1);
      if (!decision) throw new Error(`lead ${id} is SCORED without a decision`);

      const at = now();
      const wanted = plan(decision);
      const by = byJob("assign_lead", decision.label);
      if (wanted.offer && lead.claimedBy === null)
        await offer(tx, pool, lead, decision.label, at, by);

      const parked = wanted.state === "STALE";
      await moveLead(tx, id, "SCORED", parked ? "STALE" : "ASSIGNED", by);
      if (wanted.state === "HANDED_OFF") await moveLead(tx, id, "ASSIGNED", "HANDED_OFF", by);
      await appendEvent(tx, "actions.triggered", "lead.assigned", at, {
        key: id,
        companyId: lead.companyId,
        leadId: id,
        features: { state: wanted.state },
      });
      await enqueue(tx, deliverCard, { tenantId, id }, await inTurn(tx, id));
    });
  },
});

type Pool = Awaited<ReturnType<typeof lockPool>>;

/** Routing makes an offer; the press decides. Everybody who was considered is written down. */
async function offer(
  tx: Tx,
  pool: Pool,
  lead: LeadRow,
  label: Label,
  at: Date,
  by: By,
): Promise<void> {
  const trace = assign({
    pool: pool?.name ?? "no pool",
    candidates: pool ? await listCandidates(tx, pool.id) : [],
    askedBy: lead.askedBy,
    returning: await returningTo(tx, lead, at),
    label,
    now: at,
  });
  await addTrace(tx, lead.id, trace, at);
  if (trace.ownerId && pool) {
    await noteOffer(tx, pool.id, trace.ownerId, at);
    await changeLead(tx, lead.id, { poolId: pool.id, offeredTo: trace.ownerId, offeredAt: at });
  }
  const offered = { ownerId: trace.ownerId, rule: trace.rule };
  await recordAct(tx, lead.id, "offer", by, null, offered);
}

/** Who had the company before, if that is not too long ago. */
async function returningTo(tx: Tx, { companyId }: LeadRow, now: Date): Promise<LastOwner | null> {
  const last = await lastOwnerOf(tx, await rootOf(tx, "company", companyId));
  const timeZone = await timeZoneOf(tx);
  return returningOwner({ last, ...(await readReturning(tx)), now, timeZone });
}
