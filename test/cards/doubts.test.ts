import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leadCard } from "../../cards/lead-card.ts";
import { toText } from "../../cards/to-text.ts";
import { whyForm } from "../../cards/why-form.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import { berlin, everyState, leadView, now } from "./examples.ts";

const text = (view: LeadView) => toText(leadCard(view, now, berlin));
const disagreements: LeadView["disagreements"] = [
  { name: "employees", sources: 3 },
  { name: "hq_city", sources: 1 },
  { name: "industry", sources: 2 },
];

function seen(daysAgo: number): LeadView["facts"] {
  const at = new Date(now.getTime() - daysAgo * 86_400_000).toISOString();
  const said = { sourceUrl: "https://northwind.example/about", quote: null, provider: "page" };
  const value = { min: 180, max: 220 };
  return [{ name: "employees", value, ...said, observedAt: at, seenAt: at, confidence: 0.9 }];
}

describe("the lead card", () => {
  it("says where sources disagree and leads to what each of them says", () => {
    const shown = text(leadView({ disagreements }));

    assert.match(
      shown,
      /3 sources disagree about people \(http:\/\/127\.0\.0\.1:3000\/evidence\/abc#disagree-employees\)/,
    );
    assert.match(shown, /One page says two things about city/);
    assert.doesNotMatch(shown, /about industry/, "two at most; the form has the rest");
  });

  it("says nothing of it about a lead that was dropped or wants to be left alone", () => {
    for (const state of ["gated", "opt-out"]) {
      const view = everyState[state] ?? assert.fail(state);

      assert.doesNotMatch(text({ ...view, disagreements }), /disagree/);
    }
  });

  it("says how old a size is once it has grown old", () => {
    assert.match(text(leadView({ facts: seen(210) })), /180–220 people, seen 7 months ago/);
    assert.doesNotMatch(text(leadView({ facts: seen(170) })), /seen/);
  });

  it("names others we know at the company, and how many more", () => {
    const named = [
      { name: "Jo Lim", title: "CTO" },
      { name: "Li Ho", title: null },
    ];

    const shown = text(leadView({ others: { named, more: 1 } }));

    assert.match(shown, /3 others from Northwind Traders: Jo Lim \(CTO\), Li Ho, 1 more/);
    assert.doesNotMatch(text(leadView({ others: { named: [], more: 0 } })), /others? from/);
  });
});

describe("why this score", () => {
  it("lists every disagreement", () => {
    const { parts } = whyForm(leadView({ disagreements }), now, berlin);

    assert.equal(JSON.stringify(parts).match(/#disagree-/g)?.length, 3);
  });
});
