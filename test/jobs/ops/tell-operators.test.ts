import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { Request } from "../../../bot/handlers/request.ts";
import { settleDeadLetter } from "../../../bot/handlers/settle-dead-letter.ts";
import { asTheOnlyOne } from "../../../db/dispatch.ts";
import { forgetReplaced, listDeadLetters, queueHealth } from "../../../db/queue.ts";
import { addTally } from "../../../db/tally.ts";
import { wantEffect } from "../../../jobs/effect.ts";
import { tellOperators } from "../../../jobs/ops/tell-operators.ts";
import { wakeStuckLanes } from "../../../jobs/ops/wake-stuck-lanes.ts";
import { testDb } from "../../support/db.ts";
import { givenPerson } from "../../support/given.ts";
import { sendOutbox } from "../../support/outbox.ts";
import { recordingChat, testWorld } from "../../support/world.ts";
import { openScene, rowsOf, type Scene } from "../scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("operators", () => {
  it("are told once of a job that was given up, with its last error", async () => {
    const { scene, world, sent } = await openDesk();
    await givenDead(scene, "no such host");

    for (let times = 0; times < 3; times += 1) await tellOperators(world);
    await sendOutbox(world, scene.tenantId);

    const cards = sent.map(({ to, card }) => `${to} ${JSON.stringify(card)}`);
    assert.equal(cards.length, 1);
    assert.match(cards[0] ?? "", /dm:UMona.*score_lead failed 2 times.*no such host.*Try it again/);
  });

  it("have it tried again, and a second press changes nothing", async () => {
    const { scene, world, request } = await openDesk();
    const id = await givenDead(scene);

    const first = await settleDeadLetter(world, request, "job_retry", id);
    const second = await settleDeadLetter(world, request, "job_drop", id);

    assert.match(JSON.stringify(first), /Mona has it tried again/);
    assert.match(JSON.stringify(second), /no dead letter any more/);
    assert.deepEqual(await jobsOf(scene), [{ attempts: 0 }]);
  });

  it("drop it for good", async () => {
    const { scene, world, request } = await openDesk();
    const id = await givenDead(scene);

    await settleDeadLetter(world, request, "job_drop", id);

    assert.deepEqual(await jobsOf(scene), []);
  });

  it("cannot touch another tenant's", async () => {
    const [ours, theirs] = [await openDesk(), await openDesk()];
    const id = await givenDead(theirs.scene);

    await settleDeadLetter(ours.world, ours.request, "job_drop", id);

    assert.deepEqual(await jobsOf(theirs.scene), [{ attempts: 2 }]);
  });

  it("are told once an hour that too much fails, and not before", async () => {
    const { scene, world, sent } = await openDesk();
    await addTally(db, new Map([[scene.tenantId, { done: 981, failed: 19 }]]));
    await tellOperators(world);
    await sendOutbox(world, scene.tenantId);
    const before = sent.length;

    await addTally(db, new Map([[scene.tenantId, { done: 0, failed: 3 }]]));
    for (let times = 0; times < 3; times += 1) await tellOperators(world);
    await sendOutbox(world, scene.tenantId);

    assert.equal(before, 0);
    assert.equal(sent.length, 1);
    assert.match(
      JSON.stringify(sent[0]?.card),
      /2\.2 % of the last hour's work failed: 22 of 1003/,
    );
  });
});

describe("the sweep", () => {
  it("counts a job that was replaced while it ran neither as dead nor for ever", async () => {
    const { scene } = await openDesk();
    await givenDead(scene);
    await scene.owner.query(
      "update graphile_worker._private_jobs set key = null where payload->>'tenantId' = $1",
      [scene.tenantId],
    );
    const dead = (await listDeadLetters(db)).filter(({ tenantId }) => tenantId === scene.tenantId);

    await forgetReplaced(db);

    assert.deepEqual(dead, []);
    assert.deepEqual(await jobsOf(scene), []);
    assert.ok((await queueHealth(db, 1_000)).dead.every(({ count }) => count >= 0));
  });

  it("is one worker's at a time", async () => {
    const { promise: isFree, resolve: leave } = Promise.withResolvers<void>();
    const { promise: isTaken, resolve: enter } = Promise.withResolvers<void>();
    let others = 0;
    const first = asTheOnlyOne(db, "test", async () => {
      enter();
      await isFree;
    });
    await isTaken;

    const second = await asTheOnlyOne(db, "test", async () => {
      others += 1;
    });
    leave();

    assert.deepEqual([await first, second, others], [true, false, 0]);
  });

  it("gives a lane that lost its job another, once, whoever sweeps", async () => {
    const { scene, world } = await openDesk();
    const effect = {
      leadId: null,
      effectKey: "a",
      channel: "x",
      lane: "L",
      priority: 0,
      target: {},
    };
    await db.inTenant(scene.tenantId, (tx) => wantEffect(tx, { name: "test" }, effect));
    await scene.owner.query("delete from graphile_worker._private_jobs where key like '%:L'");
    await rowsOf(scene, "update route_event set next_at = now() - interval '1 hour'");

    await Promise.all([wakeStuckLanes(world), wakeStuckLanes(world)]);

    assert.equal((await jobsOf(scene)).length, 1);
  });
});

async function openDesk() {
  const scene = await openScene(db);
  const personId = await givenPerson(db, scene.tenantId, "Mona", "manager");
  const slack = recordingChat("slack");
  const world = testWorld(scene, { chat: { slack: slack.port, teams: null } });
  const request: Request = {
    who: {
      ...{ tenantId: scene.tenantId, personId, name: "Mona" },
      role: "manager",
      surface: "slack",
      userId: "UMona",
    },
    place: { channelId: "D1", kind: "dm", messageId: "1", replyUrl: null },
  };
  return { scene, world, sent: slack.sent, request };
}

/** A job of the tenant that used up its tries; returns what its notice is about. */
async function givenDead(scene: Scene, error = "as always"): Promise<string> {
  await scene.owner.query(
    `with job as (select (graphile_worker.add_job('score_lead', json_build_object('tenantId', $1::text, 'id', 'x'),
       job_key := 'score_lead:' || $1)).id)
     select id from job`,
    [scene.tenantId],
  );
  await scene.owner.query(
    `update graphile_worker._private_jobs set attempts = 2, max_attempts = 2, last_error = $2
     where payload->>'tenantId' = $1`,
    [scene.tenantId, error],
  );
  const letters = await listDeadLetters(db);
  return letters.find(({ tenantId }) => tenantId === scene.tenantId)?.id ?? "";
}

async function jobsOf(scene: Scene): Promise<{ attempts: number }[]> {
  const { rows } = await scene.owner.query<{ attempts: number }>(
    "select attempts::int as attempts from graphile_worker._private_jobs where payload->>'tenantId' = $1",
    [scene.tenantId],
  );
  return rows;
}
