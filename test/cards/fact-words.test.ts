import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { factLabels, factValue, readableQuote } from "../../cards/fact-words.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";

describe("a fact, where people read it", () => {
  const values: [name: Fact["name"], value: Fact["value"], said: string][] = [
    ["employees", { min: 240, max: 280 }, "240–280"],
    ["employees", { min: 2500, max: null }, "2,500 or more"],
    ["employees", { min: 12, max: 12 }, "12"],
    ["hq_country", "NL", "Netherlands"],
    ["pricing_public", false, "no"],
    ["founded_year", 2015, "2015"],
    ["tech", { name: "Shopify", category: "shop", modern: true }, "Shopify, shop"],
    ["job", { title: "Disponent", area: null, place: "Kiel", postedAt: null }, "Disponent, Kiel"],
    ["office_countries", ["DE", "PL"], "DE, PL"],
  ];
  for (const [name, value, said] of values) {
    it(`says ${said} of ${name}`, () => {
      assert.equal(factValue({ name, value }), said);
    });
  }

  it("has a name without underscores", () => {
    assert.doesNotMatch(Object.values(factLabels).join(), /_/);
  });

  it("retells structured data without its brackets, however it was cut", () => {
    const quote = `zation",\n "legalName": "Kestrel Cargo B.V.",\n "@type": "Place", "minValue": 240, "address": { "stre`;

    const text = readableQuote({ quote, provider: "json_ld" });

    assert.equal(text, "legal name: Kestrel Cargo B.V. · min value: 240");
  });

  it("leaves alone what cannot be retold, and the words of a page", () => {
    const words = `We say "name": "Acme" a lot`;

    assert.equal(readableQuote({ quote: "{ [", provider: "json_ld" }), "{ [");
    assert.equal(readableQuote({ quote: words, provider: "page" }), words);
    assert.equal(readableQuote({ quote: null, provider: "json_ld" }), null);
  });
});
