import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { after, describe, it } from "node:test";
import { addOutcome } from "../../../db/feedback.ts";
import { assignLead } from "../../../jobs/assign/assign-lead.ts";
import { enrichAgain, enrichCompany } from "../../../jobs/enrich/enrich-company.ts";
import { refreshCompanies } from "../../../jobs/enrich/refresh-companies.ts";
import { scoreLead } from "../../../jobs/score/score-lead.ts";
import type { World } from "../../../jobs/world.ts";
import { testDb } from "../../support/db.ts";
import { givenLead, givenPerson } from "../../support/given.ts";
import { emptyWeb, testNow, testWorld } from "../../support/world.ts";
import { jobsFor, openScene, rowsOf, type Scene, viewOf } from "../scene.ts";
import { openStage, type Stage } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(testNow.getTime() + days * DAY_MS);

/** A company whose page says how many work there; the number can change. */
function siteOf(people: { count: number }): RequestListener {
  return (request, response) => {
    const about = `<h1>About us</h1><p>Acme moves freight for its ${people.count} employees.</p>`;
    const pages: Record<string, string> = {
      "/": `<title>Acme</title><h1>Freight software</h1><a href="/about">About us</a>`,
      "/about": about,
    };
    const page = pages[request.url ?? ""];
    response.writeHead(page ? 200 : 404, { "content-type": "text/html" }).end(page ?? "");
  };
}

/** Reads, scores and routes a lead at a moment, as the queue would. */
async function work(scene: Scene, id: string, world: World): Promise<void> {
  const about = { tenantId: scene.tenantId, id };
  await enrichCompany.run(about, world);
  await scoreLead.run({ ...about, again: false }, world);
  await assignLead.run(about, world);
}

async function givenRead(stage: Stage): Promise<{ scene: Scene; leadId: string }> {
  const scene = await openScene(db);
  const leadId = await givenLead(scene, scene.tenantId);
  await work(scene, leadId, testWorld(scene, { web: stage.web }));
  return { scene, leadId };
}

async function close(scene: Scene, leadId: string): Promise<void> {
  await rowsOf(scene, `update lead set closed_as = 'lost' where id = '${leadId}'`);
}

async function peopleOf(scene: Scene, leadId: string): Promise<unknown> {
  const { facts } = await viewOf(scene, leadId);
  return facts.find(({ name }) => name === "employees")?.value;
}

describe("a second lead of a company that was read lately", () => {
  it("asks its site nothing and starts with what is known", async () => {
    await using stage = await openStage(siteOf({ count: 180 }));
    const { scene, leadId } = await givenRead(stage);
    const asked = stage.asked.length;
    await close(scene, leadId);
    const second = await givenLead(scene, scene.tenantId, { email: "jo@acme.example" });

    await work(scene, second, testWorld(scene, { web: stage.web, now: () => later(3) }));

    assert.notEqual(second, leadId);
    assert.equal(stage.asked.length, asked);
    assert.deepEqual(await peopleOf(scene, second), { min: 180, max: 180 });
    const { decision, receipt } = await viewOf(scene, second);
    assert.ok((decision?.score ?? 0) > 0);
    assert.equal(receipt.cachedAt?.getTime(), testNow.getTime());
  });

  it("has it read again once that is too long ago", async () => {
    await using stage = await openStage(siteOf({ count: 180 }));
    const { scene, leadId } = await givenRead(stage);
    const asked = stage.asked.length;
    await close(scene, leadId);
    const second = await givenLead(scene, scene.tenantId, { email: "jo@acme.example" });

    await work(scene, second, testWorld(scene, { web: stage.web, now: () => later(7) }));

    assert.ok(stage.asked.length > asked);
  });
});

