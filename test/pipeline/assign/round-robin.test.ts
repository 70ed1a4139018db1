import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { assign } from "../../../pipeline/assign/round-robin.ts";
import { type Candidate, Trace } from "../../../pipeline/assign/trace.ts";

const now = new Date("2026-11-12T13:02:00Z");

function rep(name: string, different: Partial<Candidate> = {}): Candidate {
  const free = { openLeads: 0, cap: null, paused: false, lastOfferedAt: null };
  return { personId: `p-${name}`, name, position: 1, ...free, ...different };
}

function ask(candidates: readonly Candidate[], askedBy: string | null = null) {
  return assign({ pool: "Sales", candidates, askedBy, label: "B", now });
}

function whys({ candidates }: Trace) {
  return Object.fromEntries(candidates.map(({ name, why }) => [name, why]));
}

describe("the round robin", () => {
  it("offers to whoever has the fewest open leads", () => {
    const trace = ask([rep("Ana", { openLeads: 3 }), rep("Bo", { openLeads: 1 })]);

    assert.deepEqual([trace.ownerId, trace.rule], ["p-Bo", "fewest open leads"]);
    assert.deepEqual(whys(trace), { Ana: "has 3 open, Bo has 1", Bo: "fewest open leads: 1" });
  });

  it("breaks a tie by who waited longest for an offer", () => {
    const trace = ask([
      rep("Ana", { lastOfferedAt: "2026-11-12T12:00:00.500000Z" }),
      rep("Bo", { position: 2, lastOfferedAt: "2026-11-12T12:00:00Z" }),
    ]);

    assert.equal(trace.ownerId, "p-Bo");
    assert.equal(whys(trace).Ana, "got an offer later than Bo");
  });

  it("takes somebody who never got an offer for having waited longest", () => {
    const trace = ask([
      rep("Ana", { lastOfferedAt: "2020-01-01T00:00:00Z" }),
      rep("Bo", { position: 2 }),
    ]);

    assert.equal(trace.ownerId, "p-Bo");
  });

  it("breaks the last tie by the pool's order", () => {
    const trace = ask([rep("Bo", { position: 2 }), rep("Ana")]);

    assert.equal(trace.ownerId, "p-Ana");
    assert.equal(whys(trace).Bo, "comes after Ana in the pool");
  });

  it("prefers the rep who asked", () => {
    const trace = ask([rep("Ana"), rep("Bo", { openLeads: 5 })], "p-Bo");

    assert.deepEqual([trace.ownerId, trace.rule], ["p-Bo", "asked for it"]);
    assert.deepEqual(whys(trace), { Ana: "Bo asked for it", Bo: "asked for it, and is free" });
  });

  const busy: [why: string, different: Partial<Candidate>][] = [
    ["away", { paused: true }],
    ["at cap: 4 of 4 open", { openLeads: 4, cap: 4 }],
    ["at cap: 0 of 0 open", { cap: 0 }],
    ["away", { paused: true, openLeads: 9, cap: 4 }],
  ];
  for (const [why, different] of busy) {
    it(`passes over a rep who asked but is ${why}`, () => {
      const trace = ask([rep("Ana", { openLeads: 8 }), rep("Bo", different)], "p-Bo");

      assert.deepEqual([trace.ownerId, trace.rule], ["p-Ana", "fewest open leads"]);
      assert.equal(whys(trace).Bo, why);
    });
  }

  it("does not prefer somebody from outside the pool", () => {
    assert.equal(ask([rep("Ana")], "p-Zoe").ownerId, "p-Ana");
  });

  it("says when nobody could take it, and why each could not", () => {
    const trace = ask([rep("Ana", { paused: true }), rep("Bo", { openLeads: 2, cap: 1 })]);

    assert.deepEqual([trace.ownerId, trace.rule], [null, "nobody could take it"]);
    assert.deepEqual(whys(trace), { Ana: "away", Bo: "at cap: 2 of 1 open" });
  });

  it("says when there is nobody to ask", () => {
    const trace = ask([]);

    assert.deepEqual(trace, {
      ...{ pool: "Sales", rule: "the pool is empty", ownerId: null, candidates: [] },
    });
  });

  it("spreads 1,000 leads over 7 reps, give or take one", () => {
    const offers = simulate(
      1000,
      [..."ABCDEFG"].map((name, at) => rep(name, { position: at + 1 })),
    );

    const counts = [...offers.values()];
    assert.equal(counts.length, 7);
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, counts.join(" "));
  });

  it("fills a team to its caps and not one lead further", () => {
    const team = [3, 5, 0].map((cap, at) => rep(`R${at}`, { cap, position: at + 1 }));

    assert.deepEqual(Object.fromEntries(simulate(50, team)), { "p-R0": 3, "p-R1": 5 });
  });

  const member = fc
    .tuple(fc.nat(6), fc.option(fc.nat(6)), fc.boolean(), fc.option(fc.nat(9)))
    .map(([openLeads, cap, paused, minute]) => ({
      ...{ openLeads, cap, paused },
      lastOfferedAt: minute === null ? null : `2026-11-12T12:0${minute}:00.000000Z`,
    }));
  const pool = fc
    .array(member, { maxLength: 8 })
    .map((members) => members.map((one, at) => rep(`R${at}`, { ...one, position: at + 1 })));
  const asker = fc.constantFrom(null, "p-R0", "p-R3", "p-stranger");

  it("never offers to anybody who is away or at their cap, and never to nobody while one is free", () => {
    fc.assert(
      fc.property(pool, asker, (candidates, askedBy) => {
        const { ownerId } = ask(candidates, askedBy);

        const owner = candidates.find(({ personId }) => personId === ownerId);
        const free = candidates.filter(
          ({ paused, cap, openLeads }) => !paused && (cap === null || openLeads < cap),
        );
        assert.equal(owner === undefined, free.length === 0);
        assert.ok(owner === undefined || free.includes(owner));
      }),
    );
  });

  it("always lists everybody with a reason, and one winner at most", () => {
    fc.assert(
      fc.property(pool, asker, (candidates, askedBy) => {
        const trace = Trace.parse(ask(candidates, askedBy));

        assert.deepEqual(
          trace.candidates.map(({ personId }) => personId),
          candidates.map(({ personId }) => personId),
        );
        assert.ok(trace.candidates.every(({ why }) => why.length > 3));
        const winners = trace.candidates.filter(({ ok }) => ok).map(({ personId }) => personId);
        assert.deepEqual(winners, trace.ownerId === null ? [] : [trace.ownerId]);
      }),
    );
  });

  it("gives the same answer in whatever order the pool is read", () => {
    fc.assert(
      fc.property(pool, asker, (candidates, askedBy) => {
        assert.equal(
          ask(candidates.toReversed(), askedBy).ownerId,
          ask(candidates, askedBy).ownerId,
        );
      }),
    );
  });
});

/** Offers made to each, when every lead stays open. */
function simulate(leads: number, team: readonly Candidate[]): Map<string, number> {
  const members = team.map((member) => ({ ...member }));
  const offers = new Map<string, number>();
  for (let lead = 0; lead < leads; lead += 1) {
    const { ownerId } = ask(members);
    const owner = members.find(({ personId }) => personId === ownerId);
    if (!owner) break;
    owner.openLeads += 1;
    owner.lastOfferedAt = new Date(now.getTime() + lead * 1000).toISOString();
    offers.set(owner.personId, (offers.get(owner.personId) ?? 0) + 1);
  }
  return offers;
}
