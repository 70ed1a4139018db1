import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { byJob } from "../../../db/audit.ts";
import { claimLead } from "../../../db/claims.ts";
import { latestTrace } from "../../../db/decisions.ts";
import { assignLead } from "../../../jobs/assign/assign-lead.ts";
import { testDb } from "../../support/db.ts";
import { givenPerson, givenPool, givenRouted, givenScored } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { openScene, rowsOf, type Scene, viewOf } from "../scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("assign_lead", () => {
  const plans = [
    { label: "A", state: "HANDED_OFF", offered: "Rita" },
    { label: "B", state: "ASSIGNED", offered: "Rita" },
    { label: "C", state: "ASSIGNED", offered: "Rita" },
    { label: "D", state: "STALE", offered: undefined },
  ] as const;
  for (const { label, state, offered } of plans) {
    it(`leaves a lead of bucket ${label} ${state} and ${offered ? "offers it" : "offers it to nobody"}`, async () => {
      const scene = await openScene(db);
      await givenPool(scene, scene.tenantId, [await givenPerson(scene, scene.tenantId, "Rita")]);

      const leadId = await givenRouted(scene, scene.tenantId, label);

      const view = await viewOf(scene, leadId);
      assert.deepEqual([view.state, view.offeredTo?.name], [state, offered]);
    });
  }

  it("takes turns, and writes down who was considered and why not", async () => {
    const scene = await openScene(db);
    const people = await givePeople(scene, ["Rita", "Ravi"]);
    await givenPool(scene, scene.tenantId, people);

    const offered: (string | undefined)[] = [];
    for (const domain of ["one.example", "two.example", "three.example", "four.example"]) {
      const leadId = await givenRouted(scene, scene.tenantId, "B", { domain });
      offered.push((await viewOf(scene, leadId)).offeredTo?.name);
    }

    assert.deepEqual(offered, ["Rita", "Ravi", "Rita", "Ravi"]);
    const traces = await rowsOf<{ trace: { candidates: unknown[] } }>(
      scene,
      "select trace from routing",
    );
    assert.deepEqual(
      traces.map(({ trace }) => trace.candidates.length),
      [2, 2, 2, 2],
    );
  });

  it("offers a lead to the rep who asked for it", async () => {
    const scene = await openScene(db);
    const people = await givePeople(scene, ["Rita", "Ravi"]);
    await givenPool(scene, scene.tenantId, people);
    const asked = { surface: "slack", channelId: "C1", kind: "channel", userId: "URavi" } as const;
    const origin = { ...asked, personId: people[1] ?? "", replyUrl: null };

    const leadId = await givenRouted(scene, scene.tenantId, "C", {}, { origin });

    assert.equal((await viewOf(scene, leadId)).offeredTo?.name, "Ravi");
  });

  it("routes once when it runs twice", async () => {
    const scene = await openScene(db);
    await givenPool(scene, scene.tenantId, await givePeople(scene, ["Rita", "Ravi"]));
    const leadId = await givenRouted(scene, scene.tenantId, "B");
    const before = await viewOf(scene, leadId);

    await assign(scene, leadId);

    assert.deepEqual(await viewOf(scene, leadId), before);
    assert.equal((await rowsOf(scene, "select from routing")).length, 1);
  });

  it("never exceeds a cap, with 20 workers at once", async () => {
    const scene = await openScene(db);
    await givenPool(scene, scene.tenantId, await givePeople(scene, ["Rita", "Ravi"]), 3);
    const leads: string[] = [];
    for (let n = 0; n < 20; n += 1) {
      leads.push(await givenScored(scene, scene.tenantId, "B", { domain: `c${n}.example` }));
    }

    await Promise.all(leads.map((leadId) => assign(scene, leadId)));

    const offers = await rowsOf(
      scene,
      `select p.name, count(*)::int as leads from lead l join person p on p.id = l.assigned_to
       group by 1 order by 1`,
    );
    assert.deepEqual(offers, [
      { name: "Ravi", leads: 3 },
      { name: "Rita", leads: 3 },
    ]);
    const rest = await rowsOf(
      scene,
      "select from lead where assigned_to is null and state = 'ASSIGNED'",
    );
    assert.equal(rest.length, 14, "the others wait in the queue");
  });

  it("shares leads evenly among workers at once", async () => {
    const scene = await openScene(db);
    await givenPool(scene, scene.tenantId, await givePeople(scene, ["Ann", "Ben", "Cem", "Dee"]));
    const leads: string[] = [];
    for (let n = 0; n < 18; n += 1) {
      leads.push(await givenScored(scene, scene.tenantId, "C", { domain: `c${n}.example` }));
    }

    await Promise.all(leads.map((leadId) => assign(scene, leadId)));

    const offers = await rowsOf<{ leads: number }>(
      scene,
      "select count(*)::int as leads from lead group by assigned_to order by 1",
    );
    assert.deepEqual(
      offers.map((row) => row.leads),
      [4, 4, 5, 5],
    );
  });

  it("leaves a lead in the queue when there is no pool, and says so", async () => {
    const scene = await openScene(db);

    const leadId = await givenRouted(scene, scene.tenantId, "A");

    const view = await viewOf(scene, leadId);
    const found = await scene.inTenant(scene.tenantId, (tx) => latestTrace(tx, leadId));
    assert.deepEqual([view.state, view.offeredTo], ["HANDED_OFF", null]);
    assert.deepEqual([found?.trace.ownerId, found?.trace.candidates], [null, []]);
  });

  it("offers nobody a lead that was claimed while it was researched", async () => {
    const scene = await openScene(db);
    const [rita = "", ravi = ""] = await givePeople(scene, ["Rita", "Ravi"]);
    await givenPool(scene, scene.tenantId, [rita]);
    const leadId = await givenScored(scene, scene.tenantId, "B");
    await scene.inTenant(scene.tenantId, (tx) =>
      claimLead(tx, leadId, ravi, testNow, byJob("test")),
    );

    await assign(scene, leadId);

    const view = await viewOf(scene, leadId);
    assert.deepEqual([view.claimedBy?.name, view.offeredTo], ["Ravi", null]);
    assert.equal(view.state, "ASSIGNED");
  });
});

function assign(scene: Scene, id: string): Promise<void> {
  return assignLead.run({ tenantId: scene.tenantId, id }, testWorld(scene));
}

async function givePeople(scene: Scene, names: readonly string[]): Promise<string[]> {
  const people: string[] = [];
  for (const name of names) people.push(await givenPerson(scene, scene.tenantId, name));
  return people;
}
