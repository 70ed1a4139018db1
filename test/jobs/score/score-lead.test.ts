import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { listDecisions } from "../../../db/decisions.ts";
import { addFacts } from "../../../db/facts.ts";
import { lockLead } from "../../../db/leads.ts";
import { listTransitions } from "../../../db/lists.ts";
import { scoreLead } from "../../../jobs/score/score-lead.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { testDb } from "../../support/db.ts";
import { givenLead } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { jobsFor, openScene, rowsOf, type Scene, viewOf } from "../scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("score_lead", () => {
  it("writes a decision whose parts add up to its score", async () => {
    const scene = await openScene(db);
    const leadId = await givenLead(scene, scene.tenantId);
    await know(scene, leadId, { industry: "Logistics", employees: { min: 180, max: 220 } });

    await score(scene, leadId);

    const { state, decision } = await viewOf(scene, leadId);
    const sum = decision?.parts.reduce((total, part) => total + part.points, 0);
    assert.equal(state, "SCORED");
    assert.equal(sum, decision?.score);
    assert.ok(decision?.parts.some((part) => part.name === "industry" && part.points > 0));
    assert.deepEqual(decision?.decidedAt, testNow);
    const [kept] = await rowsOf<{ score: number }>(scene, "select score from lead_score");
    assert.equal(kept?.score, decision?.score);
  });

  it("decides once when it runs twice", async () => {
    const scene = await openScene(db);
    const leadId = await givenLead(scene, scene.tenantId);

    await score(scene, leadId);
    const jobs = await jobsFor(scene, leadId);
    await score(scene, leadId);

    assert.equal((await decisions(scene, leadId)).length, 1);
    assert.deepEqual(await jobsFor(scene, leadId), jobs);
    assert.ok(jobs.includes("assign_lead"));
  });

  it("adds an opinion when something new is known, and keeps the old one and the place", async () => {
    const scene = await openScene(db);
    const leadId = await givenLead(scene, scene.tenantId);
    await score(scene, leadId);
    await know(scene, leadId, { industry: "Logistics" });

    await score(scene, leadId, true);

    const [latest, first, ...others] = await decisions(scene, leadId);
    assert.ok((latest?.score ?? 0) > (first?.score ?? 0));
    assert.deepEqual(others, []);
    assert.equal((await viewOf(scene, leadId)).state, "SCORED");
    const trail = await scene.inTenant(scene.tenantId, (tx) => listTransitions(tx, leadId));
    assert.equal(trail.filter((step) => step.to === "SCORED").length, 1);
  });

  it("asks the gates again: much may have happened since ingest", async () => {
    const scene = await openScene(db);
    const leadId = await givenLead(scene, scene.tenantId, { email: "ana@acme.example" });
    await scene.inTenant(scene.tenantId, (tx) =>
      tx.client.query(
        "insert into suppression (tenant_id, kind, value_index, reason, at) values ($1, 'email', $2, 'asked', now())",
        [tx.tenantId, tx.vault.blindIndex("email", "ana@acme.example")],
      ),
    );

    await score(scene, leadId);

    const { decision } = await viewOf(scene, leadId);
    assert.deepEqual([decision?.label, decision?.gate?.rule], ["Drop", "opt-out"]);
  });

  it("does nothing about a lead of another tenant", async () => {
    const scene = await openScene(db);
    const other = await openScene(db);
    const leadId = await givenLead(scene, scene.tenantId);

    const attempt = scoreLead.run(
      { tenantId: other.tenantId, id: leadId, again: false },
      testWorld(other),
    );

    await assert.rejects(attempt, /lead .* not found/);
  });
});

function score(scene: Scene, id: string, again = false): Promise<void> {
  return scoreLead.run({ tenantId: scene.tenantId, id, again }, testWorld(scene));
}

function decisions(scene: Scene, leadId: string) {
  return scene.inTenant(scene.tenantId, (tx) => listDecisions(tx, leadId, 10));
}

/** Facts of the company, as a page would state them. */
function know(
  scene: Scene,
  leadId: string,
  facts: Partial<Record<Fact["name"], Fact["value"]>>,
): Promise<void> {
  return scene.inTenant(scene.tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, leadId);
    const seen = { quote: "so it says", observedAt: testNow.toISOString(), provider: "page" };
    const rows = Object.entries(facts).map(([name, value]) => ({
      name: name as Fact["name"], // keys of the parameter
      value,
      sourceUrl: "https://acme.example/",
      confidence: 0.9,
      ...seen,
    }));
    await addFacts(tx, companyId, rows, testNow);
  });
}
