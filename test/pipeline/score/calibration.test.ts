import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import type { Label } from "../../../pipeline/score/decision.ts";
import { score } from "../../../pipeline/score/scorecard.ts";
import { fair, hopeless, known, otherTrade, strong, tooSmall } from "./examples.ts";
import { mixOfLeads } from "./mix.ts";

type Case = {
  company: string;
  facts: Fact[];
  lead?: Partial<LeadInput>;
  label: Label;
  from: number;
  to: number;
};

describe("the default playbook", () => {
  const cases: Case[] = [
    { company: "of the right kind that moves", facts: strong, label: "A", from: 84, to: 92 },
    { company: "of the right kind that is quiet", facts: fair, label: "B", from: 62, to: 75 },
    { company: "of the wrong size", facts: tooSmall, label: "C", from: 40, to: 55 },
    { company: "of another trade", facts: otherTrade, label: "C", from: 40, to: 55 },
    { company: "that is tiny, foreign and old", facts: hopeless, label: "D", from: 15, to: 38 },
    { company: "nobody knows anything about", facts: [], label: "C", from: 40, to: 40 },
    {
      ...{ company: "that asks for a demo with money in hand", facts: [], label: "B" },
      lead: {
        ...{ email: "ana@northwind.example", name: "Ana Weber", title: "CEO", budget: 30_000 },
        freeText: "We would like a demo of your route planning.",
      },
      ...{ from: 65, to: 79 },
    },
    {
      ...{ company: "whose contact writes a thesis", facts: fair, label: "C" },
      lead: { freeText: "Questions for my master thesis" },
      ...{ from: 40, to: 59 },
    },
  ];

  for (const { company, facts, lead = {}, label, from, to } of cases) {
    it(`gives a company ${company} ${from} to ${to} points`, () => {
      const decision = score(known({ facts, lead }));

      const total = decision.score ?? Number.NaN;
      assert.ok(total >= from && total <= to, `${total}`);
      assert.equal(decision.label, label);
    });
  }

  it("lets no fact that speaks for a company lower its score", () => {
    for (const company of [strong, fair]) {
      const whole = score(known({ facts: company })).score ?? Number.NaN;

      for (const left of company) {
        const less = score(known({ facts: company.filter((fact) => fact !== left) })).score;
        assert.ok((less ?? Number.NaN) <= whole, JSON.stringify(left.value));
      }
    }
  });

  it("calls between 12 and 24 of a hundred everyday leads A or B", () => {
    const labels = mixOfLeads(1000).map((lead) => score(lead).label);

    const good = labels.filter((label) => label === "A" || label === "B").length;
    assert.ok(good >= 120 && good <= 240, `${good} of 1000`);
    assert.deepEqual(new Set(labels), new Set(["A", "B", "C", "D"]));
  });
});
