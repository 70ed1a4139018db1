import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { wholeShares } from "../../../pipeline/score/shares.ts";

/** Quarters add up exactly, so that a test may compare sums. */
const quarter = fc.integer({ min: -200, max: 200 }).map((quarters) => quarters / 4);
const quarters = fc.array(quarter, { maxLength: 40 });

describe("whole shares", () => {
  it("add up to the rounded sum, each less than one away from its own", () => {
    fc.assert(
      fc.property(quarters, (values) => {
        const shares = wholeShares(values);

        const exact = values.reduce((sum, value) => sum + value, 0);
        assert.equal(
          shares.reduce((sum, share) => sum + share, 0),
          Math.round(exact) + 0,
        );
        assert.ok(shares.every(Number.isInteger));
        assert.ok(shares.every((share, at) => Math.abs(share - (values[at] ?? 0)) < 1));
      }),
    );
  });

  it("leave whole numbers alone", () => {
    fc.assert(
      fc.property(quarters, (values) => {
        const shares = wholeShares(values);

        for (const [at, value] of values.entries()) {
          if (Number.isInteger(value)) assert.equal(shares[at], value);
        }
      }),
    );
  });

  const cases: [values: number[], shares: number[]][] = [
    [[], []],
    [
      [0.5, 0.5],
      [1, 0],
    ],
    [
      [1.4, 2.4, 3.2],
      [2, 2, 3],
    ],
    [
      [-0.5, 1],
      [0, 1],
    ],
    [
      [-1.25, -1.25],
      [-1, -1],
    ],
    [[39.5], [40]],
  ];
  for (const [values, shares] of cases) {
    it(`of ${values.join(", ") || "nothing"} are ${shares.join(", ") || "none"}`, () => {
      assert.deepEqual(
        wholeShares(values).map((share) => share + 0),
        shares,
      );
    });
  }
});
