import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { leadCard } from "../../../cards/lead-card.ts";
import { leadResource } from "../../../cards/lead-resource.ts";
import { toText } from "../../../cards/to-text.ts";
import { whyForm } from "../../../cards/why-form.ts";
import { addFacts } from "../../../db/facts.ts";
import { changeLead, lockLead } from "../../../db/leads.ts";
import { readStats } from "../../../db/lists.ts";
import { deliverCard } from "../../../jobs/handoff/deliver-card.ts";
import { scoreLead } from "../../../jobs/score/score-lead.ts";
import { scoreSoFar } from "../../../jobs/score/score-so-far.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { testDb } from "../../support/db.ts";
import { givenLead, givenScored } from "../../support/given.ts";
import { recordingChat, testNow, testWorld } from "../../support/world.ts";
import { jobsFor, openScene, rowsOf, type Scene, viewOf } from "../scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const size: Fact = {
  ...{ name: "employees", value: { min: 180, max: 220 } },
  ...{ sourceUrl: "https://acme.example/about", quote: "180 to 220 people" },
  ...{ observedAt: testNow.toISOString(), provider: "page", confidence: 0.9 },
};

/** A lead whose company is being read, and was found to be of some size. */
async function givenReading(scene: Scene): Promise<string> {
  const leadId = await givenLead(scene, scene.tenantId);
  await scene.inTenant(scene.tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, leadId);
    await addFacts(tx, companyId, [size], testNow);
    await changeLead(tx, leadId, {
      researchStartedAt: testNow,
      researchRead: 1,
      researchExpected: 6,
    });
  });
  return leadId;
}

function score(scene: Scene, id: string): Promise<void> {
  return scoreSoFar.run({ tenantId: scene.tenantId, id }, testWorld(scene));
}

describe("score_so_far", () => {
  it("says on the card where a lead is heading, and that it is not the last word", async () => {
    const scene = await openScene(db);
    const leadId = await givenReading(scene);

    await score(scene, leadId);

    const view = await viewOf(scene, leadId);
    const text = toText(leadCard(view, testNow, "UTC"));
    assert.match(text, /^Acme · [ABCD] · \d+ so far/);
    assert.match(text, /Right size|180–220 people/);
    assert.match(text, /1 of ~6 pages read/);
    assert.doesNotMatch(text, /Next:/);
  });

  it("names it in the reasons, and keeps it out of what programs take for the score", async () => {
    const scene = await openScene(db);
    const leadId = await givenReading(scene);

    await score(scene, leadId);

    const view = await viewOf(scene, leadId);
    const why = JSON.stringify(whyForm(view, testNow, "UTC"));
    assert.match(why, /so far: research is still running/);
    const { bucket, score: points, so_far: soFar } = leadResource(view);
    assert.deepEqual([bucket, points], [null, null]);
    assert.equal(soFar?.score, view.soFar?.score);
  });

  it("moves, offers, alerts and teaches nothing", async () => {
    const scene = await openScene(db);
    const { port, sent } = recordingChat("slack");
    const leadId = await givenReading(scene);
    const before = await viewOf(scene, leadId);

    await score(scene, leadId);
    const world = testWorld(scene, { chat: { slack: port, teams: null } });
    await deliverCard.run({ tenantId: scene.tenantId, id: leadId }, world);

    const view = await viewOf(scene, leadId);
    assert.deepEqual(
      [view.state, view.decision, view.offeredTo],
      [before.state, null, before.offeredTo],
    );
    assert.equal((await jobsFor(scene, leadId)).includes("assign_lead"), false);
    assert.deepEqual(sent, []);
    for (const table of ["route_event", "lead_score", "routing"]) {
      assert.deepEqual(await rowsOf(scene, `select * from ${table}`), [], table);
    }
    const { labels } = await scene.inTenant(scene.tenantId, readStats);
    assert.deepEqual(labels, { none: 1 });
  });

  it("gives way to the score at the end", async () => {
    const scene = await openScene(db);
    const leadId = await givenReading(scene);
    await score(scene, leadId);

    await scoreLead.run({ tenantId: scene.tenantId, id: leadId, again: false }, testWorld(scene));

    const view = await viewOf(scene, leadId);
    assert.equal(view.soFar, null);
    assert.doesNotMatch(toText(leadCard(view, testNow, "UTC")), /so far/);
  });

  it("says nothing about a lead that has its score, or that nobody is reading", async () => {
    const scene = await openScene(db);
    const scored = await givenScored(scene, scene.tenantId, "B");
    const waiting = await givenLead(scene, scene.tenantId, { company: "Other", domain: null });

    for (const leadId of [scored, waiting]) await score(scene, leadId);

    const made = await rowsOf(scene, "select id from decision where provisional");
    assert.deepEqual(made, []);
  });
});
