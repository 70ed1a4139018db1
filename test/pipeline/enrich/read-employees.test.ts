import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read, valuesOf } from "../../fixtures/pages/page-facts.ts";

describe("the number of employees", () => {
  const told = [
    ["We are 180–220 people in Berlin.", { min: 180, max: 220 }],
    ["Between 50 and 80 employees work at Brightwater.", { min: 50, max: 80 }],
    ["Our team of 45 is spread over four countries.", { min: 45, max: 45 }],
    ["We employ over 1,200 people.", { min: 1200, max: null }],
    ["Brightwater has 1.200 employees.", { min: 1200, max: 1200 }],
    ["With 300+ employees we are the largest in town.", { min: 300, max: null }],
    ["We're 45 people, and we are hiring.", { min: 45, max: 45 }],
    ["Our 60 employees serve 300 customers.", { min: 60, max: 60 }],
    ["Company size: 51-200", { min: 51, max: 200 }],
    ["Wir sind mehr als 340 Mitarbeiterinnen und Mitarbeiter.", { min: 340, max: null }],
    ["Notre équipe compte 85 collaborateurs.", { min: 85, max: 85 }],
    ["Somos 40 personas en Valencia.", { min: 40, max: 40 }],
    ["Wij zijn met 25 medewerkers.", { min: 25, max: 25 }],
  ] as const;

  for (const [sentence, range] of told) {
    it(`is read from “${sentence}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${sentence}</p>`), "employees"), [range]);
    });
  }

  const traps = [
    "350K+ employees protected worldwide.",
    "We serve companies with 50 to 5,000 employees.",
    "Trusted by teams of 10 to 10,000 people.",
    "Our platform helps 12,000 employees every day.",
    "Before joining us, she led a team of 300 people.",
    "He previously worked at Litware, a company of 4,000 employees.",
    "You have 7 years of experience in leading teams of 10 or more.",
    "We surveyed 1,500 employees about their lunch.",
    "92% of our employees would come again.",
    "We hired 40 people this year.",
    "We laid off 30 employees in spring.",
    "We are 2024 people's choice winners.",
    "10,000 people use Brightwater daily.",
  ];

  for (const sentence of traps) {
    it(`is not read from “${sentence}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${sentence}</p>`), "employees"), []);
    });
  }

  it("is not a plan's limit on a price page", () => {
    const page = read("<p>Our team plan: 50 employees</p>", { kind: "pricing" });

    assert.deepEqual(valuesOf(page, "employees"), []);
  });

  it("is not another company's in a press release", () => {
    const page = read("<h2>About Woodgrove</h2><p>Woodgrove has 5,000 employees.</p>", {
      kind: "press",
    });

    assert.deepEqual(valuesOf(page, "employees"), []);
  });

  it("is read from a figure with its word below", () => {
    const page = read("<div><p>120+</p><p>employees</p></div>");

    assert.deepEqual(valuesOf(page, "employees"), [{ min: 120, max: null }]);
  });

  it("is believed from structured data first", () => {
    const ld = {
      "@type": "Organization",
      name: "Brightwater",
      numberOfEmployees: { minValue: 50, maxValue: 60 },
    };
    const page = read(
      `<script type="application/ld+json">${JSON.stringify(ld)}</script><p>We are 45 people.</p>`,
    );

    assert.deepEqual(valuesOf(page, "employees"), [{ min: 50, max: 60 }]);
  });
});
