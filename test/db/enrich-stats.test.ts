import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { enrichStatsCard } from "../../cards/enrich-stats-card.ts";
import { toText } from "../../cards/to-text.ts";
import { addCost } from "../../db/costs.ts";
import { readEnrichStats } from "../../db/enrich-stats.ts";
import { addVisit } from "../../db/facts.ts";
import { lockLead } from "../../db/leads.ts";
import { noteResearched } from "../../db/research-state.ts";
import type { Failure, PageVisit } from "../../pipeline/enrich/fact.ts";
import { openScene, type Scene } from "../jobs/scene.ts";
import { testDb } from "../support/db.ts";
import { givenLead } from "../support/given.ts";
import { testNow } from "../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const longAgo = new Date(testNow.getTime() - 40 * DAY_MS);

type Run = { failure?: Failure; ms: number; usd?: number; via?: PageVisit["via"][]; at?: Date };

/** A company whose research ended so. */
async function givenRun(scene: Scene, n: number, run: Run): Promise<void> {
  const { failure = null, ms, usd = 0, via = [], at = testNow } = run;
  const leadId = await givenLead(scene, scene.tenantId, {
    domain: `c${n}.example`,
    company: `C${n}`,
  });
  await scene.inTenant(scene.tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, leadId);
    const about = { leadId, companyId };
    await noteResearched(tx, companyId, { failure, facts: [], again: false }, at);
    await addCost(tx, { ...about, kind: "research", usd: 0, ms }, at);
    await addCost(tx, { ...about, kind: "llm", usd, ms: 9_000 }, at);
    const read = { url: `https://c${n}.example/`, status: 200, ms: 1, bytes: 1 };
    await addVisit(tx, about, { ...read, kind: "robots", via: "http" }, at);
    for (const one of via) await addVisit(tx, about, { ...read, kind: "other", via: one }, at);
  });
}

function statsOf(scene: Scene) {
  const since = new Date(testNow.getTime() - 30 * DAY_MS);
  return scene.inTenant(scene.tenantId, (tx) => readEnrichStats(tx, since));
}

describe("the numbers of research", () => {
  it("come from companies, pages and the ledger of one tenant, of the last 30 days", async () => {
    const [scene, other] = [await openScene(db), await openScene(db)];
    await givenRun(scene, 1, { ms: 4_000, usd: 0.002, via: ["http", "http"] });
    await givenRun(scene, 2, { ms: 6_000, usd: 0.004, via: ["browser", "cache"] });
    await givenRun(scene, 3, { ms: 8_000, usd: 0.03, via: ["http"] });
    await givenRun(scene, 4, { ms: 10_000, failure: "timeout" });
    await givenRun(scene, 5, { ms: 90_000, failure: "dns", at: longAgo, via: ["http"] });
    await givenRun(other, 6, { ms: 1, failure: "parked" });

    const stats = await statsOf(scene);

    assert.deepEqual(stats, {
      ...{ companies: 4, read: 3, failures: { timeout: 1 } },
      ...{ medianSeconds: 7, p95Seconds: 9.7, medianUsd: 0.003 },
      ...{ pages: 5, browserPages: 1, cachedPages: 1, runs: 4, cachedRuns: 0 },
    });
  });

  it("read on a card: the rate against the one to beat, reasons by name, most first", async () => {
    const scene = await openScene(db);
    await givenRun(scene, 1, { ms: 4_000, usd: 0.002, via: ["http"] });
    const failures: Failure[] = ["dns", "dns", "robots_disallowed"];
    for (const [at, failure] of failures.entries()) {
      await givenRun(scene, at + 2, { ms: 1_000, failure });
    }

    const text = toText(enrichStatsCard(await statsOf(scene)));

    assert.match(text, /Read: 1 of 4 \(25 %\), below the 67 % to beat/);
    assert.match(text, /Time: median 1 s, 95 of 100 within 3\.\d s/);
    assert.match(text, /2 × no such host[\s\S]*1 × robots\.txt says no/);
  });

  it("are not zero where nothing was measured", async () => {
    const scene = await openScene(db);

    const text = toText(enrichStatsCard(await statsOf(scene)));

    assert.match(text, /Nothing was researched yet/);
    assert.doesNotMatch(text, /0 %/);
  });
});
