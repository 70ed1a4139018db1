import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { returningOwner } from "../../../pipeline/assign/returning.ts";

const rita = { personId: "rita", name: "Rita" };

describe("a company that comes back", () => {
  const cases: [last: string, now: string, months: number, sticks: boolean, zone?: string][] = [
    ["2026-01-15T12:00:00Z", "2026-05-14T12:00:00Z", 4, true], // 3 months 29 days
    ["2026-01-15T12:00:00Z", "2026-05-15T23:00:00Z", 4, true], // the last day counts
    ["2026-01-15T12:00:00Z", "2026-05-16T00:30:00Z", 4, false], // 4 months 1 day
    ["2025-10-31T12:00:00Z", "2026-02-28T12:00:00Z", 4, true], // February is short
    ["2025-10-31T12:00:00Z", "2026-03-01T12:00:00Z", 4, false],
    ["2023-10-31T12:00:00Z", "2024-02-29T12:00:00Z", 4, true], // and longer in a leap year
    ["2026-01-15T12:00:00Z", "2026-05-16T03:00:00Z", 4, true, "America/New_York"], // still the 15th
    ["2026-01-15T23:30:00Z", "2026-05-16T12:00:00Z", 4, true, "Europe/Berlin"], // it was the 16th
    ["2025-11-15T12:00:00Z", "2026-01-15T12:00:00Z", 1, false],
    ["2026-01-15T12:00:00Z", "2026-01-15T13:00:00Z", 0, false], // switched off
  ];
  for (const [last, now, months, sticks, timeZone = "UTC"] of cases) {
    const zone = timeZone === "UTC" ? "" : ` in ${timeZone}`;
    it(`touched ${last}, back ${now}${zone}, within ${months}: ${sticks ? "its owner's" : "anybody's"}`, () => {
      const owner = returningOwner({
        last: { ...rita, at: new Date(last) },
        ...{ months, timeZone },
        now: new Date(now),
      });

      assert.equal(owner?.name, sticks ? "Rita" : undefined);
    });
  }

  it("is anybody's when nobody ever had it", () => {
    const never = { last: null, months: 4, now: new Date(), timeZone: "UTC" };

    assert.equal(returningOwner(never), null);
  });
});
