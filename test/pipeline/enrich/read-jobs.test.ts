import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { observedAt, read, readFixture, valuesOf } from "../../fixtures/pages/page-facts.ts";

describe("open positions", () => {
  it("are read from a list with place and day, and nothing beside it", () => {
    const page = readFixture("brightwater-careers", { kind: "careers" });

    assert.deepEqual(valuesOf(page, "job"), [
      { title: "Data Engineer", area: "data", place: "Ghent", postedAt: "2026-11-04" },
      { title: "Account Executive (France)", area: "sales", place: "Paris", postedAt: null },
      { title: "Product Designer", area: "design", place: "Remote (EU)", postedAt: null },
    ]);
    assert.deepEqual(valuesOf(page, "ats"), ["Lever"]);
  });

  it("are as old as they say, and as new as our visit where they say nothing", () => {
    const page = readFixture("brightwater-careers", { kind: "careers" });

    const days = page.facts.filter(({ name }) => name === "job").map((fact) => fact.observedAt);
    assert.deepEqual(days, ["2026-11-04T00:00:00.000Z", observedAt, observedAt]);
  });

  it("are read from broken structured data, without those that are over", () => {
    const page = readFixture("brightwater-postings", { kind: "careers" });

    assert.deepEqual(valuesOf(page, "job"), [
      { title: "Data Engineer", area: "data", place: "Ghent", postedAt: "2026-11-04" },
      { title: "Data Engineer", area: "data", place: "Remote", postedAt: "2026-11-09" },
    ]);
  });

  it("are each proven by their own posting", () => {
    const page = readFixture("brightwater-postings", { kind: "careers" });

    const quotes = page.facts.filter(({ name }) => name === "job").map(({ quote }) => quote);
    assert.match(quotes[1] ?? "", /2026-11-09/);
    assert.notEqual(quotes[0], quotes[1]);
  });

  it("are read in German", () => {
    const html =
      "<h2>Offene Stellen</h2><ul><li><h3>Softwareentwickler (m/w/d)</h3><p>Standort: Augsburg</p></li></ul>";
    const page = read(html, { kind: "careers" });

    assert.deepEqual(valuesOf(page, "job"), [
      {
        title: "Softwareentwickler (m/w/d)",
        area: "engineering",
        place: "Augsburg",
        postedAt: null,
      },
    ]);
  });

  const none = [
    "<h2>Open positions</h2><p>Loading…</p>",
    "<h2>Open positions</h2><p>We look for engineers who care. Write to our manager.</p>",
    "<h2>Our team</h2><h3>Ana Weber</h3><p>Data Engineer</p>",
  ];

  for (const html of none) {
    it(`are not made up from ${html}`, () => {
      assert.deepEqual(valuesOf(read(html, { kind: "careers" }), "job"), []);
    });
  }
});
