import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plan } from "../../../pipeline/assign/plan.ts";
import { mayMove } from "../../../pipeline/lifecycle.ts";
import { labels } from "../../../pipeline/score/decision.ts";

describe("the plan of a bucket", () => {
  const table = {
    A: { state: "HANDED_OFF", offer: true },
    B: { state: "ASSIGNED", offer: true },
    C: { state: "ASSIGNED", offer: true },
    D: { state: "STALE", offer: false },
    Drop: { state: "STALE", offer: false },
  } as const;
  for (const label of labels) {
    const { state, offer } = table[label];

    it(`sends ${label} to ${state}, ${offer ? "and offers it" : "and to nobody"}`, () => {
      assert.deepEqual(plan({ label }), { state, offer });
    });
  }

  it("leads along moves that a lead may make", () => {
    for (const label of labels) {
      const { state } = plan({ label });
      assert.ok(mayMove("SCORED", state) || mayMove("ASSIGNED", state));
    }
  });
});
