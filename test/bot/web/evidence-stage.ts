import type { Db } from "../../../db/client.ts";
import { addFacts, keepPage } from "../../../db/facts.ts";
import { getLeadView } from "../../../db/lead-view.ts";
import { lockLead } from "../../../db/leads.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { givenRouted, givenTenant } from "../../support/given.ts";
import { testNow } from "../../support/world.ts";

export const fact = (own: Partial<Fact>): Fact => ({
  name: "legal_name",
  value: "Acme B.V.",
  sourceUrl: "https://acme.example/about",
  quote: null,
  observedAt: testNow.toISOString(),
  provider: "page",
  confidence: 0.9,
  ...own,
});

export type Kept = Parameters<typeof keepPage>[2];
export type Proven = { tenantId: string; leadId: string; companyId: string; path: string };

/** A scored lead of whose company these facts and pages are kept, and the path of its evidence page. */
export async function givenProven(db: Db, facts: Fact[], kept: Kept[] = []): Promise<Proven> {
  const tenantId = await givenTenant(db);
  const leadId = await givenRouted(db, tenantId, "A");
  return db.inTenant(tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, leadId);
    await addFacts(tx, companyId, facts, testNow);
    for (const page of kept) await keepPage(tx, companyId, page, testNow);
    const { evidenceUrl } = await getLeadView(tx, leadId, "http://127.0.0.1:3000", testNow);
    return { tenantId, leadId, companyId, path: new URL(evidenceUrl).pathname };
  });
}

/** A page as research keeps it. */
export function pageOf(url: string, html: string): Kept {
  return { url, contentType: "text/html; charset=utf-8", body: Buffer.from(html) };
}
