import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dropped } from "../../../pipeline/score/dropped.ts";
import { scoreHistory } from "../../../pipeline/score/history.ts";

const monday = new Date("2026-03-02T09:00:00Z");
const tuesday = new Date("2026-03-03T09:00:00Z");

describe("the history of a score", () => {
  it("names what each decision changed since the one before, newest first", () => {
    const first = decided(monday, { size: 10 });
    const second = decided(tuesday, { size: 4, hiring: 9 });

    const history = scoreHistory([second, first]);

    assert.deepEqual(history, [
      { points: 9, cause: "because of hiring", at: tuesday },
      { points: -6, cause: "because of size", at: tuesday },
    ]);
  });

  it("is empty for a lead that was judged once", () => {
    assert.deepEqual(scoreHistory([decided(monday, { size: 10 })]), []);
  });
});

function decided(decidedAt: Date, points: Record<string, number>) {
  const parts = Object.entries(points).map(([name, value]) => ({
    name,
    component: "FIT" as const,
    points: value,
    because: `because of ${name}`,
    evidence: null,
    observedAt: null,
  }));
  return { ...dropped({ rule: "", because: "" }), gate: null, parts, decidedAt };
}
