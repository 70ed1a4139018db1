import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { percentile } from "./percentile.ts";

describe("percentile", () => {
  const cases = [
    { of: [7], share: 0.5, is: 7 },
    { of: [3, 1, 2], share: 0.5, is: 2 },
    { of: [4, 3, 1, 2], share: 0.5, is: 2 },
    { of: Array.from({ length: 20 }, (_, n) => n + 1), share: 0.95, is: 19 },
    { of: [10, 9], share: 0.95, is: 10 },
    { of: [10, 9], share: 0, is: 9 },
    { of: [10, 9], share: 1, is: 10 },
  ];
  for (const { of, share, is } of cases) {
    it(`${share} of ${of.join(", ")} is ${is}`, () => {
      const found = percentile(of, share);

      assert.equal(found, is);
    });
  }

  it("is always one of the values, with at least the share at or below it and no more than needed", () => {
    const values = fc.array(fc.integer(), { minLength: 1 });
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });

    fc.assert(
      fc.property(values, share, (values, share) => {
        const found = percentile(values, share);
        const needed = share * values.length;
        assert.ok(values.includes(found));
        assert.ok(values.filter((value) => value <= found).length >= needed);
        assert.ok(values.filter((value) => value < found).length < needed);
      }),
    );
  });

  it("refuses to invent one of nothing", () => {
    assert.throws(() => percentile([], 0.5), /percentile of nothing/);
  });
});
