import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { morningOf } from "../../../pipeline/assign/morning.ts";
import type { When } from "../../../pipeline/ingest/when.ts";

const tomorrow: When = { kind: "in", days: 1 };
const on = (date: string): When => ({ kind: "date", date });
const next = (weekday: number): When => ({ kind: "weekday", weekday });

describe("nine in the morning", () => {
  const cases: [what: string, day: When, now: string, zone: string, is: string][] = [
    ["of a date", on("2026-12-01"), "2026-11-12T13:00Z", "UTC", "2026-12-01T09:00Z"],
    [
      "of a winter's day in Berlin",
      on("2026-12-01"),
      "2026-11-12T13:00Z",
      "Europe/Berlin",
      "2026-12-01T08:00Z",
    ],
    [
      "of a summer's day in Berlin",
      on("2027-07-01"),
      "2026-11-12T13:00Z",
      "Europe/Berlin",
      "2027-07-01T07:00Z",
    ],
    [
      "where clocks are half an hour off",
      on("2026-12-01"),
      "2026-11-12T13:00Z",
      "Asia/Kolkata",
      "2026-12-01T03:30Z",
    ],
    [
      "a day ahead of everybody",
      on("2026-12-01"),
      "2026-11-12T13:00Z",
      "Pacific/Kiritimati",
      "2026-11-30T19:00Z",
    ],

    ["tomorrow", tomorrow, "2026-11-12T13:00Z", "UTC", "2026-11-13T09:00Z"],
    [
      "tomorrow, which is today in London",
      tomorrow,
      "2026-11-12T23:30Z",
      "Europe/Berlin",
      "2026-11-14T08:00Z",
    ],
    [
      "tomorrow, which is yesterday's tomorrow in Berlin",
      tomorrow,
      "2026-11-13T03:00Z",
      "America/New_York",
      "2026-11-13T14:00Z",
    ],
    [
      "in two weeks, over the end of the year",
      { kind: "in", days: 14 },
      "2026-12-24T13:00Z",
      "UTC",
      "2027-01-07T09:00Z",
    ],
    [
      "in a year that has a leap day",
      { kind: "in", days: 366 },
      "2027-11-12T13:00Z",
      "UTC",
      "2028-11-12T09:00Z",
    ],

    [
      "of the day Berlin loses an hour",
      on("2027-03-28"),
      "2026-11-12T13:00Z",
      "Europe/Berlin",
      "2027-03-28T07:00Z",
    ],
    [
      "of the day Berlin gains an hour",
      on("2026-10-25"),
      "2026-10-01T13:00Z",
      "Europe/Berlin",
      "2026-10-25T08:00Z",
    ],
    [
      "of the day New York loses an hour",
      on("2027-03-14"),
      "2026-11-12T13:00Z",
      "America/New_York",
      "2027-03-14T13:00Z",
    ],
    [
      "of the day Sydney gains an hour",
      on("2027-04-04"),
      "2026-11-12T13:00Z",
      "Australia/Sydney",
      "2027-04-03T23:00Z",
    ],
    [
      "of the day Los Angeles loses an hour",
      ...([on("2027-03-14"), "2026-11-12T13:00Z", "America/Los_Angeles"] as const),
      "2027-03-14T16:00Z",
    ],
    [
      "tomorrow, late on the eve of a short day",
      tomorrow,
      "2027-03-27T22:30Z",
      "Europe/Berlin",
      "2027-03-28T07:00Z",
    ],
    [
      "tomorrow, early on a long day",
      tomorrow,
      "2026-10-24T22:30Z",
      "Europe/Berlin",
      "2026-10-26T08:00Z",
    ],

    ["on Monday", next(1), "2026-11-12T13:00Z", "UTC", "2026-11-16T09:00Z"], // from a Thursday
    ["on Sunday", next(7), "2026-11-12T13:00Z", "UTC", "2026-11-15T09:00Z"],
    ["on Friday", next(5), "2026-11-12T13:00Z", "UTC", "2026-11-13T09:00Z"],
    ["on Thursday, said on a Thursday", next(4), "2026-11-12T05:00Z", "UTC", "2026-11-19T09:00Z"],
    [
      "on Friday, said when it is Friday there already",
      next(5),
      "2026-11-12T23:30Z",
      "Asia/Tokyo",
      "2026-11-20T00:00Z",
    ],
    [
      "on Monday, over a short Sunday",
      next(1),
      "2027-03-27T22:30Z",
      "Europe/Berlin",
      "2027-03-29T07:00Z",
    ],
  ];
  for (const [what, day, now, zone, is] of cases) {
    it(`${what}, ${zone}`, () => {
      assert.deepEqual(morningOf(day, new Date(now), zone), new Date(is));
    });
  }

  it("is nine on every clock of that day, in every zone", () => {
    const zone = fc.constantFrom(
      ...["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"],
      ...["America/St_Johns", "Pacific/Apia", "Africa/Cairo", "Asia/Tokyo", "UTC"],
    );
    const at = fc.date({
      min: new Date("2024-01-01"),
      max: new Date("2030-01-01"),
      noInvalidDate: true,
    });
    const days = fc.integer({ min: 1, max: 366 });

    fc.assert(
      fc.property(at, days, zone, (now, days, timeZone) => {
        const morning = morningOf({ kind: "in", days }, now, timeZone);

        const clock = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" });
        assert.equal(clock.format(morning), "09:00:00");
        const dayOf = (moment: Date) =>
          new Intl.DateTimeFormat("en-CA", { timeZone }).format(moment);
        const ahead = Date.parse(dayOf(morning)) - Date.parse(dayOf(now));
        assert.equal(ahead, days * 86_400_000);
      }),
    );
  });
});
