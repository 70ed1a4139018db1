import type { Card } from "../../cards/card.ts";
import { unfurlCard } from "../../cards/unfurl-card.ts";
import { isId } from "../../db/ids.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLead } from "../../db/leads.ts";
import { readEvidenceLink } from "../../db/links.ts";
import { rootOf } from "../../db/merges.ts";
import type { World } from "../../jobs/world.ts";

/** What a pasted link to one of our leads shows. Undefined for any link that is not this tenant's own. */
export async function unfurl(
  world: World,
  tenantId: string,
  url: string,
  outsiders: boolean,
): Promise<Card | undefined> {
  const leadId = await leadBehind(world, tenantId, url);
  if (!leadId) return undefined;
  const now = world.now();
  return world.db.inTenant(tenantId, async (tx) => {
    const lead = await findLead(tx, leadId);
    if (!lead) return undefined;
    const view = await getLeadView(tx, await rootOf(tx, "lead", leadId), world.publicUrl, now);
    return unfurlCard(view, outsiders, now);
  });
}

/** An evidence link carries its tenant, signed; a lead's address is only looked up among the tenant's own. */
async function leadBehind(
  { db, now, publicUrl }: World,
  tenantId: string,
  pasted: string,
): Promise<string | undefined> {
  const url = URL.parse(pasted);
  if (!url || url.origin !== new URL(publicUrl).origin) return undefined;
  const own = url.pathname.slice(new URL(publicUrl).pathname.replace(/\/$/, "").length);
  const [, token] = /^\/evidence\/([\w-]+)$/.exec(own) ?? [];
  const [, id] = /^\/api\/v1\/leads\/([\w-]+)$/.exec(own) ?? [];
  if (id && isId(id)) return id;
  const link = token ? await readEvidenceLink(db, token, now()) : undefined;
  return link?.tenantId === tenantId ? link.leadId : undefined;
}
