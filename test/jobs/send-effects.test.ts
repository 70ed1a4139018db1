import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { z } from "zod";
import { defineEffect, type EffectKind, wantEffect } from "../../jobs/effect.ts";
import { type AfterLostAnswer, NotSent, Refused, type World } from "../../jobs/world.ts";
import { testDb } from "../support/db.ts";
import { sendOutbox } from "../support/outbox.ts";
import { testDurations, testWorld } from "../support/world.ts";
import { openScene, rowsOf, type Scene } from "./scene.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("send_effects", () => {
  it("does an effect once, however often it is wanted and whoever sends", async () => {
    const scene = await openScene(db);
    const ledger = provider("same_key");
    for (let times = 0; times < 3; times += 1) await want(scene, ledger, "a");

    await Promise.all(Array.from({ length: 8 }, () => send(scene, ledger)));

    assert.deepEqual(ledger.calls, ["a"]);
    assert.deepEqual(await states(scene), ["a sent 1"]);
  });

  for (const way of ["same_key", "upsert"] as const) {
    it(`sends again under the same key when an answer was lost (${way})`, async () => {
      const scene = await openScene(db);
      const ledger = provider(way, [new Error("socket hang up")]);
      await want(scene, ledger, "a");

      await send(scene, ledger);

      assert.deepEqual(ledger.calls, ["a", "a"]);
      assert.deepEqual(await states(scene), ["a sent 2"]);
    });
  }

  it("looks a lost post up and does not send what it finds", async () => {
    const scene = await openScene(db);
    const ledger = provider("look_up", [new Error("socket hang up")], { found: true });
    await want(scene, ledger, "a");

    await send(scene, ledger);

    assert.deepEqual(ledger.calls, ["a", "look a"]);
    assert.deepEqual(await states(scene), ["a sent 2"]);
  });

  it("waits until what is missing would have shown up, and only then sends again", async () => {
    const scene = await openScene(db);
    const ledger = provider("look_up", [new Error("socket hang up")], { found: false });
    await want(scene, ledger, "a");

    const patient = { graceMs: 3_600_000, backOffMs: 60_000 };
    await send(scene, ledger, patient);
    await makeDue(scene);
    await send(scene, ledger, patient);
    const meanwhile = [...ledger.calls];
    await makeDue(scene);
    await send(scene, ledger, { graceMs: 0 });

    assert.deepEqual(meanwhile, ["a", "look a"]);
    assert.deepEqual(ledger.calls, ["a", "look a", "look a", "a"]);
    assert.deepEqual(await states(scene), ["a sent 3"]);
  });

  it("sends a copy where nobody can tell, and remembers that there may be two", async () => {
    const scene = await openScene(db);
    const ledger = provider("copy", [new Error("socket hang up")]);
    await want(scene, ledger, "a");

    await send(scene, ledger);

    assert.deepEqual(ledger.calls, ["a", "a"]);
    const copies = await rowsOf(scene, "select copies from route_event");
    assert.deepEqual(copies, [{ copies: 1 }]);
  });

  it("never sends again by itself what only a person can know", async () => {
    const scene = await openScene(db);
    const ledger = provider("ask", [new Error("socket hang up")]);
    await want(scene, ledger, "a");

    for (let times = 0; times < 3; times += 1) await send(scene, ledger);

    assert.deepEqual(ledger.calls, ["a"]);
    assert.deepEqual(ledger.ended, ["unknown"]);
    assert.deepEqual(await states(scene), ["a unknown 1"]);
  });

  it("settles what a dead worker left behind, once its lease is over", async () => {
    const scene = await openScene(db);
    const hung = provider("same_key");
    const dying = { ...hung.kind, call: () => new Promise<never>(() => {}) };
    await want(scene, hung, "a");
    const work = sendOutbox(worldOf(scene), scene.tenantId, [dying]);
    while ((await states(scene))[0] !== "a sending 1") await new Promise(setImmediate);

    await send(scene, hung);
    const whileLeased = [...hung.calls];
    await makeDue(scene);
    await send(scene, hung);

    assert.deepEqual(whileLeased, []);
    assert.deepEqual(hung.calls, ["a"]);
    assert.deepEqual(await states(scene), ["a sent 2"]);
    void work;
  });

  it("does not call for a worker that was so slow that its lease may run out on the way", async () => {
    const scene = await openScene(db);
    const ledger = provider("same_key");
    let clock = Date.parse("2026-03-01T09:00:00Z");
    const kind = {
      ...ledger.kind,
      forbidden: async () => {
        clock += testDurations.leaseMs; // it was stopped right after its claim
        return null;
      },
    };
    await want(scene, ledger, "a");

    const slow = { ...worldOf(scene), now: () => new Date(clock) };
    await sendOutbox(slow, scene.tenantId, [kind]).catch(() => {});

    assert.deepEqual(ledger.calls, []);
    assert.match((await states(scene)).join(), /^a pending/);
  });

  it("does not call for a worker that was stopped while it got the call ready", async () => {
    const scene = await openScene(db);
    const ledger = provider("look_up");
    let clock = Date.parse("2026-03-01T09:00:00Z");
    const kind: typeof ledger.kind = {
      ...ledger.kind,
      async call(world, effect, stillOurs) {
        clock += testDurations.leaseMs; // it drew a card, and the machine went to sleep
        stillOurs();
        return ledger.kind.call(world, effect, stillOurs);
      },
    };
    await want(scene, ledger, "a");

    const slow = { ...worldOf(scene), now: () => new Date(clock) };
    await sendOutbox(slow, scene.tenantId, [kind]);

    assert.deepEqual(ledger.calls, []);
    assert.match((await states(scene)).join(), /^a pending/);
  });

  it("takes no end from a worker whose effect somebody else has taken over", async () => {
    const scene = await openScene(db);
    const ledger = provider("same_key");
    const { promise: answer, resolve } = Promise.withResolvers<void>();
    const slow = {
      ...ledger.kind,
      call: async () => {
        await answer;
        throw new Refused("the provider", "too_late");
      },
    };
    await want(scene, ledger, "a");
    const work = sendOutbox(worldOf(scene), scene.tenantId, [slow]);
    while ((await states(scene))[0] !== "a sending 1") await new Promise(setImmediate);
    await makeDue(scene);
    await send(scene, ledger);

    resolve();
    await work;

    assert.deepEqual(await states(scene), ["a sent 2"]);
    assert.deepEqual(ledger.ended, ["sent"]);
  });

  it("shows a final no as failed, and tries no more", async () => {
    const scene = await openScene(db);
    const ledger = provider("same_key", [new Refused("the provider", "mailbox_unknown")]);
    await want(scene, ledger, "a");

    for (let times = 0; times < 3; times += 1) await send(scene, ledger);

    assert.deepEqual(ledger.calls, ["a"]);
    assert.deepEqual(await states(scene), ["a failed 1"]);
  });

  it("asks a person when a later no leaves open whether a lost try arrived", async () => {
    const scene = await openScene(db);
    const failures = [new Error("socket hang up"), new Refused("the provider", "closed")];
    const ledger = provider("same_key", failures);
    await want(scene, ledger, "a");

    await send(scene, ledger);

    assert.deepEqual(ledger.ended, ["waiting", "unknown"]);
    assert.deepEqual(await states(scene), ["a unknown 2"]);
  });

  it("gives up after so many tries in which nothing was sent, and says so", async () => {
    const scene = await openScene(db);
    const away = Array.from({ length: 9 }, () => new NotSent("no connection"));
    const ledger = provider("ask", away);
    await want(scene, ledger, "a");

    for (let times = 0; times < 3; times += 1) await send(scene, ledger);

    assert.equal(ledger.calls.length, 5);
    assert.deepEqual(ledger.ended, ["waiting", "waiting", "waiting", "waiting", "dead"]);
    assert.deepEqual(await states(scene), ["a dead 5"]);
  });

  it("holds a whole lane back for as long as it was told to", async () => {
    const scene = await openScene(db);
    const told = new NotSent("rate limited", { retryAfterMs: 30_000 });
    const ledger = provider("ask", [told], { paceMs: 1 });
    await want(scene, ledger, "a", { lane: "C1" });
    await want(scene, ledger, "b", { lane: "C1" });
    await want(scene, ledger, "c", { lane: "C2" });

    await send(scene, ledger);

    assert.deepEqual(ledger.calls, ["a", "c"]);
    const waits = await scene.owner.query<{ seconds: number }>(
      `select round(extract(epoch from run_at - now()))::int as seconds
       from graphile_worker.jobs where key = 'send_effects:' || $1 || ':C1'`,
      [scene.tenantId],
    );
    assert.ok(Number(waits.rows[0]?.seconds) > 25, "the lane is looked at again when it may send");
  });

  it("sends the most important first, one per turn", async () => {
    const scene = await openScene(db);
    const ledger = provider("ask", [], { paceMs: 60_000 });
    await want(scene, ledger, "b", { lane: "C1", priority: 0 });
    await want(scene, ledger, "a", { lane: "C1", priority: -10 });

    await send(scene, ledger);

    assert.deepEqual(ledger.calls, ["a"]);
  });

  it("lets a few go at once after a rest, and then one per turn", async () => {
    const scene = await openScene(db);
    const ledger = provider("ask", [], { paceMs: 60_000, burst: 3 });
    for (const key of ["a", "b", "c", "d", "e"]) await want(scene, ledger, key, { lane: "C1" });

    for (let times = 0; times < 3; times += 1) await send(scene, ledger);

    assert.deepEqual(ledger.calls, ["a", "b", "c"]);
  });

  it("asks whether it still may in the transaction that claims", async () => {
    const scene = await openScene(db);
    const ledger = provider("same_key");
    const kind = { ...ledger.kind, forbidden: () => Promise.resolve("they said stop") };
    await want(scene, ledger, "a");

    await sendOutbox(worldOf(scene), scene.tenantId, [kind]);

    assert.deepEqual(ledger.calls, []);
    assert.deepEqual(await states(scene), ["a failed 1"]);
  });

  it("leaves what only a newer Baton knows how to do", async () => {
    const scene = await openScene(db);
    await want(scene, provider("same_key"), "a");

    await sendOutbox(worldOf(scene), scene.tenantId, []);

    assert.deepEqual(await states(scene), ["a pending 0"]);
  });

  it("touches nothing of another tenant's lane with the same name", async () => {
    const [ours, theirs] = [await openScene(db), await openScene(db)];
    const ledger = provider("same_key");
    await want(ours, ledger, "a", { lane: "C1" });
    await want(theirs, ledger, "a", { lane: "C1" });

    await send(ours, ledger);

    assert.deepEqual(await states(ours), ["a sent 1"]);
    assert.deepEqual(await states(theirs), ["a pending 0"]);
  });
});

