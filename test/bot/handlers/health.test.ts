import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { checkDesk } from "../../../bot/handlers/health.ts";
import { beat } from "../../../db/dispatch.ts";
import { wantEffect } from "../../../jobs/effect.ts";
import { openScene, rowsOf, type Scene } from "../../jobs/scene.ts";
import { testDb } from "../../support/db.ts";
import { testDurations, testNow } from "../../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("health", () => {
  it("counts workers, not their pools", async () => {
    const scene = await openScene(db);
    for (const [pool, worker] of [
      ["p1", "w1"],
      ["p2", "w1"],
      ["p3", "w2"],
    ] as const) {
      await beat(db, pool, worker);
    }

    assert.equal((await checkOf(scene, "Worker"))?.detail, "2 at work");
  });

  for (const { name, change, said } of [
    { name: "a message that was refused", change: "status = 'failed'", said: "1 not delivered" },
    { name: "one that nobody knows of", change: "status = 'unknown'", said: "1 nobody knows of" },
    {
      name: "one that waits for six minutes",
      change: "created_at = now() - interval '6 minutes'",
      said: "1 waiting for more than 5 minutes",
    },
    {
      name: "one that waits for four",
      change: "created_at = now() - interval '4 minutes'",
      said: "all delivered",
    },
  ]) {
    it(`says what became of ${name}, and what the chat said last`, async () => {
      const scene = await openScene(db);
      await want(scene);
      await rowsOf(
        scene,
        `update route_event set ${change}, response_json = '{"error": "is_archived"}'`,
      );

      const check = await checkOf(scene, "Messages");

      assert.equal(check?.detail, said);
      assert.equal(
        /Last error of slack: is_archived/.test(check?.fix ?? ""),
        said !== "all delivered",
      );
    });
  }
});

async function checkOf(scene: Scene, name: string) {
  const checks = await checkDesk(
    { db: scene, durations: testDurations, now: () => testNow },
    scene.tenantId,
  );
  return checks.find((check) => check.name === name);
}

function want({ inTenant, tenantId }: Scene): Promise<boolean> {
  const effect = {
    leadId: null,
    effectKey: "a",
    channel: "slack",
    lane: "C1",
    priority: 0,
    target: {},
  };
  return inTenant(tenantId, (tx) => wantEffect(tx, { name: "test" }, effect));
}
