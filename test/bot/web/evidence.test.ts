import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { evidencePages } from "../../../bot/web/evidence.ts";
import { addFacts } from "../../../db/facts.ts";
import { getLeadView } from "../../../db/lead-view.ts";
import { lockLead } from "../../../db/leads.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted, givenTenant } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const fact = (own: Partial<Fact>): Fact => ({
  name: "legal_name",
  value: "Acme B.V.",
  sourceUrl: "https://acme.example/about",
  quote: null,
  observedAt: testNow.toISOString(),
  provider: "page",
  confidence: 0.9,
  ...own,
});

describe("the evidence page", () => {
  it("shows bucket and score, and says its facts in words", async () => {
    const facts = [
      fact({ provider: "json_ld", quote: `{ "@type": "Organization", "legalName": "Acme B.V."` }),
      fact({ name: "employees", value: { min: 180, max: 220 }, quote: "around 200 people" }),
    ];

    const { text } = await evidenceOf(facts);

    assert.match(text, /<h1>Acme · A · 86<\/h1>/);
    assert.match(text, /Legal name: Acme B\.V\./);
    assert.match(text, /In the page&#39;s data: legal name: Acme B\.V\.|In the page's data: legal/);
    assert.match(text, /People: 180–220<\/td>\s*<td><q>around 200 people<\/q>/);
    assert.doesNotMatch(text, /legal_name|@type/);
  });

  it("asks for nothing that is not there, and runs nothing a page said", async () => {
    const nasty = "<script>alert(1)</script>";

    const { text } = await evidenceOf([fact({ value: nasty, quote: nasty })]);

    assert.match(text, /<link rel="icon" href="data:,"/);
    assert.doesNotMatch(text, /<script/);
  });

  it("stays closed without a good link", async () => {
    const routes = evidencePages(testWorld(db));

    const response = await routes.request("/evidence/nonsense");

    assert.equal(response.status, 403);
    assert.doesNotMatch(await response.text(), /Why this score/);
  });
});

async function evidenceOf(facts: Fact[]): Promise<{ text: string }> {
  const world = testWorld(db);
  const tenantId = await givenTenant(db);
  const leadId = await givenRouted(db, tenantId, "A");
  const view = await db.inTenant(tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, leadId);
    await addFacts(tx, companyId, facts, testNow);
    return getLeadView(tx, leadId, world.publicUrl, testNow);
  });

  const response = await evidencePages(world).request(new URL(view.evidenceUrl).pathname);

  assert.equal(response.status, 200);
  return { text: await response.text() };
}
