import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { byJob } from "../../../db/audit.ts";
import { claimLead } from "../../../db/claims.ts";
import { addFeedback, addOutcome } from "../../../db/feedback.ts";
import { lockLead, lockStandingLead, readLeadInput } from "../../../db/leads.ts";
import { ingestLead } from "../../../jobs/ingest/ingest-lead.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { testDb } from "../../support/db.ts";
import { givenArrival, givenLead, givenPerson, givenPool } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { openScene, type Scene, viewOf } from "../scene.ts";
import { count, givenWorkedLead, leadOf, merge, resourceOf, scoreAgain, unmerge } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("merging two companies", () => {
  it("makes one lead of two, on what both know", async () => {
    const scene = await openScene(db);
    const a = await givenWorkedLead(scene, "a.example", { title: "CEO" }, [employees(300)]);
    const b = await givenWorkedLead(scene, "b.example", { budget: 50_000 }, [
      industry("Logistics"),
    ]);

    await merge(scene, "a.example", "b.example");
    await scoreAgain(scene);

    const view = await viewOf(scene, a);
    assert.deepEqual(view.facts.map(({ name }) => name).sort(), ["employees", "industry"]);
    const alone = await givenWorkedLead(scene, "c.example", { title: "CEO", budget: 50_000 }, [
      employees(300),
      industry("Logistics"),
    ]);
    assert.equal(view.decision?.score, (await viewOf(scene, alone)).decision?.score);
    assert.deepEqual((await viewOf(scene, b)).mergedInto, { id: a, name: "a.example" });
    assert.deepEqual([await leadOf(scene, "a.example"), await leadOf(scene, "b.example")], [a, a]);
  });

  it("counts what happened to either, and opinions of one person once", async () => {
    const scene = await openScene(db);
    const rita = await givenPerson(scene, scene.tenantId, "Rita");
    const a = await givenWorkedLead(scene, "a.example");
    const b = await givenWorkedLead(scene, "b.example");
    await scene.inTenant(scene.tenantId, async (tx) => {
      const liked = { personId: rita, surface: "slack", emoji: "🔥", outcome: "hot", weight: 1 };
      for (const leadId of [a, b]) {
        await addFeedback(tx, { ...liked, leadId, decisionId: null }, testNow);
      }
      const met = { outcome: "meeting", reason: null, value: null, personId: rita };
      await addOutcome(tx, { ...met, leadId: b }, testNow);
    });

    await merge(scene, "a.example", "b.example");

    const { outcome, feedback } = await viewOf(scene, a);
    assert.equal(outcome?.outcome, "meeting");
    assert.deepEqual(feedback, [{ emoji: "🔥", names: ["Rita"] }]);
  });

  it("keeps the lead somebody works on, however young", async () => {
    const scene = await openScene(db);
    const rita = await givenPerson(scene, scene.tenantId, "Rita");
    const older = await givenWorkedLead(scene, "a.example");
    const younger = await givenWorkedLead(scene, "b.example");
    await scene.inTenant(scene.tenantId, (tx) =>
      claimLead(tx, younger, rita, testNow, byJob("test")),
    );

    await merge(scene, "a.example", "b.example");

    assert.equal((await viewOf(scene, older)).mergedInto?.id, younger);
    assert.equal((await viewOf(scene, younger)).claimedBy?.name, "Rita");
  });

  it("gives everything back to the byte when it is taken apart", async () => {
    const facts = fc.array(
      fc.oneof(
        fc.integer({ min: 1, max: 5_000 }).map(employees),
        fc.constantFrom("Logistics", "Software", "Retail").map(industry),
      ),
      { maxLength: 3 },
    );
    const said = fc.record({
      title: fc.option(fc.constantFrom("CEO", "Head of Ops", "Intern")),
      budget: fc.option(fc.integer({ min: 0, max: 90_000 })),
      country: fc.option(fc.constantFrom("DE", "US", "BR")),
      name: fc.option(fc.constantFrom("Ana Weber", "Bob Stone")),
    });
    const side = fc.record({ facts, said: fc.array(said, { minLength: 1, maxLength: 3 }) });

    await fc.assert(
      fc.asyncProperty(side, side, fc.boolean(), async (one, other, turned) => {
        const scene = await openScene(db);
        await givenPool(scene, scene.tenantId, [await givenPerson(scene, scene.tenantId, "Rita")]);
        const domains = ["a.example", "b.example"] as const;
        const leads: string[] = [];
        for (const [at, { facts, said }] of [one, other].entries()) {
          const domain = domains[at] ?? "";
          const [first, ...later] = said;
          leads.push(await givenWorkedLead(scene, domain, first, facts));
          for (const more of later) await givenLead(scene, scene.tenantId, { domain, ...more });
        }
        await scoreAgain(scene);
        const before = await snapshot(scene, leads);

        await (turned ? merge(scene, domains[1], domains[0]) : merge(scene, ...domains));
        await scoreAgain(scene);
        await unmerge(scene, turned ? "a.example" : "b.example");
        await scoreAgain(scene);

        assert.deepEqual(await snapshot(scene, leads), before);
      }),
      { numRuns: 8, seed: 7, endOnFailure: true },
    );
  });

  it("sends what came in meanwhile to the side it speaks of", async () => {
    const scene = await openScene(db);
    const a = await givenWorkedLead(scene, "a.example");
    const b = await givenWorkedLead(scene, "b.example", { email: "bea@b.example", name: "Bea" });
    await merge(scene, "a.example", "b.example");
    await givenLead(scene, scene.tenantId, { domain: "a.example", title: "CEO" });
    await givenLead(scene, scene.tenantId, { domain: "b.example", productInterest: "planning" });
    await givenLead(scene, scene.tenantId, { domain: null, company: null, email: "bea@b.example" });
    assert.equal(await titleOf(scene, a), "CEO", "all of it counts for the survivor");
    assert.equal(await count(scene, "lead"), 2);

    await unmerge(scene, "b.example");

    assert.equal(await count(scene, "source_event", `lead_id = '${a}'`), 2);
    assert.equal(await count(scene, "source_event", `lead_id = '${b}'`), 3);
    assert.deepEqual([await leadOf(scene, "a.example"), await leadOf(scene, "b.example")], [a, b]);
  });

  it("follows chains, and parts them link by link", async () => {
    const scene = await openScene(db);
    const a = await givenWorkedLead(scene, "a.example");
    const b = await givenWorkedLead(scene, "b.example");
    const c = await givenWorkedLead(scene, "c.example");
    await merge(scene, "b.example", "c.example");
    await merge(scene, "a.example", "b.example");
    assert.equal((await viewOf(scene, c)).mergedInto?.id, a);

    const again = await merge(scene, "c.example", "a.example");
    await unmerge(scene, "b.example");

    assert.equal(again, undefined, "they are one already: a circle cannot be made");
    assert.equal((await viewOf(scene, c)).mergedInto?.id, b);
    assert.deepEqual([await leadOf(scene, "a.example"), await leadOf(scene, "c.example")], [a, b]);
  });

  it("merges once when two people press at once, in either order", async () => {
    const scene = await openScene(db);
    await givenWorkedLead(scene, "a.example");
    await givenWorkedLead(scene, "b.example");
    await givenWorkedLead(scene, "c.example");

    const pairs = [
      ["a.example", "b.example"],
      ["b.example", "a.example"],
      ["b.example", "c.example"],
      ["c.example", "a.example"],
    ] as const;
    const merged = await Promise.all(pairs.map(([one, other]) => merge(scene, one, other)));

    assert.equal(merged.filter((one) => one !== undefined).length, 2);
    assert.equal(await count(scene, "company", "merged_into is null"), 1);
    assert.equal(await count(scene, "lead", "merged_into is null"), 1);
  });

  it("loses no claim that is made at the same moment", async () => {
    const scene = await openScene(db);
    const rita = await givenPerson(scene, scene.tenantId, "Rita");
    await givenWorkedLead(scene, "a.example");
    const b = await givenWorkedLead(scene, "b.example");

    const claim = () =>
      scene.inTenant(scene.tenantId, async (tx) => {
        const { id } = await lockStandingLead(tx, b);
        return claimLead(tx, id, rita, testNow, byJob("test"));
      });
    const [, claimed] = await Promise.all([merge(scene, "a.example", "b.example"), claim()]);

    assert.equal(claimed.kind, "won");
    const [standing] = await Promise.all([leadOf(scene, "b.example")]);
    assert.equal((await viewOf(scene, standing ?? "")).claimedBy?.name, "Rita");
  });

  it("leaves a closed lead its own end, and the open one open", async () => {
    const scene = await openScene(db);
    const rita = await givenPerson(scene, scene.tenantId, "Rita");
    const lost = await givenWorkedLead(scene, "a.example");
    const open = await givenWorkedLead(scene, "b.example");
    await scene.inTenant(scene.tenantId, async (tx) => {
      const end = { outcome: "lost", reason: null, value: null, personId: rita };
      await addOutcome(tx, { ...end, leadId: lost }, testNow);
      await tx.client.query("update lead set closed_as = 'lost' where id = $1", [lost]);
    });

    await merge(scene, "a.example", "b.example");

    assert.equal((await viewOf(scene, open)).mergedInto, null);
    assert.equal((await viewOf(scene, lost)).mergedInto, null);
    assert.equal((await viewOf(scene, open)).outcome, null);
  });

  it("gives both companies' arrivals one lead when they come at the same moment", async () => {
    const scene = await openScene(db);
    await givenWorkedLead(scene, "a.example");
    await givenWorkedLead(scene, "b.example");
    const receipts = await Promise.all(
      ["a.example", "b.example", "a.example", "b.example"].map((domain) =>
        givenArrival(scene, scene.tenantId, { domain, freeText: "once more" }),
      ),
    );

    await Promise.all([
      merge(scene, "a.example", "b.example"),
      ...receipts.map(({ sourceEventId: id }) =>
        ingestLead.run({ tenantId: scene.tenantId, id }, testWorld(scene)),
      ),
    ]);

    assert.equal(await count(scene, "lead", "merged_into is null"), 1);
    assert.equal(await count(scene, "lead"), 2);
  });
});

/** Everything of a lead but what counts changes: its card's version. */
function snapshot(scene: Scene, leads: readonly string[]): Promise<string[]> {
  return Promise.all(leads.map((id) => resourceOf(scene, id)));
}

function titleOf(scene: Scene, leadId: string): Promise<string | null> {
  return scene.inTenant(scene.tenantId, async (tx) => {
    return (await readLeadInput(tx, await lockLead(tx, leadId))).title;
  });
}

function employees(size: number): Fact {
  return fact("employees", { min: size, max: size });
}

function industry(value: string): Fact {
  return fact("industry", value);
}

function fact(name: Fact["name"], value: Fact["value"]): Fact {
  return {
    name,
    value,
    quote: null,
    sourceUrl: "https://a.example/about",
    observedAt: testNow.toISOString(),
    provider: "page",
    confidence: 0.9,
  };
}
