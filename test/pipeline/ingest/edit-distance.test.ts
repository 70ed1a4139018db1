import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { editDistance } from "../../../pipeline/ingest/edit-distance.ts";

describe("edit distance", () => {
  const cases: [a: string, b: string, distance: number][] = [
    ["claim", "claim", 0],
    ["cliam", "claim", 1],
    ["clam", "claim", 1],
    ["claimm", "claim", 1],
    ["clain", "claim", 1],
    ["", "why", 3],
    ["kitten", "sitting", 3],
  ];
  for (const [a, b, distance] of cases) {
    it(`between ${a} and ${b} is ${distance}`, () => {
      assert.equal(editDistance(a, b), distance);
    });
  }

  it("is the same both ways, and never more than the longer word", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        assert.equal(editDistance(a, b), editDistance(b, a));
        assert.ok(editDistance(a, b) <= Math.max(a.length, b.length));
      }),
    );
  });
});
