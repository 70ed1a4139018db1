import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { budgetCard } from "../../cards/budget-card.ts";
import { type BudgetMeter, meterParts } from "../../cards/budget-meter.ts";
import type { Card } from "../../cards/card.ts";
import { providerPauseCard } from "../../cards/provider-card.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { toText } from "../../cards/to-text.ts";
import { assertAdaptiveCard } from "./adaptive-card-validator.ts";
import { assertBlocks } from "./block-kit-validator.ts";

const meter: BudgetMeter = {
  day: 0.42,
  month: 12.5,
  budget: { perLead: 0.05, perDay: 5, perMonth: null, paused: false },
  kinds: [
    { kind: "provider", usd: 11.2, calls: 90 },
    { kind: "llm", usd: 1.3, calls: 410 },
    { kind: "research", usd: 0, calls: 120 },
  ],
  providers: [
    { name: "clearbit", kind: "clearbit", usd: 11.2, lookups: 90, hits: 61, paused: null },
    {
      ...{ name: "house_list", kind: "own", usd: 0, lookups: 20, hits: 2 },
      paused: { pauseId: "p-1", why: "fill_rate" },
    },
  ],
  resumes: true,
};
const pause = { pauseId: "p-1", name: "people_data_labs", kind: "people_data_labs" } as const;

const cards: Record<string, Card> = {
  "budget-nearly": budgetCard({ id: "b-1", period: "month", percent: 80, usdLimit: 100 }),
  "budget-used-up": budgetCard({ id: "b-2", period: "day", percent: 100, usdLimit: 5 }),
  "provider-paused": providerPauseCard({ ...pause, why: "payment", over: null }),
  "provider-resumed": providerPauseCard({ ...pause, why: "fill_rate", over: { by: "Adam" } }),
  "budget-meter": home(meter),
};

describe("the cards about money", () => {
  for (const [name, card] of Object.entries(cards)) {
    it(`are taken by both chats: ${name}`, (t) => {
      assertBlocks(toBlockKit(card).blocks);
      assertAdaptiveCard(toAdaptiveCard(card));
      t.assert.fileSnapshot(toText(card), `test/fixtures/cards/${name}.txt`, {
        serializers: [(value) => String(value)],
      });
    });
  }

  it("let only those resume a provider who may", () => {
    const text = toText(home({ ...meter, resumes: false }));

    assert.match(text, /house_list is paused\./);
    assert.doesNotMatch(text, /Resume/);
  });

  it("show the budget before anything was spent, and nothing to whoever does not answer for it", () => {
    const free = { ...meter, day: 0, month: 0, kinds: [], providers: [] };

    assert.match(toText(home(free)), /\$0 of \$/);
    assert.deepEqual(meterParts(null), []);
  });
});

function home(meter: BudgetMeter): Card {
  return { id: "home", version: 0, summary: "Hello", parts: meterParts(meter), refresh: null };
}
