import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failsTooOften } from "../../../pipeline/ops/error-share.ts";

describe("the share of errors", () => {
  for (const { done, failed, alerts, why } of [
    { done: 979, failed: 21, alerts: true, why: "2.1 %" },
    { done: 981, failed: 19, alerts: false, why: "1.9 %" },
    { done: 980, failed: 20, alerts: false, why: "just 2 %" },
    { done: 48, failed: 2, alerts: true, why: "4 % of 50" },
    { done: 0, failed: 49, alerts: false, why: "all of 49, which are too few to tell" },
    { done: 0, failed: 0, alerts: false, why: "nothing at all" },
  ]) {
    it(`${alerts ? "alerts" : "stays quiet"} at ${why}`, () => {
      assert.equal(failsTooOften({ done, failed }), alerts);
    });
  }
});
