import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { agree } from "../../../pipeline/enrich/agree.ts";
import { disagreements } from "../../../pipeline/enrich/disagree.ts";
import type { Fact, FactName } from "../../../pipeline/enrich/fact.ts";
import { pickFacts } from "../../../pipeline/score/pick-facts.ts";
import { anyFact } from "../score/any.ts";
import { day, fact, people } from "../score/examples.ts";

const on = (path: string): Partial<Fact> => ({ sourceUrl: `https://northwind.example${path}` });

describe("two statements", () => {
  const same: [name: FactName, a: Fact["value"], b: Fact["value"]][] = [
    ["employees", { min: 180, max: 180 }, { min: 180, max: 220 }],
    ["employees", { min: 200, max: null }, { min: 180, max: 220 }],
    ["employees", { min: 190, max: 190 }, { min: 200, max: 200 }],
    ["engineer_count", 40, 42],
    ["hq_city", "Berlin", "Berlin, DE"],
    ["hq_city", "Zürich", "Zurich"],
    ["company_name", "Acme Inc", "Acme, Inc."],
    ["company_name", "Acme", "ACME GmbH"],
    ["legal_name", "Acme GmbH", "ACME G.m.b.H."],
    ["legal_name", "Acme", "Acme GmbH"],
    ["register_number", "HRB 1234 B", "hrb1234b"],
    ["vat", "DE 123 456 789", "DE123456789"],
    ["industry", "Logistics", "logistics"],
    ["founded_year", 1998, 1998],
    ["pricing_public", true, true],
  ];
  for (const [name, a, b] of same) {
    it(`about ${name} agree: ${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => {
      assert.equal(agree(name, a, b), true);
      assert.equal(agree(name, b, a), true);
    });
  }

  const different: [name: FactName, a: Fact["value"], b: Fact["value"]][] = [
    ["employees", { min: 180, max: 220 }, { min: 300, max: 300 }],
    ["employees", { min: 500, max: null }, { min: 180, max: 220 }],
    ["engineer_count", 40, 60],
    ["hq_city", "Berlin", "Bern"],
    ["company_name", "Acme", "Apex"],
    ["legal_name", "Acme GmbH", "Acme AG"],
    ["register_number", "HRB 1234", "HRB 1235"],
    ["founded_year", 1998, 1999],
    ["pricing_public", true, false],
    ["employees", "many", { min: 1, max: 1 }],
  ];
  for (const [name, a, b] of different) {
    it(`about ${name} contradict: ${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => {
      assert.equal(agree(name, a, b), false);
      assert.equal(agree(name, b, a), false);
    });
  }
});

describe("sources", () => {
  it("disagree by name, with everybody who spoke and why the chosen one counts", () => {
    const [chosen, near, far, old] = [
      fact("employees", { min: 180, max: 220 }, { provider: "json_ld", ...on("/") }),
      fact("employees", { min: 200, max: 200 }, on("/about")),
      fact("employees", { min: 300, max: 300 }, { confidence: 0.7, ...on("/press") }),
      fact("employees", { min: 20, max: 20 }, { provider: "llm", ...on("/careers") }),
    ];

    const [found, ...none] = disagreements([old, far, near, chosen]);

    assert.deepEqual(none, []);
    assert.deepEqual([found?.name, found?.sources, found?.settled], ["employees", 4, false]);
    assert.deepEqual(
      found?.candidates.map(({ fact: { sourceUrl }, standing }) => [sourceUrl, standing]),
      [
        ["https://northwind.example/", "chosen"],
        ["https://northwind.example/about", "agrees"],
        ["https://northwind.example/press", "source"],
        ["https://northwind.example/careers", "source"],
      ],
    );
  });

  it("that are believed alike are told apart by how sure they are, then by their day", () => {
    const found = disagreements([
      people(200),
      fact("employees", { min: 300, max: 300 }, { confidence: 0.6, ...on("/a") }),
      fact(
        "employees",
        { min: 400, max: 400 },
        { observedAt: `${day(9)}T00:00:00.000Z`, ...on("/b") },
      ),
    ]);

    assert.deepEqual(
      found[0]?.candidates.map(({ standing }) => standing),
      ["chosen", "newer", "surer"],
    );
  });

  it("that say the same in other words agree", () => {
    assert.deepEqual(disagreements([people(180), fact("employees", { min: 185, max: 220 })]), []);
  });

  it("may say more on one page than on another that agrees with it", () => {
    const front = [fact("industry", "Logistics"), fact("industry", "Software")];
    const newest = fact("industry", "Logistics", { ...on("/changelog"), confidence: 0.9 });

    const found = disagreements([...front, newest]);

    assert.deepEqual(found, []);
  });

  it("may name two industries on one page without contradicting anybody", () => {
    const both = [fact("industry", "Logistics"), fact("industry", "Software")];

    assert.deepEqual(disagreements(both), []);
  });

  it("have nothing left to settle once a colleague has said which", () => {
    const told = { provider: "person", sourceUrl: null, quote: "Rita said so" };

    const [found] = disagreements([people(900), fact("employees", { min: 180, max: 180 }, told)]);

    assert.deepEqual([found?.settled, found?.candidates.length], [true, 2]);
  });

  it("count once though they were read twice", () => {
    const twice = [0, 5].map((days) => ({
      ...people(300),
      ...on("/about"),
      seenAt: `${day(days)}T00:00:00.000Z`,
    }));

    const [found] = disagreements([fact("employees", { min: 90, max: 90 }, on("/")), ...twice]);

    assert.equal(found?.sources, 2);
  });

  it("are believed as they were last read", () => {
    const about = (min: number, daysAgo: number) => ({
      ...people(min),
      ...{ confidence: daysAgo / 1000, seenAt: `${day(daysAgo)}T00:00:00.000Z` },
    });

    assert.deepEqual(disagreements([about(900, 40), about(180, 1)]), []);
    assert.deepEqual(
      pickFacts([about(900, 40), about(180, 1)]).map(({ value }) => value),
      [{ min: 180, max: 180 }],
    );
  });

  it("are chosen among as the score chooses, whatever is stated in whatever order", () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 20 }), (facts) => {
        const picked = pickFacts(facts);
        const found = disagreements(facts);

        assert.deepEqual(disagreements(facts.toReversed()), found);
        for (const { name, candidates } of found) {
          assert.deepEqual(
            candidates[0]?.fact.value,
            picked.find((one) => one.name === name)?.value,
          );
          assert.ok(candidates.slice(1).some(({ standing }) => standing !== "agrees"));
        }
      }),
    );
  });
});
