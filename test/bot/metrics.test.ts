import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, describe, it } from "node:test";
import { pino } from "pino";
import { httpApp } from "../../bot/http.ts";
import { openMetrics } from "../../bot/metrics.ts";
import { metricsDoor } from "../../bot/metrics-door.ts";
import { healthReader } from "../../bot/metrics-health.ts";
import { listen } from "../../bot/server.ts";
import { openDb } from "../../db/client.ts";
import { wantEffect } from "../../jobs/effect.ts";
import { testDb } from "../support/db.ts";
import { givenTenant } from "../support/given.ts";
import { testWorld } from "../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("GET /metrics", () => {
  it("names everything that dashboards and alerts rely on", async () => {
    await using baton = await openDoor();

    const text = await baton.scrape();

    const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(
      ([, name, type]) => `${name} ${type}`,
    );
    assert.deepEqual(names.sort(), [
      "baton_database_up gauge",
      "baton_db_connections gauge",
      "baton_dead_letters gauge",
      "baton_deliveries_total counter",
      "baton_effect_age_seconds gauge",
      "baton_effects gauge",
      "baton_heartbeat_age_seconds gauge",
      "baton_http_request_duration_seconds histogram",
      "baton_intake_lag_seconds histogram",
      "baton_job_duration_seconds histogram",
      "baton_jobs gauge",
      "baton_queue_age_seconds gauge",
      "baton_research_sources_total counter",
      "baton_research_total counter",
      "baton_workers_alive gauge",
    ]);
  });

  it("adds up the open effects of all tenants and names none of them", async () => {
    const [one, other] = [await givenTenant(db), await givenTenant(db)];
    for (const tenantId of [one, other]) await want(tenantId);
    await using baton = await openDoor();

    const text = await baton.scrape();

    assert.match(text, /^baton_effects\{status="pending"\} 2$/m);
    assert.match(text, /^baton_effects\{status="unknown"\} 0$/m);
    assert.match(text, /^baton_database_up 1$/m);
    assert.doesNotMatch(text, new RegExp(`Tenant|${one}|${other}`));
  });

  it("counts what it is told, by kind", async () => {
    await using baton = await openDoor();
    baton.watch.job("t", "score_lead", "failed", 1_500);
    baton.watch.effect("t", "slack", "sent");
    baton.watch.research("robots_disallowed");
    baton.watch.intake(700);

    const text = await baton.scrape();

    assert.match(
      text,
      /^baton_job_duration_seconds_sum\{job="score_lead",outcome="failed"\} 1.5$/m,
    );
    assert.match(text, /^baton_deliveries_total\{channel="slack",outcome="sent"\} 1$/m);
    assert.match(text, /^baton_research_total\{outcome="robots_disallowed"\} 1$/m);
    assert.match(text, /^baton_intake_lag_seconds_bucket\{le="0.5"\} 0$/m);
    assert.match(text, /^baton_intake_lag_seconds_bucket\{le="1"\} 1$/m);
  });

  it("labels requests with the route, never with what was asked for", async () => {
    await using baton = await openDoor();
    await fetch(`${baton.url}/nowhere/ana.weber@acme.example`);

    const text = await baton.scrape();

    assert.match(text, /_count\{method="GET",route="\/\*",status="404"\} 1/);
    assert.doesNotMatch(text, /acme/);
  });

  it("asks the database once, however often it is scraped", async () => {
    await using baton = await openDoor();
    let asked = 0;
    const count = () => {
      asked += 1;
    };
    db.owner.on("acquire", count);

    await Promise.all(Array.from({ length: 20 }, () => baton.scrape()));
    await baton.scrape();

    db.owner.off("acquire", count);
    assert.ok(asked <= 3, `${asked} questions`); // the queue, and the list of tenants
  });

  it("is there when the database is not, and says so", async () => {
    const nowhere = openDb("postgres://baton@127.0.0.1:1/baton", {
      masterKey: Buffer.alloc(32),
      appConnections: 1,
      ownerConnections: 1,
      onError: () => {},
    });
    const health = healthReader(testWorld(nowhere));

    const text = await openMetrics().write(await health());

    assert.match(text, /^baton_database_up 0$/m);
    await nowhere.close();
  });

  for (const header of ["x-forwarded-for", "forwarded", "x-real-ip"]) {
    it(`is hidden from whoever came through a proxy (${header})`, async () => {
      await using baton = await openDoor();

      const answer = await fetch(`${baton.url}/metrics`, { headers: { [header]: "10.0.0.1" } });

      assert.equal(answer.status, 404);
    });
  }
});

describe("the dashboard", () => {
  it("asks for nothing that is not exported", async () => {
    const board = readFileSync("deploy/dashboards/baton.json", "utf8");
    const exported = await openMetrics().write(null);
    const known = [...exported.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);

    const asked = new Set([...board.matchAll(/\bbaton_[a-z_]+/g)].map(([name]) => name));

    const isKnown = (name: string) => known.includes(name.replace(/_(bucket|count|sum)$/, ""));
    assert.deepEqual(
      [...asked].filter((name) => !known.includes(name) && !isKnown(name)),
      [],
    );
    assert.ok(asked.size >= known.length, "some metrics are on no panel");
  });
});

async function openDoor() {
  const metrics = openMetrics();
  const server = await listen("127.0.0.1", 0);
  const door = metricsDoor(metrics, healthReader(testWorld(db)));
  server.open(httpApp(pino({ level: "silent" }), [door], metrics.request).fetch);
  return {
    ...{ url: server.url, watch: metrics.watch },
    async scrape(): Promise<string> {
      const answer = await fetch(`${server.url}/metrics`);
      assert.equal(answer.status, 200);
      return answer.text();
    },
    [Symbol.asyncDispose]: server.close,
  };
}

function want(tenantId: string): Promise<boolean> {
  const effect = {
    leadId: null,
    effectKey: "a",
    channel: "slack",
    lane: "C1",
    priority: 0,
    target: {},
  };
  return db.inTenant(tenantId, (tx) => wantEffect(tx, { name: "test" }, effect));
}
