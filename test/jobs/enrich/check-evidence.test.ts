import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { countOverdueArtifacts } from "../../../db/artifacts.ts";
import { goneProofs } from "../../../db/evidence-checks.ts";
import { addFacts, keepPage, listFacts } from "../../../db/facts.ts";
import { lockLead } from "../../../db/leads.ts";
import { noteResearched } from "../../../db/research-state.ts";
import { checkEvidence, wantEvidenceChecks } from "../../../jobs/enrich/check-evidence.ts";
import { expireArtifacts } from "../../../jobs/enrich/expire-artifacts.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { openScene, rowsOf, type Scene } from "../scene.ts";
import { openStage } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(testNow.getTime() + days * DAY_MS);
const proofs = [
  "https://acme.example/about",
  "https://acme.example/press",
  "https://acme.example/closed/x",
  "https://shy.example/news",
];

/** A company whose facts rest on four pages that are kept. */
async function givenProofs(): Promise<{ scene: Scene; companyId: string }> {
  const scene = await openScene(db);
  const leadId = await givenRouted(db, scene.tenantId, "B");
  const companyId = await scene.inTenant(scene.tenantId, async (tx) => {
    const lead = await lockLead(tx, leadId);
    for (const url of proofs) {
      const body = Buffer.from(`<p>We have ${url}</p>`);
      const hash = await keepPage(
        tx,
        lead.companyId,
        { url, contentType: "text/html", body },
        testNow,
      );
      const said = { value: url, quote: `We have ${url}`, sourceUrl: url, provider: "page" };
      const seen = { observedAt: testNow.toISOString(), confidence: 0.9 };
      await addFacts(tx, lead.companyId, [{ name: "news", ...said, ...seen }], testNow, hash);
    }
    await noteResearched(tx, lead.companyId, { failure: null, facts: [], again: false }, testNow);
    return lead.companyId;
  });
  return { scene, companyId };
}

describe("check_evidence", () => {
  it("marks the proofs that are gone, and no others, by the rules of the site", async () => {
    const { scene, companyId } = await givenProofs();
    const gone = { on: true };
    await using stage = await openStage(({ url, headers: { host } }, response) => {
      if (url === "/robots.txt") {
        response.end("User-agent: *\nDisallow: /closed/");
        return;
      }
      const status = host === "shy.example" ? 503 : url === "/press" && gone.on ? 410 : 200;
      response.writeHead(status, { "content-type": "text/html" }).end("<p>Here</p>");
    });
    const look = (days: number) =>
      checkEvidence.run(
        { tenantId: scene.tenantId, id: companyId },
        testWorld(scene, { web: stage.web, now: () => later(days) }),
      );
    const found = async () => {
      const found = await scene.inTenant(scene.tenantId, (tx) => goneProofs(tx, companyId));
      return [...found];
    };

    await look(31);
    assert.deepEqual(await found(), [["https://acme.example/press", later(31)]]);
    assert.equal(stage.asked.includes("acme.example/closed/x"), false);

    const asked = stage.asked.length;
    await look(32);
    assert.equal(stage.asked.length, asked, "looked at a day ago");

    await look(62);
    assert.deepEqual(await found(), [["https://acme.example/press", later(31)]], "since the first");
    gone.on = false;
    await look(93);
    assert.deepEqual(await found(), [], "it is back");
  });

  it("is wanted once a month, for companies somebody works on", async () => {
    const { scene, companyId } = await givenProofs();
    const wanted = async (days: number) => {
      await wantEvidenceChecks(testWorld(scene, { now: () => later(days) }));
      const { rows } = await scene.owner.query(
        "select from graphile_worker.jobs where key = 'check_evidence:' || $1",
        [companyId],
      );
      await scene.owner.query("select graphile_worker.remove_job('check_evidence:' || $1)", [
        companyId,
      ]);
      return rows.length;
    };

    assert.equal(await wanted(29), 0);
    assert.equal(await wanted(31), 1);
    await rowsOf(scene, "update lead set closed_as = 'lost'");
    assert.equal(await wanted(31), 0);
  });
});

describe("expired pages", () => {
  it("are forgotten after 30 days; quotes and hashes stay", async () => {
    const { scene, companyId } = await givenProofs();
    const count = async () => (await rowsOf(scene, "select from artifact")).length;
    const overdue = (days: number) =>
      scene.inTenant(scene.tenantId, (tx) => countOverdueArtifacts(tx, later(days)));

    await expireArtifacts(testWorld(scene, { now: () => later(29) }));
    assert.equal(await count(), proofs.length);
    assert.deepEqual([await overdue(29), await overdue(31)], [0, proofs.length]);
    await expireArtifacts(testWorld(scene, { now: () => later(30) }));
    await expireArtifacts(testWorld(scene, { now: () => later(30) }));

    assert.equal(await count(), 0);
    assert.equal(await overdue(31), 0);
    const facts = await scene.inTenant(scene.tenantId, (tx) => listFacts(tx, companyId));
    assert.deepEqual(
      facts.map(({ quote }) => quote).toSorted(),
      proofs.map((url) => `We have ${url}`).toSorted(),
    );
    const hashes = await rowsOf<{ bytes: number }>(
      scene,
      "select length(page_hash) as bytes from fact",
    );
    assert.ok(hashes.every(({ bytes }) => bytes === 32));
  });
});