type Ledger = { kind: EffectKind<unknown>; calls: string[]; ended: string[] };

/** A provider that writes down what it is asked, and fails as told first. */
function provider(
  way: AfterLostAnswer,
  failures: Error[] = [],
  {
    found = false,
    paceMs = 0,
    burst = 1,
  }: { found?: boolean; paceMs?: number; burst?: number } = {},
): Ledger {
  const calls: string[] = [];
  const ended: string[] = [];
  const kind = defineEffect<unknown>({
    name: "test",
    target: z.unknown(),
    afterLostAnswer: () => way,
    paceMs: () => paceMs,
    burst,
    attempts: 5,
    forbidden: () => Promise.resolve(null),
    async call(_, { row }) {
      calls.push(row.effectKey);
      const failure = failures.shift();
      if (failure) throw failure;
      return { providerId: `id of ${row.effectKey}`, response: null };
    },
    async lookUp(_, { row }) {
      calls.push(`look ${row.effectKey}`);
      return found ? { providerId: `id of ${row.effectKey}`, response: null } : "absent";
    },
    async ended(_tx, _effect, end) {
      ended.push(end.status);
    },
  });
  return { kind, calls, ended };
}

function want(
  { inTenant, tenantId }: Scene,
  { kind }: Ledger,
  effectKey: string,
  { lane = effectKey, priority = 0 } = {},
): Promise<boolean> {
  const effect = { leadId: null, effectKey, channel: "test", lane, priority, target: {} };
  return inTenant(tenantId, (tx) => wantEffect(tx, kind, effect));
}

function worldOf(scene: Scene, own: Partial<World["durations"]> = {}): World {
  return testWorld(scene, { durations: { ...testDurations, backOffMs: 0, ...own } });
}

function send(scene: Scene, { kind }: Ledger, own: Partial<World["durations"]> = {}) {
  return sendOutbox(worldOf(scene, own), scene.tenantId, [kind]);
}

/** As if every lease and wait were over. */
async function makeDue({ inTenant, tenantId }: Scene): Promise<void> {
  await inTenant(tenantId, (tx) =>
    tx.client.query(
      "update route_event set lease_until = now() - interval '1 second', next_at = now()",
    ),
  );
}

async function states(scene: Scene): Promise<string[]> {
  const rows = await rowsOf<{ effect_key: string; status: string; attempts: number }>(
    scene,
    "select effect_key, status, attempts from route_event order by created_at, effect_key",
  );
  return rows.map(({ effect_key, status, attempts }) => `${effect_key} ${status} ${attempts}`);
}