describe("a site that could not be read", () => {
  /** The names that were looked up. */
  function nowhere() {
    const looked: string[] = [];
    const resolve: World["web"]["resolve"] = (host) => {
      looked.push(host);
      return emptyWeb.resolve(host);
    };
    return { looked, web: { ...emptyWeb, resolve } };
  }

  it("is left alone for a day, though another lead comes", async () => {
    const scene = await openScene(db);
    const { looked, web } = nowhere();
    const first = await givenLead(scene, scene.tenantId);
    await enrichCompany.run({ tenantId: scene.tenantId, id: first }, testWorld(scene, { web }));
    const asked = looked.length;
    await close(scene, first);
    const second = await givenLead(scene, scene.tenantId, { email: "jo@acme.example" });

    const world = testWorld(scene, { web, now: () => new Date(testNow.getTime() + 3_600_000) });
    await enrichCompany.run({ tenantId: scene.tenantId, id: second }, world);

    assert.equal(looked.length, asked);
    const { state, failure } = await viewOf(scene, second);
    assert.deepEqual([state, failure?.failure], ["ENRICHMENT_FAILED", "dns"]);
  });

  it("takes nothing back that was read before", async () => {
    await using stage = await openStage(siteOf({ count: 180 }));
    const { scene, leadId } = await givenRead(stage);

    const world = testWorld(scene, { web: emptyWeb, now: () => later(8) });
    await enrichAgain.run({ tenantId: scene.tenantId, id: leadId }, world);

    const kept = await rowsOf(scene, "select researched_at, research_failure from company");
    assert.deepEqual(kept, [{ researched_at: testNow, research_failure: null }]);
    assert.deepEqual(await peopleOf(scene, leadId), { min: 180, max: 180 });
  });

  it("is asked again after that day", async () => {
    const scene = await openScene(db);
    const { looked, web } = nowhere();
    const first = await givenLead(scene, scene.tenantId);
    await enrichCompany.run({ tenantId: scene.tenantId, id: first }, testWorld(scene, { web }));
    const asked = looked.length;
    await close(scene, first);
    const second = await givenLead(scene, scene.tenantId, { email: "jo@acme.example" });

    const world = testWorld(scene, { web, now: () => later(1) });
    await enrichCompany.run({ tenantId: scene.tenantId, id: second }, world);

    assert.ok(looked.length > asked);
  });
});

describe("what is known of a company", () => {
  it("is read again when it is stale and somebody works on a lead: the lead stays where it is", async () => {
    const people = { count: 180 };
    await using stage = await openStage(siteOf(people));
    const { scene, leadId } = await givenRead(stage);
    const { state } = await viewOf(scene, leadId);
    people.count = 320;
    const world = testWorld(scene, { web: stage.web, now: () => later(181) });

    await refreshCompanies(world);
    assert.ok((await jobsFor(scene, leadId)).includes("enrich_again"));
    await enrichAgain.run({ tenantId: scene.tenantId, id: leadId }, world);

    assert.deepEqual(await peopleOf(scene, leadId), { min: 320, max: 320 });
    assert.equal((await viewOf(scene, leadId)).state, state);
    assert.ok((await jobsFor(scene, leadId)).includes("score_lead"));
  });

  it("is not read again while it is fresh, nor twice at once", async () => {
    await using stage = await openStage(siteOf({ count: 180 }));
    const { scene, leadId } = await givenRead(stage);

    await refreshCompanies(testWorld(scene, { now: () => later(10) }));
    assert.equal((await jobsFor(scene, leadId)).includes("enrich_again"), false);
    const stale = testWorld(scene, { now: () => later(181) });
    await refreshCompanies(stale);
    await rowsOf(scene, "select 1");
    await scene.owner.query("select graphile_worker.remove_job('enrich_again:' || $1)", [leadId]);
    await refreshCompanies(stale);

    assert.equal((await jobsFor(scene, leadId)).includes("enrich_again"), false, "it was taken");
  });

  it("of a closed lead grows old in peace, until somebody touches it again", async () => {
    await using stage = await openStage(siteOf({ count: 180 }));
    const { scene, leadId } = await givenRead(stage);
    await close(scene, leadId);
    const world = testWorld(scene, { now: () => later(181) });

    await refreshCompanies(world);
    const before = await jobsFor(scene, leadId);
    const personId = await givenPerson(db, scene.tenantId, "Rita");
    const call = { leadId, outcome: "connected", reason: null, value: null, personId };
    await scene.inTenant(scene.tenantId, (tx) => addOutcome(tx, call, later(180)));
    await refreshCompanies(world);

    assert.equal(before.includes("enrich_again"), false);
    assert.ok((await jobsFor(scene, leadId)).includes("enrich_again"));
  });
});
