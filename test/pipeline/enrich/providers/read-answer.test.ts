import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { judgeRecord } from "../../../../pipeline/enrich/providers/judge-record.ts";
import {
  type ProviderKind,
  providerKinds,
} from "../../../../pipeline/enrich/providers/provider.ts";
import { readAnswer } from "../../../../pipeline/enrich/providers/read-answer.ts";
import { bandOf } from "../../../../pipeline/enrich/providers/read-fields.ts";

const now = new Date("2026-03-01T09:00:00Z");
const domain = "northwind.example";

describe("a provider's answer", () => {
  const answers: [ProviderKind, string, Record<string, unknown>][] = [
    [
      "clearbit",
      JSON.stringify({
        domain,
        name: "Northwind",
        legalName: "Northwind GmbH",
        category: { industry: null, sector: "Logistics" },
        geo: { city: "Hamburg", countryCode: "DE" },
        metrics: { employees: null, employeesRange: "251-1K" },
        foundedYear: 1998,
      }),
      {
        company_name: "Northwind",
        legal_name: "Northwind GmbH",
        industry: "Logistics",
        employees: { min: 251, max: 1_000 },
        founded_year: 1998,
        hq_city: "Hamburg",
        hq_country: "DE",
      },
    ],
    [
      "people_data_labs",
      JSON.stringify(
        {
          website: `www.${domain}`,
          name: "northwind",
          size: "10001+",
          employee_count: 3,
          industry: "underwater basketry",
          location: { locality: "hamburg", country: "germany" },
          likelihood: 10,
        },
        null,
        1,
      ),
      {
        company_name: "northwind",
        employees: { min: 10_001, max: null },
        industry: "underwater basketry",
        hq_city: "hamburg",
        hq_country: "DE",
      },
    ],
    ["own", `{"domain":"${domain}","employees":"51-200"}`, { employees: { min: 51, max: 200 } }],
  ];
  for (const [kind, text, expected] of answers) {
    it(`of ${kind} is read, each value with the piece it stands in`, () => {
      const { facts, verdict } = judged(kind, text);

      assert.equal(verdict, "hit");
      assert.deepEqual(Object.fromEntries(facts.map(({ name, value }) => [name, value])), expected);
      for (const { quote } of facts) assert.ok(quote !== null && text.includes(quote), `${quote}`);
    });
  }

  it("is of the company that was asked about, by any of its domains, or worth nothing", () => {
    const of = (said: object) =>
      judged("clearbit", JSON.stringify({ name: "Northwind", ...said })).verdict;

    assert.equal(of({ domain: "northwind.com", domainAliases: [domain] }), "hit");
    assert.equal(of({ domain: `https://www.${domain}/de` }), "hit");
    assert.equal(of({ domain: "south.example" }), "wrong_company");
    assert.equal(of({ domain: `${domain}.evil.example` }), "wrong_company");
  });

  it("loses what cannot be", () => {
    const impossible = {
      foundedYear: 2_027,
      metrics: { employees: -3, employeesRange: "9000000-9000001" },
      geo: { countryCode: "Atlantis", city: "" },
    };

    const { verdict, facts } = judged("clearbit", JSON.stringify({ domain, ...impossible }));

    assert.deepEqual([verdict, facts], ["empty", []]);
  });

  it("is never believed more than the company's own pages", () => {
    const text = `{"domain":"${domain}","employees":180,"country":"DE"}`;
    const said = (name: "employees" | "hq_country", value: object | string) =>
      judged("own", text, [{ ...page, name, value: JSON.parse(JSON.stringify(value)) }]).verdict;

    assert.equal(said("employees", { min: 90, max: 100 }), "hit"); // counted on another day
    assert.equal(said("employees", { min: 20, max: 30 }), "unverified");
    assert.equal(said("hq_country", "FR"), "unverified");
    assert.equal(said("hq_country", "DE"), "hit");
  });

  it("is lost where it is no answer, and never an error", () => {
    const kinds = fc.constantFrom(...providerKinds);
    fc.assert(
      fc.property(kinds, fc.oneof(fc.json(), fc.string()), (kind, text) => {
        const reply = readAnswer(kind, { status: 200, text, waitMs: null });
        assert.ok(reply.kind === "lost" || reply.kind === "record");
      }),
      { numRuns: 500 },
    );
  });

  it("with strange values under the right names is never an error", () => {
    const names = ["name", "size", "employees", "industry", "founded", "country", "geo", "metrics"];
    const strange = fc.dictionary(fc.constantFrom(...names), fc.jsonValue());
    fc.assert(
      fc.property(fc.constantFrom(...providerKinds), strange, (kind, said) => {
        const text = JSON.stringify({ domain, website: domain, ...said });
        for (const { value } of judged(kind, text).facts) assert.notEqual(value, null);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a number of people", () => {
  for (const [text, band] of [
    ["180", { min: 180, max: 180 }],
    [180, { min: 180, max: 180 }],
    ["1,001-5,000", { min: 1_001, max: 5_000 }],
    ["1K–5K", { min: 1_000, max: 5_000 }],
    ["100K+", { min: 100_000, max: null }],
    ["11 to 50", { min: 11, max: 50 }],
    ["200-51", null],
    ["0", null],
    ["many", null],
    ["", null],
    ["1.5", null],
  ] as const) {
    it(`written ${JSON.stringify(text)} is ${JSON.stringify(band)}`, () => {
      assert.deepEqual(bandOf(text), band);
    });
  }
});

const page = {
  sourceUrl: "https://northwind.example/about",
  quote: null,
  observedAt: now.toISOString(),
  provider: "page",
  confidence: 0.8,
};

function judged(
  kind: ProviderKind,
  text: string,
  known: Parameters<typeof judgeRecord>[1]["known"] = [],
) {
  const reply = readAnswer(kind, { status: 200, text, waitMs: null });
  assert.ok(reply.kind === "record", `${reply.kind} ${text}`);
  return judgeRecord(reply.record, { domain, provider: kind, known, now });
}
