import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { companyOf, planWaterfall } from "../../../pipeline/enrich/waterfall.ts";
import { WaterfallRule } from "../../../pipeline/enrich/waterfall-settings.ts";
import { settingsFromYaml } from "../../../pipeline/ops/settings-yaml.ts";

const now = new Date("2026-03-01T09:00:00Z");
const nobody = { country: null, employees: null, source: "website" };

describe("a waterfall", () => {
  const rules = [
    rule({ when: { countries: ["DE", "austria"], employees: { max: 200 } }, providers: ["alpha"] }),
    rule({ when: { employees: { min: 1_000 } }, providers: ["beta", "alpha", "beta"] }),
    rule({ when: { sources: ["trade_fair"] }, providers: ["gamma"] }),
  ];
  const cases: [string, Partial<typeof nobody> | object, string[]][] = [
    ["a small company in a country", { country: "AT", employees: 80 }, ["alpha"]],
    ["the same, larger", { country: "AT", employees: 800 }, []],
    ["a large one anywhere, each asked once", { employees: 5_000 }, ["beta", "alpha"]],
    ["where the lead is from", { source: "trade_fair" }, ["gamma"]],
    ["a company nobody knows the country or size of", {}, []],
  ];
  for (const [what, company, providers] of cases) {
    it(`goes by ${what}`, () => {
      assert.deepEqual(
        planWaterfall(rules, { ...nobody, ...company }, [], now).providers,
        providers,
      );
    });
  }

  it("takes the first rule that fits, and one without a condition fits all", () => {
    const last = [...rules, rule({ providers: ["delta"] }), rule({ providers: ["never"] })];

    assert.deepEqual(planWaterfall(last, nobody, [], now).providers, ["delta"]);
  });

  it("wants only what nobody said, or said too long ago", () => {
    const one = rule({ providers: ["alpha"], fields: ["employees", "industry", "hq_city"] });
    const known = [
      fact("industry", "Logistics", "2026-02-01T00:00:00Z"),
      fact("employees", { min: 1, max: 9 }, "2025-02-01T00:00:00Z"),
    ];

    assert.deepEqual(planWaterfall([one], nobody, known, now).wanted, ["employees", "hq_city"]);
  });

  it("asks nobody when nothing is wanted, and by default wants size and industry", () => {
    const one = rule({ providers: ["alpha"] });
    const known = [
      fact("industry", "Logistics", "2026-02-01T00:00:00Z"),
      fact("employees", { min: 1, max: 9 }, "2026-02-01T00:00:00Z"),
    ];

    const plan = planWaterfall([one], nobody, known, now);

    assert.deepEqual(plan, { providers: [], wanted: [] });
    assert.deepEqual(one.fields, ["employees", "industry"]);
  });

  it("sees a company's size in the middle of what is known of it", () => {
    const known = [
      fact("employees", { min: 51, max: 200 }, "2026-02-01T00:00:00Z"),
      fact("hq_country", "DE", "2026-02-01T00:00:00Z"),
    ];

    assert.deepEqual(companyOf(known, "website"), {
      country: "DE",
      employees: 126,
      source: "website",
    });
  });
});

describe("the waterfall in a settings file", () => {
  it("is written as people write it", () => {
    const text = [
      "research:",
      "  waterfall:",
      "    - when: { countries: [Germany], employees: { max: 200 } }",
      "      providers: [people_data_labs, clearbit]",
      "    - providers: [clearbit]",
      "      fields: [employees]",
      "  kill_switch: { min_fill_rate: 0.4, over: 50 }",
      "  budget: { per_day: 20, paused: true }",
    ].join("\n");

    const { research } = settingsFromYaml(text);

    assert.deepEqual(research?.waterfall, [
      rule({
        when: { countries: ["DE"], employees: { min: 1, max: 200 } },
        providers: ["people_data_labs", "clearbit"],
      }),
      rule({ providers: ["clearbit"], fields: ["employees"] }),
    ]);
    assert.deepEqual(research?.killSwitch, { minFillRate: 0.4, over: 50 });
    assert.deepEqual([research?.budget.perDay, research?.budget.paused], [20, true]);
  });

  for (const [wrong, said] of [
    ["providers: [Clearbit]", /providers\[0\]: use 2 to 30 small letters/],
    ["providers: [page]", /providers\[0\]: choose another name/],
    [
      "providers: [clearbit], when: { countries: [Atlantis] }",
      /countries\[0\]: use a country's two/,
    ],
    ["providers: [clearbit], when: { size: 3 }", /when\.size: there is no such setting/],
    ["providers: [clearbit], fields: [revenue]", /fields\[0\]/],
  ] as const) {
    it(`names what is wrong with ${wrong}`, () => {
      assert.throws(
        () => settingsFromYaml(`research:\n  waterfall:\n    - { ${wrong} }`),
        (error: Error) => said.test(error.message) && /line 3/.test(error.message),
      );
    });
  }
});

function rule(own: object): WaterfallRule {
  return WaterfallRule.parse(own);
}

function fact(name: Fact["name"], value: Fact["value"], observedAt: string): Fact {
  const page = { sourceUrl: null, quote: null, provider: "page", confidence: 0.8 };
  return { name, value, ...page, observedAt };
}
