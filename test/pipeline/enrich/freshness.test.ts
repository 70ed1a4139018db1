import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Fact, type FactName, type Failure } from "../../../pipeline/enrich/fact.ts";
import {
  firstStaleAt,
  lifeOf,
  type SeenFact,
  staleness,
  standsForMs,
} from "../../../pipeline/enrich/freshness.ts";
import { day, fact, now } from "../score/examples.ts";

const HOUR_MS = 3_600_000;

const seen = (name: FactName, daysAgo: number, own: Partial<SeenFact> = {}): SeenFact => ({
  ...fact(name, "x"),
  seenAt: new Date(now.getTime() - daysAgo * 24 * HOUR_MS).toISOString(),
  ...own,
});

describe("a fact", () => {
  const lives: [name: FactName, days: number][] = [
    ["job", 14],
    ["hiring_signal", 14],
    ["tech", 90],
    ["employees", 180],
    ["legal_name", 365],
  ];
  for (const [name, days] of lives) {
    it(`about ${name} is fresh until ${days} days after it was last seen, and no longer`, () => {
      assert.deepEqual(staleness(seen(name, days - 1), now), { days: days - 1, stale: false });
      assert.deepEqual(staleness(seen(name, days), now), { days, stale: true });
    });
  }

  it("with a date of its own never grows stale", () => {
    for (const name of ["funding", "news", "acquisition", "layoff_signal"] as const) {
      assert.deepEqual(staleness(seen(name, 3000), now), { days: 3000, stale: false });
    }
  });

  it("that somebody told us stands until somebody says otherwise", () => {
    for (const provider of ["person", "lead"]) {
      assert.equal(staleness(seen("employees", 3000, { provider }), now).stale, false);
    }
  });

  it("is as old as we last saw it, not as what it is about", () => {
    const opening = seen("job", 2, { observedAt: `${day(60)}T00:00:00.000Z` });

    assert.deepEqual(staleness(opening, now), { days: 2, stale: false });
  });

  it("has a life, or is dated, whatever its name", () => {
    for (const name of Fact.shape.name.options) assert.notEqual(lifeOf(name), undefined, name);
  });
});

describe("a company's facts", () => {
  it("are due when the first of them grows stale", () => {
    const due = firstStaleAt([seen("employees", 100), seen("tech", 80), seen("funding", 900)]);

    assert.equal(due?.getTime(), now.getTime() + 10 * 24 * HOUR_MS);
  });

  it("are never due where all of them are dated, or told", () => {
    assert.equal(firstStaleAt([]), null);
    assert.equal(firstStaleAt([seen("news", 9), seen("vat", 9, { provider: "person" })]), null);
  });
});

describe("research", () => {
  const rests: [failure: Failure | null, hours: number][] = [
    [null, 7 * 24],
    ["timeout", 1],
    ["http_error", 6],
    ["dns", 24],
    ["robots_disallowed", 24],
    ["parked", 7 * 24],
    ["opted_out", 0],
    ["not_allowed", 0],
    ["resting", 0],
  ];
  for (const [failure, hours] of rests) {
    it(`that ${failure ? `failed (${failure})` : "went well"} stands for ${hours} hours`, () => {
      assert.equal(standsForMs(failure, 7), hours * HOUR_MS);
    });
  }
});
