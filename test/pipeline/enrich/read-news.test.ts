import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read, readFixture, valuesOf } from "../../fixtures/pages/page-facts.ts";

describe("a press page", () => {
  const page = readFixture("brightwater-press", { kind: "press" });

  it("tells what happened on which day, and nothing that is still to come", () => {
    assert.deepEqual(valuesOf(page, "news"), [
      {
        title: "Brightwater raises $12 million Series A to restock Europe's hospitals",
        date: "2026-11-12",
      },
      { title: "Brightwater opens in Dublin", date: "2026-03-03" },
      { title: "Partner Woodgrove raises €40 million Series C", date: "2026-01-14" },
    ]);
  });

  it("tells a round of funding once, and not a partner's", () => {
    assert.deepEqual(valuesOf(page, "funding"), [
      { round: "Series A", amount: "$12 million", date: "2026-11-12" },
    ]);
  });

  it("dates a fact by what happened, not by our visit", () => {
    const days = page.facts
      .filter(({ name }) => name === "news" || name === "funding")
      .map(({ observedAt }) => observedAt.slice(0, 10));

    assert.deepEqual(days, ["2026-11-12", "2026-03-03", "2026-01-14", "2026-11-12"]);
  });
});

describe("a press release", () => {
  const cases: [about: string, html: string, date: string][] = [
    [
      "its dateline",
      "<h1>Brightwater expands to the Baltics</h1><p>GHENT, Belgium, Sept. 16, 2026 – Brightwater raised €9 million.</p>",
      "2026-09-16",
    ],
    [
      "a German dateline",
      "<h1>Brightwater expands to the Baltics</h1><p>Gent, 16. September 2026 – Brightwater raised €9 million.</p>",
      "2026-09-16",
    ],
    [
      "the time it was published",
      '<meta property="article:published_time" content="2026-09-16T08:00:00Z"><h1>Brightwater expands to the Baltics</h1><p>We raised €9 million.</p>',
      "2026-09-16",
    ],
  ];
  for (const [about, html, date] of cases) {
    it(`is news of the day of ${about}, and dates what it tells`, () => {
      const page = read(html, { url: "https://brightwater.example/baltics", kind: "other" });

      assert.deepEqual(valuesOf(page, "news"), [
        { title: "Brightwater expands to the Baltics", date },
      ]);
      assert.deepEqual(valuesOf(page, "funding"), [{ round: null, amount: "€9 million", date }]);
    });
  }

  it("is not seen in a front page that was published some day", () => {
    const html =
      '<meta property="article:published_time" content="2026-09-16T08:00:00Z"><h1>Brightwater finds your leaks</h1>';

    assert.deepEqual(valuesOf(read(html, { kind: "landing" }), "news"), []);
  });
});

describe("funding", () => {
  const told = [
    ["We raised €20 million in 2024.", null, "€20 million", "2024"],
    ["Brightwater sammelt 8 Millionen Euro ein.", null, "8 Millionen Euro", null],
    ["Brightwater lève 5 millions d'euros.", null, "5 millions d'euros", null],
    ["We closed our seed round of $2.5M on 3 March 2026.", "Seed", "$2.5M", "2026-03-03"],
  ] as const;

  for (const [sentence, round, amount, date] of told) {
    it(`is read from “${sentence}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${sentence}</p>`), "funding"), [{ round, amount, date }]);
    });
  }

  const traps = [
    "Our runners raised $5,000 for a charity.",
    "We help startups raise their Series A.",
    "Our customers have raised over $2 billion in funding.",
    "Litware raised a Series B of €30 million.",
    "Seed your garden in spring.",
    "Revenue reached €20 million this year.",
  ];

  for (const sentence of traps) {
    it(`is not read from “${sentence}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${sentence}</p>`), "funding"), []);
    });
  }
});

describe("a changelog", () => {
  it("tells what the product learned", () => {
    const html =
      "<h1>Changelog</h1><article><h2>Faster search</h2><p>2 November 2026</p></article>";

    const page = read(html, { url: "https://brightwater.example/changelog", kind: "other" });

    assert.deepEqual(valuesOf(page, "changelog"), [{ title: "Faster search", date: "2026-11-02" }]);
  });
});

describe("prices", () => {
  const cases = [
    ["<h1>Pricing</h1><p>Team</p><p>€49 per month</p>", [true]],
    ["<h1>Preise</h1><p>49 € / Monat</p>", [true]],
    ["<h1>Pricing</h1><p>Contact sales for a quote.</p>", [false]],
    ["<h1>Pricing</h1><p>Loading…</p>", []],
  ] as const;

  for (const [html, wanted] of cases) {
    it(`are ${wanted[0] === undefined ? "unknown" : wanted[0] ? "public" : "on request"} on ${html}`, () => {
      assert.deepEqual(valuesOf(read(html, { kind: "pricing" }), "pricing_public"), wanted);
    });
  }
});
