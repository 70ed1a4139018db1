import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { changeLead } from "../../../db/leads.ts";
import { listTransitions } from "../../../db/lists.ts";
import { wakeLead } from "../../../jobs/assign/wake-lead.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { jobsFor, openScene, type Scene, viewOf } from "../scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const nine = new Date("2026-03-04T09:00:00Z");

describe("wake_lead", () => {
  it("ends a snooze when its time has come, and the card says so", async () => {
    const scene = await openScene(db);
    const leadId = await snoozed(scene, nine);
    const before = await viewOf(scene, leadId);

    await wake(scene, leadId, nine);

    const view = await viewOf(scene, leadId);
    assert.equal(view.snooze, null);
    assert.ok(view.version > before.version);
    assert.ok((await jobsFor(scene, leadId)).includes("deliver_card"));
    const trail = await scene.inTenant(scene.tenantId, (tx) => listTransitions(tx, leadId));
    assert.deepEqual([trail.at(-1)?.verb, trail.at(-1)?.actor], ["wake", "wake_lead"]);
  });

  it("lets a lead sleep that was put aside again, for longer", async () => {
    const scene = await openScene(db);
    const leadId = await snoozed(scene, new Date("2026-03-09T09:00:00Z"));

    await wake(scene, leadId, nine);

    assert.notEqual((await viewOf(scene, leadId)).snooze, null);
  });

  it("does nothing twice", async () => {
    const scene = await openScene(db);
    const leadId = await snoozed(scene, nine);
    await wake(scene, leadId, nine);
    const before = await viewOf(scene, leadId);

    await wake(scene, leadId, nine);

    assert.deepEqual(await viewOf(scene, leadId), before);
  });
});

async function snoozed(scene: Scene, until: Date): Promise<string> {
  assert.ok(until > testNow);
  const leadId = await givenRouted(scene, scene.tenantId, "B");
  await scene.inTenant(scene.tenantId, (tx) => changeLead(tx, leadId, { snoozedUntil: until }));
  return leadId;
}

function wake(scene: Scene, id: string, now: Date): Promise<void> {
  return wakeLead.run({ tenantId: scene.tenantId, id }, testWorld(scene, { now: () => now }));
}
