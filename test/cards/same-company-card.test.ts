import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Card } from "../../cards/card.ts";
import { accountsCard } from "../../cards/identity-answers.ts";
import { leadCard } from "../../cards/lead-card.ts";
import { forwardedCard, forwardForm, wrongMatchForm } from "../../cards/recognised-card.ts";
import { type SameView, sameCompanyCard } from "../../cards/same-company-card.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { toText } from "../../cards/to-text.ts";
import { assertAdaptiveCard } from "./adaptive-card-validator.ts";
import { assertBlocks } from "./block-kit-validator.ts";
import { berlin, decision, leadView, now } from "./examples.ts";

const view: SameView = {
  id: "01890000-0000-7000-8000-000000000001",
  revision: 1,
  kind: "company",
  state: "open",
  why: ["Company names a letter or two apart."],
  answeredBy: null,
  one: { name: "Acme", rows: { Domain: "acme.example", Country: "DE", Leads: "1", Owner: "Rita" } },
  other: { name: "Acmee GmbH", rows: { Leads: "1" } },
};
const person = { one: { name: "Bob Stone", rows: {} }, other: { name: "Robert Stone", rows: {} } };
const account = { name: "your customer Acme Inc", rows: { List: "Customers" } };
const gated = leadView({
  decision: {
    ...{ ...decision, label: "Drop", score: null },
    gate: { rule: "support", because: "needs help with what they have" },
  },
});

const cards: Record<string, Card> = {
  "same-company": sameCompanyCard(view),
  "same-company-merged": sameCompanyCard({ ...view, state: "same", answeredBy: "Mona" }),
  "same-company-two": sameCompanyCard({ ...view, state: "different", answeredBy: "Mona" }),
  "same-person": sameCompanyCard({ ...view, kind: "contact", ...person }),
  "recognised-customer": sameCompanyCard({ ...view, kind: "account", why: [], other: account }),
  forwarded: forwardedCard(gated, "support", "The export is broken.\nPlease help!"),
  "lead-merged": leadCard(leadView({ mergedInto: { id: "2", name: "Acme" } }), now, berlin),
  "lead-returning": leadCard(
    leadView({
      returning: { name: "Rita Rep", at: new Date("2026-08-03T10:00:00Z") },
      moved: { name: "Ana Weber", from: "Beta" },
    }),
    now,
    berlin,
  ),
  accounts: accountsCard([{ standing: "customer", count: 412, lastAt: now }], now, berlin),
};

describe("cards about who is who", () => {
  for (const [name, card] of Object.entries(cards)) {
    it(`are taken by both chats: ${name}`, (t) => {
      assertBlocks(toBlockKit(card).blocks);
      assertAdaptiveCard(toAdaptiveCard(card));
      t.assert.fileSnapshot(toText(card), `test/fixtures/cards/${name}.txt`, {
        serializers: [(value) => String(value)],
      });
    });
  }

  it("ask in a form what to take apart, in labels that both chats show whole", () => {
    const long = "x".repeat(200);
    const form = wrongMatchForm(leadView(), [
      { value: "merge:1", kind: "merge", name: long },
      { value: "arrival:2", kind: "arrival", channel: "intake", on: "3 Nov", who: "" },
    ]);

    const [field] = form.fields;

    const labels = field?.kind === "choice" ? field.options.map(({ label }) => label) : [];
    assert.equal(labels[1], "intake, 3 Nov");
    assert.ok(labels.every((label) => label.length <= 75));
  });

  it("offer only the kinds that somebody hears of", () => {
    const [field] = forwardForm(leadView(), ["support"]).fields;

    assert.deepEqual(field?.kind === "choice" && field.options, [
      { value: "support", label: "Support request" },
    ]);
  });
});
