import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { after, describe, it } from "node:test";
import { changeLead } from "../../db/leads.ts";
import { enrichAgain, enrichCompany } from "../../jobs/enrich/enrich-company.ts";
import { scoreLead } from "../../jobs/score/score-lead.ts";
import { testDb } from "../support/db.ts";
import { givenLead, givenScored } from "../support/given.ts";
import { emptyWeb, testDurations, testNow, testWorld } from "../support/world.ts";
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
    const leadId = await givenLead(scene, scene.tenantId, { domain: "closed.example" });

    await enrich(scene, leadId, stage);

    assert.deepEqual(stage.asked, ["closed.example/robots.txt"]);
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

  it("gives a server that fails time, and people a card that says so", async () => {
    const scene = await openScene(db);
    await using stage = await openStage((request, response) => {
      response.writeHead(request.url === "/robots.txt" ? 404 : 500).end();
    });
    const leadId = await givenLead(scene, scene.tenantId, { domain: "broken.example" });
    const world = testWorld(scene, { web: stage.web, random: () => 0.123 });

    await enrichCompany.run({ tenantId: scene.tenantId, id: leadId }, world);

    const { state, failure } = await viewOf(scene, leadId);
    assert.equal(state, "ENRICHMENT_FAILED");
    assert.deepEqual(
      [failure?.failure, failure?.detail, failure?.tries],
      ["http_error", "it answered 500 Internal Server Error", 1],
    );
    assert.deepEqual(stage.asked, ["broken.example/robots.txt", "broken.example/"]);
  });

  it("keeps a picture of a page that a browser had to show", async () => {
    const scene = await openScene(db);
    await using stage = await openStage((request, response) => {
      const isRobots = request.url === "/robots.txt";
      response.writeHead(isRobots ? 404 : 200, { "content-type": "text/html" });
      response.end(isRobots ? "" : '<div id="root"></div><script src="/app.js"></script>');
    });
    const leadId = await givenLead(scene, scene.tenantId, { domain: "shell.example" });
    const screenshot = Buffer.from([0xff, 0xd8, 0xff]);
    const shown = { html: about, status: 200, url: "https://shell.example/", screenshot };
    const browser = { render: async () => shown, close: async () => {} };

    await enrichCompany.run(
      { tenantId: scene.tenantId, id: leadId },
      testWorld(scene, { web: stage.web, browser }),
    );

    const kept = await rowsOf<{ kind: string; days: number }>(
      scene,
      "select kind, (expires_at::date - created_at::date) as days from artifact order by kind",
    );
    assert.deepEqual(kept, [
      { kind: "page", days: 30 },
      { kind: "screenshot", days: 30 },
    ]);
    assert.equal((await viewOf(scene, leadId)).company.size, "180 people");
  });

  it("asks nobody about a company that was read a moment ago, and says so", async () => {
    const scene = await openScene(db);
    await using stage = await openStage(site);
    const said = { domain: "known.example" };
    const ben = { ...said, name: "Ben Adler", email: "ben@known.example" };
    const first = await givenLead(scene, scene.tenantId, ben);
    await enrich(scene, first, stage);
    await scene.inTenant(scene.tenantId, (tx) => changeLead(tx, first, { closedAs: "lost" }));
    const asked = stage.asked.length;
    const ana = { ...said, name: "Ana Weber", email: "ana@known.example" };
    const second = await givenLead(scene, scene.tenantId, ana);

    await enrich(scene, second, stage);

    assert.equal(stage.asked.length, asked);
    const { receipt, company } = await viewOf(scene, second);
    assert.deepEqual([company.size, receipt.sources], ["180 people", 2]);
    assert.deepEqual(receipt.cachedAt, testNow);
    assert.ok((await jobsFor(scene, second)).includes("score_lead"));
  });

  it("does not ask again for what it had read before its worker was killed", async () => {
    const scene = await openScene(db);
    const killed = new AbortController();
    await using stage = await openStage((request, response) => {
      if (request.url === "/about" && !killed.signal.aborted) killed.abort();
      else site(request, response);
    });
    const leadId = await givenLead(scene, scene.tenantId, { domain: "killed.example" });
    // What a killed worker leaves behind is what it had committed.
    const world = testWorld(scene, {
      ...{ web: stage.web, durations: { ...testDurations, pageMs: 200 } },
      now: () => cut(killed.signal),
    });
    const run = enrichCompany.run({ tenantId: scene.tenantId, id: leadId }, world);
    await assert.rejects(run, /killed/);
    await scene.owner.query("update dispatch.host_state set busy_until = null, next_at = now()");

    await enrich(scene, leadId, stage);

    const fronts = stage.asked.filter((url) => url === "killed.example/");
    assert.equal(fronts.length, 1);
    const { receipt, facts, failure } = await viewOf(scene, leadId);
    assert.deepEqual([failure, receipt.sources], [null, 2]);
    assert.ok(facts.some(({ name }) => name === "headline"));
    assert.ok(facts.some(({ name }) => name === "employees"));
  });

  it("reads a company again for a lead that stays where it is", async () => {
    const scene = await openScene(db);
    await using stage = await openStage(site);
    const leadId = await givenScored(scene, scene.tenantId, "B", { domain: "grown.example" });

    await enrichAgain.run(
      { tenantId: scene.tenantId, id: leadId },
      testWorld(scene, { web: stage.web }),
    );

    const view = await viewOf(scene, leadId);
    assert.deepEqual([view.state, view.company.size], ["SCORED", "180 people"]);
    assert.ok((await jobsFor(scene, leadId)).includes("score_lead"));
  });

  it("scores a lead without a site on what it told us", async () => {
    const scene = await openScene(db);
    const leadId = await givenLead(scene, scene.tenantId, { domain: null });

    await enrichCompany.run({ tenantId: scene.tenantId, id: leadId }, testWorld(scene));

    assert.ok((await jobsFor(scene, leadId)).includes("score_lead"));
  });
});

/** The clock of a process that ends when its signal says so. */
function cut(signal: AbortSignal): Date {
  if (signal.aborted) throw new Error("killed");
  return testNow;
}

function enrich(scene: Scene, id: string, { web }: Stage): Promise<void> {
  return enrichCompany.run({ tenantId: scene.tenantId, id }, testWorld(scene, { web }));
}
