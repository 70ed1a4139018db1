import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { isTakeBack } from "../../../pipeline/enrich/standing-facts.ts";
import { pickFacts } from "../../../pipeline/score/pick-facts.ts";
import { anyFact } from "./any.ts";
import { day, fact, funding, job, person } from "./examples.ts";

const size = (min: number, different: Partial<Fact> = {}) =>
  fact("employees", { min, max: min }, different);

describe("the facts that count", () => {
  const rules: [rule: string, wins: Fact, loses: Fact][] = [
    [
      "a colleague before structured data",
      size(1, { provider: "person", confidence: 0.1 }),
      size(2, { provider: "json_ld" }),
    ],
    [
      "the lead before structured data",
      size(1, { provider: "lead" }),
      size(2, { provider: "json_ld" }),
    ],
    ["structured data before words", size(1, { provider: "json_ld", confidence: 0.2 }), size(2)],
    ["words before headers", size(1), size(2, { provider: "header", confidence: 1 })],
    [
      "what a server shows before paid providers",
      size(1, { provider: "header", confidence: 0.1 }),
      size(2, { provider: "clearbit" }),
    ],
    [
      "paid providers before a model's reading",
      size(1, { provider: "people_data_labs", confidence: 0.1 }),
      size(2, { provider: "llm" }),
    ],
    [
      "the surer of feed and DNS",
      size(1, { provider: "dns", confidence: 0.9 }),
      size(2, { provider: "feed" }),
    ],
    ["the surer of two pages", size(1, { confidence: 0.9 }), size(2, { confidence: 0.8 })],
    ["the newer of two equally sure", size(1), size(2, { observedAt: `${day(3)}T00:00:00.000Z` })],
  ];
  for (const [rule, wins, loses] of rules) {
    it(`prefer ${rule}`, () => {
      assert.deepEqual(pickFacts([loses, wins]), [wins]);
    });
  }

  it("are the same in whatever order the facts come", () => {
    const shuffled = fc
      .array(anyFact, { maxLength: 20 })
      .chain((facts) =>
        fc.tuple(
          fc.constant(facts),
          fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
        ),
      );

    fc.assert(
      fc.property(shuffled, ([facts, others]) => {
        assert.deepEqual(pickFacts(others), pickFacts(facts));
      }),
    );
  });

  it("are proven by the same page in whatever order two pages say the same", () => {
    const pages = ["about", "team"].map((path) =>
      size(20, { sourceUrl: `https://northwind.example/${path}` }),
    );

    assert.deepEqual(pickFacts(pages.toReversed()), pickFacts(pages));
  });

  it("are chosen from what was stated, once, and for good", () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 20 }), (facts) => {
        const picked = pickFacts(facts);

        assert.ok(picked.every((fact) => facts.includes(fact)));
        assert.deepEqual(pickFacts(picked), picked);
        const names = new Set(facts.filter((fact) => !isTakeBack(fact)).map(({ name }) => name));
        const taken = facts.filter(isTakeBack).map(({ name }) => name);
        for (const name of names) {
          assert.ok(taken.includes(name) || picked.some((fact) => fact.name === name), name);
        }
      }),
    );
  });

  it("are no longer what a colleague took back, and may be said anew", () => {
    const at = (daysAgo: number) => ({
      ...{ provider: "person", sourceUrl: null },
      observedAt: `${day(daysAgo)}T00:00:00.000Z`,
    });
    const page = size(900);
    const [told, taken] = [size(180, at(9)), fact("employees", null, at(5))];
    const anew = size(200, at(1));

    assert.deepEqual(pickFacts([page, told]), [told]);
    assert.deepEqual(pickFacts([page, told, taken]), [page]);
    assert.deepEqual(pickFacts([page, told, taken, anew]), [anew]);
    assert.deepEqual(pickFacts([told, taken]), []);
  });

  describe("after a page was read again", () => {
    const seen = (one: Fact, daysAgo: number) => ({
      ...one,
      seenAt: `${day(daysAgo)}T09:00:00.000Z`,
    });

    it("are the openings it has now, and events it no longer shows", () => {
      const [closed, open] = [job("Planner", 40), job("Driver", 40)];
      const raised = funding("Series B", 400);

      const picked = pickFacts([
        ...[closed, open, raised].map((one) => seen(one, 10)),
        seen(open, 1),
      ]);

      const kept = picked.map(({ name, value }) => [
        name,
        JSON.stringify(value).includes("Planner"),
      ]);
      assert.deepEqual(kept.toSorted(), [
        ["funding", false],
        ["job", false],
      ]);
    });

    it("are no openings where the company was read without them", () => {
      const picked = pickFacts([seen(job("Planner", 90), 60), seen(size(200), 1)]);

      assert.deepEqual(
        picked.map(({ name }) => name),
        ["employees"],
      );
    });

    it("are a fresh word rather than a better source's word of last year", () => {
      const old = seen(size(90, { provider: "json_ld", confidence: 1 }), 250);
      const fresh = seen(size(200, { sourceUrl: "https://northwind.example/about" }), 1);

      assert.deepEqual(pickFacts([old, fresh]), [fresh]);
      assert.deepEqual(pickFacts([old]), [old], "the only word there is stays");
    });
  });

  it("keep every person and every opening, but not twice", () => {
    const people = [
      person("Ana Weber", "CEO"),
      person("Jo Lim", "CTO"),
      person("ANA WEBER", "CEO"),
    ];
    const openings = [job("Planner", 3), job("Driver", 3), job("Planner", 3)];

    const names = pickFacts([...people, ...openings]).map(({ name }) => name);

    assert.deepEqual(names.toSorted(), ["job", "job", "person", "person"]);
  });

  it("are the same statement with its keys in another order", () => {
    const stored = fact("person", { title: "CEO", name: "Ana Weber" });

    assert.equal(pickFacts([person("Ana Weber", "CEO"), stored]).length, 1);
  });

  it("may be two industries of one page, but of one page only", () => {
    const page = { sourceUrl: "https://northwind.example/", confidence: 0.8 };
    const both = [
      fact("industry", "Logistics", page),
      fact("industry", "Software", { ...page, confidence: 0.75 }),
    ];
    const elsewhere = { ...page, sourceUrl: "https://northwind.example/about", confidence: 0.7 };

    const picked = pickFacts([...both, fact("industry", "Retail", elsewhere)]);

    assert.deepEqual(
      picked.map(({ value }) => value),
      ["Logistics", "Software"],
    );
  });

  it("are one industry again when a colleague says which", () => {
    const told = { provider: "person", sourceUrl: null };

    const picked = pickFacts([fact("industry", "Logistics"), fact("industry", "Software", told)]);

    assert.deepEqual(
      picked.map(({ value }) => value),
      ["Software"],
    );
  });
});
