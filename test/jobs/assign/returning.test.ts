import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { latestTrace } from "../../../db/decisions.ts";
import { addOutcome } from "../../../db/feedback.ts";
import { changeLead } from "../../../db/leads.ts";
import { findReference } from "../../../db/source-events.ts";
import { testDb } from "../../support/db.ts";
import { givenLead, givenPerson, givenPool, givenRouted } from "../../support/given.ts";
import { testNow } from "../../support/world.ts";
import { openScene, type Scene, viewOf } from "../scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
/** Somebody who writes, not a list. */
const again = { email: "ana@acme.example", freeText: "We are looking again." };

/** A pool of two; one of them lost the lead of acme.example some days ago, the other has nothing to do. */
async function givenLost(scene: Scene, { days, cap }: { days: number; cap?: number }) {
  const { tenantId } = scene;
  const rita = await givenPerson(scene, tenantId, "Rita");
  const ravi = await givenPerson(scene, tenantId, "Ravi");
  await givenPool(scene, tenantId, [rita, ravi], cap ?? null);
  const lost = await givenRouted(scene, tenantId, "B");
  const at = new Date(testNow.getTime() - days * DAY_MS);
  await scene.inTenant(tenantId, async (tx) => {
    const end = { outcome: "lost", reason: null, value: null };
    await addOutcome(tx, { ...end, leadId: lost, personId: rita }, at);
    await changeLead(tx, lost, { closedAs: "lost", claimedBy: rita, claimedAt: at });
  });
  return { lost, rita, ravi };
}

describe("a company that comes back", () => {
  it("gets a new lead, offered to whoever had it, and its card says so", async () => {
    const scene = await openScene(db);
    const { lost, rita } = await givenLost(scene, { days: 100 });

    const lead = await givenRouted(scene, scene.tenantId, "B", again);

    const { offeredTo, returning } = await viewOf(scene, lead);
    assert.notEqual(lead, lost);
    assert.equal(offeredTo?.personId, rita);
    assert.deepEqual(returning, { name: "Rita", at: new Date(testNow.getTime() - 100 * DAY_MS) });
    assert.equal((await viewOf(scene, lost)).outcome?.outcome, "lost", "its end stands");
  });

  it("goes the usual way when that was too long ago", async () => {
    const scene = await openScene(db);
    const { ravi } = await givenLost(scene, { days: 124 });

    const lead = await givenRouted(scene, scene.tenantId, "B", again);

    const { offeredTo, returning } = await viewOf(scene, lead);
    assert.deepEqual([offeredTo?.personId, returning], [ravi, null]);
  });

  it("goes to somebody else when its owner has no room, and the trace says why", async () => {
    const scene = await openScene(db);
    const { rita, ravi } = await givenLost(scene, { days: 10, cap: 0 });
    await scene.inTenant(scene.tenantId, (tx) =>
      tx.client.query("update pool_member set cap = 5 where person_id = $1", [ravi]),
    );

    const lead = await givenRouted(scene, scene.tenantId, "B", again);

    const found = await scene.inTenant(scene.tenantId, (tx) => latestTrace(tx, lead));
    assert.equal((await viewOf(scene, lead)).offeredTo?.personId, ravi);
    assert.equal(found?.trace.returning?.name, "Rita");
    const why = found?.trace.candidates.find(({ personId }) => personId === rita)?.why;
    assert.equal(why, "at cap: 0 of 0 open");
  });

  it("joins its old lead when only a list names it again", async () => {
    const scene = await openScene(db);
    const { lost } = await givenLost(scene, { days: 10 });

    const ref = await givenLead(scene, scene.tenantId, {});

    const found = await scene.inTenant(scene.tenantId, (tx) => findReference(tx, ref));
    assert.equal(found?.leadId, lost);
  });
});
