import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { after, describe, it } from "node:test";
import { enrichCompany } from "../../jobs/enrich/enrich-company.ts";
import { scoreLead } from "../../jobs/score/score-lead.ts";
import { testDb } from "../support/db.ts";
import { givenLead } from "../support/given.ts";
import { emptyWeb, testWorld } from "../support/world.ts";
import { openStage, type Stage } from "./enrich/stage.ts";
import { jobsFor, openScene, rowsOf, type Scene, viewOf } from "./scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const about = `<html><body><h1>About us</h1><p>Acme moves freight for 180 people in Berlin.</p>
  <p>180 employees work here. Acme was founded in 2011.</p></body></html>`;
const pages: Record<string, string> = {
  "/": `<html><head><title>Acme</title></head><body><h1>Freight software for warehouses</h1>
    <a href="/about">About us</a></body></html>`,
  "/about": about,
};
const site: RequestListener = (request, response) => {
  const page = pages[request.url ?? ""];
  response.writeHead(page ? 200 : 404, { "content-type": "text/html" }).end(page ?? "");
};

describe("enrich_company", () => {
  it("turns pages into facts with their proof, keeps the pages and queues the score", async () => {
    const scene = await openScene(db);
    await using stage = await openStage(site);
    const leadId = await givenLead(scene, scene.tenantId);

    await enrich(scene, leadId, stage);

    const view = await viewOf(scene, leadId);
    const size = view.facts.find((fact) => fact.name === "employees");
    assert.deepEqual(size?.value, { min: 180, max: 180 });
    assert.ok(about.includes(size?.quote ?? "nothing"), "the quote is on the page");
    assert.equal(size?.sourceUrl, "https://acme.example/about");
    assert.equal(view.company.size, "180 people");
    assert.equal(view.receipt.sources, 2);
    const kept = await rowsOf(scene, "select url from artifact order by url");
    assert.deepEqual(kept, [
      { url: "https://acme.example/" },
      { url: "https://acme.example/about" },
    ]);
    assert.ok((await jobsFor(scene, leadId)).includes("score_lead"));
    assert.equal(view.state, "ENRICHING", "until it is scored");
  });

  it("asks nothing and says nothing again once it is done", async () => {
    const scene = await openScene(db);
    await using stage = await openStage(site);
    const leadId = await givenLead(scene, scene.tenantId);
    await enrich(scene, leadId, stage);
    await scoreLead.run({ tenantId: scene.tenantId, id: leadId, again: false }, testWorld(scene));
    const [before, asked] = [await viewOf(scene, leadId), stage.asked.length];

    await enrich(scene, leadId, stage);

    assert.deepEqual(await viewOf(scene, leadId), before);
    assert.equal(stage.asked.length, asked);
  });

  it("states a fact once when it ran twice, because the first run died at the end", async () => {
    const scene = await openScene(db);
    await using stage = await openStage(site);
    const leadId = await givenLead(scene, scene.tenantId);

    await enrich(scene, leadId, stage);
    const once = await rowsOf(scene, "select id from fact order by id");
    await enrich(scene, leadId, stage);

    assert.deepEqual(await rowsOf(scene, "select id from fact order by id"), once);
  });

  it("scores a site that asks not to be read on what else is known", async () => {
    const scene = await openScene(db);
    await using stage = await openStage((request, response) => {
      const robots = request.url === "/robots.txt";
      response.end(robots ? "User-agent: *\nDisallow: /" : "SECRET");
    });
    const leadId = await givenLead(scene, scene.tenantId);

    await enrich(scene, leadId, stage);

    assert.deepEqual(stage.asked, ["acme.example/robots.txt"]);
    assert.equal((await viewOf(scene, leadId)).failure?.failure, "robots_disallowed");
    assert.ok((await jobsFor(scene, leadId)).includes("score_lead"));
  });

  it("says why a site could not be read, in words, and leaves the lead where it can be retried", async () => {
    const scene = await openScene(db);
    const leadId = await givenLead(scene, scene.tenantId);

    await enrichCompany.run(
      { tenantId: scene.tenantId, id: leadId },
      testWorld(scene, { web: emptyWeb }),
    );

    const { state, failure } = await viewOf(scene, leadId);
    assert.equal(state, "ENRICHMENT_FAILED");
    assert.deepEqual([failure?.failure, failure?.detail], ["dns", "there is no such site"]);
    assert.ok((failure?.tries ?? 0) >= 1);
    const jobs = await jobsFor(scene, leadId);
    assert.ok(jobs.includes("deliver_card"), "people are told");
    assert.equal(jobs.includes("score_lead"), false);
  });

  it("never reaches inside, wherever a site leads", async () => {
    const scene = await openScene(db);
    await using stage = await openStage(
      (request, response) => {
        const inside = request.url === "/robots.txt" ? undefined : "http://inside.example/admin";
        response.writeHead(inside ? 302 : 404, inside ? { location: inside } : {}).end();
      },
      { "inside.example": () => ["127.0.0.1"] },
    );
    const leadId = await givenLead(scene, scene.tenantId);

    await enrich(scene, leadId, stage);

    assert.deepEqual(stage.leaks, []);
    assert.equal((await viewOf(scene, leadId)).state, "ENRICHMENT_FAILED");
  });

  it("scores a lead without a site on what it told us", async () => {
    const scene = await openScene(db);
    const leadId = await givenLead(scene, scene.tenantId, { domain: null });

    await enrichCompany.run({ tenantId: scene.tenantId, id: leadId }, testWorld(scene));

    assert.ok((await jobsFor(scene, leadId)).includes("score_lead"));
  });
});

function enrich(scene: Scene, id: string, { web }: Stage): Promise<void> {
  return enrichCompany.run({ tenantId: scene.tenantId, id }, testWorld(scene, { web }));
}
