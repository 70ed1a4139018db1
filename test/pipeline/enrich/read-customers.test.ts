import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read, valuesOf } from "../../fixtures/pages/page-facts.ts";

describe("how many customers there are", () => {
  const told: [html: string, count: number, of: string][] = [
    ["<p>Trusted by 10,000+ companies worldwide.</p>", 10_000, "companies"],
    ["<p>350K+ employees protected</p>", 350_000, "employees protected"],
    ["<p>We serve more than 2,500 customers in 40 countries.</p>", 2500, "customers"],
    ["<p>1.5 million users rely on Brightwater.</p>", 1_500_000, "users"],
    ["<p>Mehr als 4.000 Unternehmen vertrauen uns.</p>", 4000, "unternehmen"],
    ["<p>Plus de 800 entreprises nous font confiance.</p>", 800, "entreprises"],
    ["<p>Más de 1.200 empresas confían en nosotros.</p>", 1200, "empresas"],
    ["<p>Ruim 650 bedrijven vertrouwen op ons.</p>", 650, "bedrijven"],
    ["<div><p>500+</p><p>Happy customers</p></div>", 500, "customers"],
  ];
  for (const [html, count, of] of told) {
    it(`is read from ${html}`, () => {
      const page = read(html, { kind: "landing", url: "https://brightwater.example/" });

      assert.deepEqual(valuesOf(page, "customers_scale"), [{ count, of }]);
      assert.deepEqual(valuesOf(page, "employees"), []);
    });
  }

  const traps = [
    "<p>We are 45 people in Ghent.</p>",
    "<p>Our team of 120 employees serves you.</p>",
    "<p>We surveyed 1,500 companies about lunch.</p>",
    "<p>A plan for up to 500 users.</p>",
    "<blockquote><p>They serve 9,000 customers.</p></blockquote>",
    "<p>He led a sales team that served 300 customers.</p>",
    "<p>By 2030 we will serve 10,000 companies.</p>",
    "<p>Since 2014 companies trust us.</p>",
  ];
  for (const html of traps) {
    it(`is not read from ${html}`, () => {
      const page = read(html, { kind: "landing", url: "https://brightwater.example/" });

      assert.deepEqual(valuesOf(page, "customers_scale"), []);
    });
  }
});

describe("the number of engineers", () => {
  const told = [
    ["<p>We are 40 engineers and designers.</p>", 40],
    ["<p>Our team of 120+ developers works remotely.</p>", 120],
    ["<p>Brightwater employs 25 software engineers in Ghent.</p>", 25],
    ["<p>Unser Team hat 30 Entwickler.</p>", 30],
  ] as const;
  for (const [html, count] of told) {
    it(`is read from ${html}`, () => {
      assert.deepEqual(valuesOf(read(html), "engineer_count"), [count]);
    });
  }

  const traps = [
    "<p>Used by 5,000 engineers every day.</p>",
    "<p>You will lead a team of 10 engineers.</p>",
    "<p>She managed 60 engineers at Litware.</p>",
    "<p>Join 3,000 developers in our community.</p>",
    "<p>We plan to hire 20 more engineers; looking for 20 engineers.</p>",
  ];
  for (const html of traps) {
    it(`is not read from ${html}`, () => {
      assert.deepEqual(valuesOf(read(html), "engineer_count"), []);
    });
  }
});
