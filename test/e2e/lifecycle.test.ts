import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { testDatabase } from "../support/db.ts";
import { eventually } from "../support/playground.ts";
import { atDesk, machine } from "./process.ts";

/* Real processes with production's waiting times: the first lines here are what an operator does. */

const half = /\d of .\d+ pages? read/;
const done = /Starting point/;

describe("a Baton process", { concurrency: 4 }, () => {
  it("stops politely in the middle of a lead, and goes on with it", {
    timeout: 150_000,
  }, async () => {
    await using here = await machine();
    const first = await here.start();
    await atDesk.say(first.url, "/lead litware.example");
    await atDesk.sees(first.url, "litware.example", half);

    const asked = performance.now();
    const code = await first.end("SIGTERM");
    const seconds = (performance.now() - asked) / 1000;
    const second = await here.start({ PORT: first.port });

    assert.equal(code, 0, first.said());
    assert.ok(seconds < 30, `it took ${seconds} s`);
    await atDesk.sees(second.url, "litware.example", done, 60_000);
    assert.equal(await second.end("SIGTERM"), 0);
    assert.equal(await here.stopPostgres(), false);
  });

  it("leaves nothing running when it is stopped before it was ready", {
    timeout: 120_000,
  }, async () => {
    await using here = await machine();
    const early = await here.launch();
    await eventually(() => fetch(early.url), 60_000);

    const code = await early.end("SIGTERM");

    const left = await here.stopPostgres();
    assert.deepEqual({ code, left }, { code: 0, left: false });
  });

  it("forgets nothing when it is killed in the middle of a lead", {
    timeout: 200_000,
  }, async () => {
    await using here = await machine();
    const first = await here.start();
    await atDesk.say(first.url, "/lead adatum.example");
    await atDesk.sees(first.url, "adatum.example", half);

    await first.end("SIGKILL");
    const second = await here.start({ PORT: first.port });

    await atDesk.sees(second.url, "adatum.example", /adatum/);
    await atDesk.sees(second.url, "adatum.example", done, 90_000);
  });

  it("works as one web process and one worker on one database", { timeout: 120_000 }, async () => {
    await using database = await testDatabase();
    await using here = await machine(); // gone first: a database in use cannot be dropped
    const shared = { DATABASE_URL: database.url };
    const web = await here.start({ ...shared, ROLE: "web" });
    const worker = await here.start({ ...shared, ROLE: "worker", PUBLIC_URL: web.url });

    await atDesk.say(web.url, "/lead nowhere.example");

    await atDesk.sees(web.url, "nowhere.example", /Could not read/);
    assert.deepEqual([await web.end("SIGTERM"), await worker.end("SIGTERM")], [0, 0]);
  });

  it("refuses settings it does not understand, each by its name", async () => {
    await using here = await machine();
    const wrong = {
      ROLE: "boss",
      PORT: "eighty",
      LOG_LEVEL: "loud",
      DATABASE_URL: "mysql://root:hunter2@db/baton",
      BATON_KEY: "correct horse battery staple",
      TEAMS_APP_ID: "11111111-1111-4111-8111-111111111111",
    };

    const { code, said } = await here.refused(wrong);

    assert.equal(code, 1);
    const named = [...Object.keys(wrong).slice(0, 5), "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"];
    for (const name of named) assert.match(said, new RegExp(`\\b${name}\\b`));
    assert.doesNotMatch(said, /hunter2|battery staple|\bat .*\.ts:/);
  });
});
