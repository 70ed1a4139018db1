import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ago, minutes, when, whenExactly } from "../../cards/times.ts";

const now = new Date("2026-11-12T13:02:00Z"); // a Thursday, 14:02 in Berlin

describe("times", () => {
  const cases: [at: string, plain: string, exact: string][] = [
    ["2026-11-12T08:05:00Z", "09:05", "09:05"],
    ["2026-11-11T22:59:00Z", "Wednesday", "Wed 23:59"],
    ["2026-11-11T23:01:00Z", "00:01", "00:01"],
    ["2026-11-17T08:00:00Z", "Tuesday", "Tue 09:00"],
    ["2026-11-06T08:00:00Z", "Friday", "Fri 09:00"],
    ["2026-11-05T08:00:00Z", "5 Nov", "5 Nov 09:00"],
    ["2026-09-05T08:00:00Z", "5 Sep", "5 Sep 10:00"],
    ["2025-11-12T13:02:00Z", "12 Nov 2025", "12 Nov 2025 14:02"],
  ];
  for (const [at, plain, exact] of cases) {
    it(`call ${at} "${plain}", or "${exact}" where the clock matters`, () => {
      const said = [when, whenExactly].map((say) => say(new Date(at), now, "Europe/Berlin"));

      assert.deepEqual(said, [plain, exact]);
    });
  }

  it("go by the day of the place, not by Greenwich's", () => {
    const at = new Date("2026-11-12T03:00:00Z");

    assert.equal(when(at, now, "America/New_York"), "Wednesday");
  });

  it("count minutes for less than an hour", () => {
    const passed = [20_000, 240_000, 3_599_000, 3_600_000].map((ms) =>
      minutes(new Date(now.getTime() - ms), now),
    );

    assert.deepEqual(passed, ["1 min", "4 min", "59 min", undefined]);
  });

  it("count seconds where somebody was faster by seconds", () => {
    assert.equal(ago(new Date(now.getTime() - 4_000), now), "4 seconds");
  });
});
