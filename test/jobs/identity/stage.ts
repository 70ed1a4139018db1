import { leadResource } from "../../../cards/lead-resource.ts";
import { companyOfDomain } from "../../../db/aliases.ts";
import { byJob } from "../../../db/audit.ts";
import { addFacts } from "../../../db/facts.ts";
import { getLeadView } from "../../../db/lead-view.ts";
import { findLeadByDomain, lockLead } from "../../../db/leads.ts";
import { assignLead } from "../../../jobs/assign/assign-lead.ts";
import { mergeCompanies } from "../../../jobs/identity/merge-companies.ts";
import { unmergeCompany } from "../../../jobs/identity/unmerge-company.ts";
import { scoreLead } from "../../../jobs/score/score-lead.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { givenLead } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { rowsOf, type Scene } from "../scene.ts";

let minutes = 0;

/** A lead of a domain that was read, scored and routed. */
export async function givenWorkedLead(
  scene: Scene,
  domain: string,
  said: Partial<LeadInput> = {},
  facts: Fact[] = [],
): Promise<string> {
  const { tenantId } = scene;
  minutes += 1;
  const receivedAt = new Date(testNow.getTime() - 86_400_000 + minutes * 60_000);
  const id = await givenLead(scene, tenantId, { domain, company: domain, ...said }, { receivedAt });
  await scene.inTenant(tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, id);
    await addFacts(tx, companyId, facts, testNow);
  });
  await scoreLead.run({ tenantId, id, again: false }, testWorld(scene));
  await assignLead.run({ tenantId, id }, testWorld(scene));
  return id;
}

export function companyId(scene: Scene, domain: string): Promise<string> {
  return scene.inTenant(scene.tenantId, async (tx) => {
    const id = await companyOfDomain(tx, domain);
    if (!id) throw new Error(`no company of ${domain}`);
    return id;
  });
}

export async function merge(scene: Scene, one: string, other: string) {
  const pair = [await companyId(scene, one), await companyId(scene, other)] as const;
  const reason = { by: byJob("test"), why: [], personId: null };
  return scene.inTenant(scene.tenantId, (tx) => mergeCompanies(tx, pair, reason, testNow));
}

export async function unmerge(scene: Scene, domain: string) {
  const id = await companyId(scene, domain);
  const reason = { by: byJob("test"), personId: null };
  return scene.inTenant(scene.tenantId, (tx) => unmergeCompany(tx, id, reason, testNow));
}

/** Scores every lead that waits for it, as the queue would. */
export async function scoreAgain(scene: Scene): Promise<void> {
  const { rows } = await scene.owner.query<{ id: string }>(
    `delete from graphile_worker._private_jobs where key like 'score_lead:%'
       and payload->>'tenantId' = $1 returning payload->>'id' as id`,
    [scene.tenantId],
  );
  for (const { id } of rows) {
    await scoreLead.run({ tenantId: scene.tenantId, id, again: true }, testWorld(scene));
  }
}

/** A lead as the API gives it, down to the byte; its card counts changes and is left out of it. */
export function resourceOf(scene: Scene, id: string): Promise<string> {
  return scene.inTenant(scene.tenantId, async (tx) =>
    JSON.stringify(leadResource(await getLeadView(tx, id, "http://127.0.0.1:3000", testNow))),
  );
}

export async function leadOf(scene: Scene, domain: string): Promise<string | undefined> {
  return (await scene.inTenant(scene.tenantId, (tx) => findLeadByDomain(tx, domain)))?.id;
}

/** How many rows a table has for the tenant. */
export async function count(scene: Scene, table: string, where = "true"): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    scene,
    `select count(*)::int as n from ${table} where ${where}`,
  );
  return row?.n ?? 0;
}
