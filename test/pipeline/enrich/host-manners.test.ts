import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { pauseMs, retryAfterMs, standingAfter } from "../../../pipeline/enrich/host-manners.ts";

const now = new Date("2026-03-01T09:00:00Z");
const DAY_MS = 86_400_000;

describe("Retry-After", () => {
  const cases: [header: string | undefined, ms: number | null][] = [
    ["120", 120_000],
    [" 0 ", 0],
    ["Sun, 01 Mar 2026 09:01:00 GMT", 60_000],
    ["Sunday, 01-Mar-26 09:01:00 GMT", 60_000],
    ["Sun Mar  1 09:01:00 2026 GMT", 60_000],
    ["Sun, 01 Mar 2026 08:00:00 GMT", 0],
    [undefined, null],
    ["", null],
    ["soon", null],
    ["-5", null],
    ["1.5", null],
    ["2h", null],
    ["99999999999999", null],
    ["2026-03-01T09:01:00Z", null],
  ];
  for (const [header, ms] of cases) {
    it(`of ${header} is ${ms} ms`, () => {
      assert.equal(retryAfterMs(header, now), ms);
    });
  }
});

describe("how a host stands after a request", () => {
  const rest = (fails: number, status: number | null, retryAfter: number | null = null) => {
    return standingAfter(fails, { status, retryAfterMs: retryAfter }, 0.5);
  };

  it("is good after any answer that is not the server's own trouble", () => {
    for (const status of [200, 204, 304, 400, 403, 404, 410, 451]) {
      assert.deepEqual(rest(2, status), { fails: 0, restMs: 0 });
    }
  });

  it("is what it was when nothing was asked", () => {
    assert.deepEqual(rest(2, null), { fails: 2, restMs: 0 });
  });

  it("is twice as bad with every failure, and bad for a day with the third", () => {
    const rests = [0, 1, 2, 3, 40].map((fails) => rest(fails, 503));

    assert.deepEqual(rests, [
      { fails: 1, restMs: 22_500 },
      { fails: 2, restMs: 45_000 },
      { fails: 3, restMs: DAY_MS },
      { fails: 4, restMs: DAY_MS },
      { fails: 41, restMs: DAY_MS },
    ]);
  });

  it("goes by what the host says, up to a day", () => {
    assert.equal(rest(0, 429, 5_000).restMs, 5_000);
    assert.equal(rest(0, 503, 10 * DAY_MS).restMs, DAY_MS);
    assert.equal(rest(2, 503, 5_000).restMs, DAY_MS);
  });

  it("counts a silence without a rest, for there may be nobody to be spared", () => {
    assert.deepEqual(rest(0, 0), { fails: 1, restMs: 0 });
    assert.deepEqual(rest(2, 0), { fails: 3, restMs: DAY_MS });
  });

  it("never keeps anybody away for longer than a day, nor in the past", () => {
    const any = fc.record({
      fails: fc.nat(100),
      status: fc.option(fc.integer({ min: 0, max: 999 })),
      retryAfterMs: fc.option(fc.nat()),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });

    fc.assert(
      fc.property(any, ({ fails, status, retryAfterMs, random }) => {
        const { restMs } = standingAfter(fails, { status, retryAfterMs }, random);
        assert.ok(restMs >= 0 && restMs <= DAY_MS);
      }),
    );
  });
});

describe("the pause between two requests", () => {
  it("is the longer one of ours and the host's, up to thirty seconds", () => {
    assert.deepEqual(
      [null, 500, 7_000, 600_000].map((asked) => pauseMs(asked, 2_000)),
      [2_000, 2_000, 7_000, 30_000],
    );
  });
});
