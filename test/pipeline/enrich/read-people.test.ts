import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read, valuesOf } from "../../fixtures/pages/page-facts.ts";

describe("people", () => {
  const told = [
    ["Ana Weber, Head of Operations, runs the warehouse.", "Ana Weber", "Head of Operations"],
    ["CEO & Founder, Zoë Stefan, opens the doors.", "Zoë Stefan", "CEO & Founder"],
    ["“It works,” said Jean-Luc Moreau, CTO of Brightwater.", "Jean-Luc Moreau", "CTO"],
    ["Managing Director: Pieter de Boer", "Pieter de Boer", "Managing Director"],
  ] as const;

  for (const [sentence, name, title] of told) {
    it(`are read from “${sentence}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${sentence}</p>`), "person"), [{ name, title }]);
    });
  }

  const others = [
    "<blockquote><p>Great!</p><p>Lev Marin</p><p>Head of Payments</p></blockquote>",
    "<div class='testimonial'><h4>Lev Marin</h4><p>Head of Payments</p></div>",
    "<p>“We like it,” says Lev Marin, CEO of Litware.</p>",
    "<div><h4>Lev Marin</h4><p>Head of Payments</p><p>Litware</p></div>",
    "<h3>Open Positions</h3><p>Write to our manager</p>",
    "<h3>Case Study</h3><p>Head of Payments</p>",
  ];

  for (const html of others) {
    it(`are not taken from ${html}`, () => {
      assert.deepEqual(valuesOf(read(html), "person"), []);
    });
  }

  it("of a team page may have titles nobody has heard of", () => {
    const html = "<h2>Meet the team</h2><div><h5>Gaurav Sen</h5><h5>Tech</h5></div>";

    const page = read(html, { kind: "team" });

    assert.deepEqual(valuesOf(page, "person"), [{ name: "Gaurav Sen", title: "Tech" }]);
  });
});
