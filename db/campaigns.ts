import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { type Campaign, type CampaignField, campaignOf } from "../pipeline/ingest/campaign.ts";
import type { LeadInput } from "../pipeline/ingest/lead-input.ts";
import type { Tx } from "./client.ts";
import { mergedInto } from "./merges.ts";
import { sourceEvent } from "./schema.ts";

/** Writes down where an arrival came from, readable by SQL. */
export async function noteCampaign(tx: Tx, id: string, input: LeadInput): Promise<void> {
  const campaign = campaignOf(input);
  if (!campaign) return;
  await tx
    .update(sourceEvent)
    .set({ campaign })
    .where(and(eq(sourceEvent.tenantId, tx.tenantId), eq(sourceEvent.id, id)));
}

/** Where a lead came from first. */
export async function firstCampaign(tx: Tx, leadId: string): Promise<Campaign | null> {
  const [row] = await tx
    .select({ campaign: sourceEvent.campaign })
    .from(sourceEvent)
    .where(
      and(
        eq(sourceEvent.tenantId, tx.tenantId),
        sql`${sourceEvent.leadId} in ${mergedInto(tx, "lead", leadId)}`,
        isNotNull(sourceEvent.campaign),
      ),
    )
    .orderBy(asc(sourceEvent.receivedAt), asc(sourceEvent.id))
    .limit(1);
  return row?.campaign ?? null;
}

/** How many leads came from each source, campaign and page: the most of each, most first. */
export type SourceStats = {
  field: "source" | CampaignField;
  value: string;
  leads: number;
  /** How many values this field has in all. */
  values: number;
}[];

const SHOWN = 5;

export async function readSources(tx: Tx): Promise<SourceStats> {
  const { rows } = await tx.execute<SourceStats[number]>(sql`
    with told as (
      select l.id, 'source' as field, l.source as value from lead l
      where l.tenant_id = ${tx.tenantId} and l.merged_into is null
      union
      select e.lead_id, c.key, c.value
      from source_event e, jsonb_each_text(e.campaign) c
      where e.tenant_id = ${tx.tenantId} and e.lead_id is not null
    ), counted as (
      select field, value, count(*)::int as leads,
        row_number() over (partition by field order by count(*) desc, value) as nth,
        (count(*) over (partition by field))::int as values
      from told group by field, value)
    select field, value, leads, values from counted where nth <= ${SHOWN} order by field, nth`);
  return rows;
}
