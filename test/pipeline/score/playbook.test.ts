import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultPlaybook, Playbook } from "../../../pipeline/score/playbook.ts";

describe("the playbook", () => {
  it("of a fresh tenant is a valid one, and survives being stored", () => {
    const stored: unknown = JSON.parse(JSON.stringify(defaultPlaybook));

    assert.deepEqual(Playbook.parse(stored), defaultPlaybook);
  });

  it("knows a band for every size", () => {
    const bandsOf = (size: number) =>
      defaultPlaybook.sizeBands.filter(
        ({ min, max }) => size >= min && (max === null || size <= max),
      );

    const sizes = [0, 14, 15, 49, 50, 199, 200, 999, 1000, 100_000];
    assert.ok(sizes.every((size) => bandsOf(size).length === 1));
  });

  const wrong: [what: string, change: object, says: RegExp][] = [
    [
      "weights that do not add up",
      { weights: { fit: 0.5, intent: 0.5, timing: 0.5 } },
      /add up to 1/,
    ],
    ["a weight below zero", { weights: { fit: 1.2, intent: -0.2, timing: 0 } }, /fit|intent/],
    ["thresholds out of order", { thresholds: { a: 60, b: 80, c: 40 } }, /A begins above B/],
    [
      "a band that ends before it begins",
      { sizeBands: [{ min: 9, max: 1, points: 1 }] },
      /ends after/,
    ],
    ["an empty keyword", { keywords: [" "] }, /keywords/],
    ["a base beyond 100", { base: 101 }, /base/],
  ];
  for (const [what, change, says] of wrong) {
    it(`refuses ${what}`, () => {
      const { error } = Playbook.safeParse({ ...defaultPlaybook, ...change });

      assert.match(JSON.stringify(error?.issues), says);
    });
  }
});
