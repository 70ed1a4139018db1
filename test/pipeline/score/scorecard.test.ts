import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { FactName } from "../../../pipeline/enrich/fact.ts";
import { Decision, type Part } from "../../../pipeline/score/decision.ts";
import { featureNames, labelOf, score } from "../../../pipeline/score/scorecard.ts";
import { anyKnown } from "./any.ts";
import { industry, job, known, people, playbook, strong, touch } from "./examples.ts";

const nothing = score(known({ lead: { domain: null } }));

describe("score", () => {
  it("is the sum of the parts, from 0 to 100, whatever is known", () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        const decision = Decision.parse(score(known));
        const total = decision.score ?? Number.NaN;

        assert.equal(sum(decision.parts), total);
        assert.ok(total >= 0 && total <= 100, `${total}`);
      }),
    );
  });

  it("splits into base, three bars and the cap of the whole", () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        const { parts, bars, score: total } = score(known);
        const ends = parts.filter(({ name }) => name === "base" || name === "cap_total");

        const barred = bars.reduce((points, bar) => points + bar.points, 0);
        assert.equal(sum(ends) + barred, total);
        assert.ok(bars.every(({ points, min, max }) => points >= min && points <= max));
      }),
    );
  });

  it("is the same for the same input", () => {
    fc.assert(fc.property(anyKnown, (known) => assert.deepEqual(score(known), score(known))));
  });

  it("gives every reason a proof: a link, a colleague, or the lead's own word", () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        const reasons = score(known).parts.filter(isReason);

        for (const { because, evidence } of reasons) {
          assert.ok(evidence?.url ?? /^you told us$|said so$/.test(evidence?.label ?? ""), because);
          assert.match(because, /^\p{Lu}[^\n]*[^.\s]$/u);
        }
      }),
    );
  });

  it("keeps every line within the span that it names while it is unknown", () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        for (const { name, points } of score(known).parts.filter(isReason)) {
          const span = nothing.unknown.find((one) => one.name === name);
          assert.ok(span && points >= span.min && points <= span.max, `${name} ${points}`);
        }
      }),
    );
  });

  it("names every line once, as a part, as unknown, or not at all when it weighs nothing", () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        const { parts, unknown } = score(known);
        const names = [...parts, ...unknown].map(({ name }) => name);

        assert.equal(new Set(names).size, names.length);
      }),
    );
  });

  it("knows nothing, and says so, when there is nothing to know", () => {
    assert.equal(nothing.score, 40);
    assert.equal(nothing.label, "C");
    assert.deepEqual(
      nothing.parts.map(({ because }) => because),
      ["average lead"],
    );
    assert.equal(nothing.unknown.length, 27);
  });

  it("has the fourteen features, each null until somebody can tell", () => {
    assert.deepEqual(
      nothing.features,
      Object.fromEntries(featureNames.map((name) => [name, null])),
    );
    assert.equal(featureNames.length, 14);
  });

  it("fills in every feature that the facts can tell", () => {
    const { features } = score(known({ facts: strong, touches: [touch("connected", 3)] }));

    const open = featureNames.filter((name) => features[name] === null);
    assert.deepEqual(open, [
      ...["geographic_reach", "vertical_fit", "email_pattern", "sales_team", "referral"],
    ]);
  });

  const removable: [what: FactName, names: string[]][] = [
    ["industry", ["industry"]],
    ["employees", ["size_band"]],
    ["pricing_public", ["pricing_transparency"]],
    ["tech", ["tech_modernity", "stack_overlap"]],
    ["person", ["decision_maker", "sales_team"]],
  ];
  for (const [what, names] of removable) {
    it(`changes nothing but ${names.join(" and ")} when nobody knows the ${what}`, () => {
      const others = ({ name, component }: Part) => component !== "CAP" && !names.includes(name);

      fc.assert(
        fc.property(anyKnown, (known) => {
          const facts = known.facts.filter(({ name }) => name !== what && name !== "job");
          const before = score({ ...known, facts: [...facts, ...strong] });
          const rest = [...facts, ...strong].filter(({ name }) => name !== what);

          const after = score({ ...known, facts: rest });

          assert.deepEqual(after.parts.filter(others), before.parts.filter(others));
        }),
      );
    });
  }

  it("shows the cap of a component as a part, and the capped bar", () => {
    const bands = [{ min: 0, max: null, points: 25 }];
    const facts = [industry("Software"), people(100)];

    const {
      parts,
      bars,
      score: total,
    } = score(known({ facts, playbook: playbook({ sizeBands: bands }) }));

    const cap = parts.find(({ component }) => component === "CAP");
    assert.deepEqual(
      [cap?.name, cap?.points, cap?.because],
      ["cap_fit", -3, "Fit counts at most 30"],
    );
    assert.deepEqual([total, bars[0]?.points], [70, 30]);
  });

  const ends = [
    { base: 52, facts: strong, total: 100, says: "A score ends at 100" },
    { base: 19, facts: [industry("Retail"), people(3)], total: 0, says: "A score starts at 0" },
  ];
  for (const { base, facts, total, says } of ends) {
    it(`ends at ${total}, and says so`, () => {
      const decision = score(known({ facts, playbook: playbook({ base }) }));

      assert.equal(decision.score, total);
      assert.equal(decision.parts.at(-1)?.because, says);
    });
  }

  it("starts at zero when a tenant wants that", () => {
    const decision = score(known({ facts: [people(200)], playbook: playbook({ base: 0 }) }));

    assert.deepEqual(
      decision.parts.map(({ name, points }) => [name, points]),
      [
        ["base", 0],
        ["size_band", 16],
      ],
    );
  });

  it("scales a component's lines, spans and limits with its weight", () => {
    const weights = { fit: 0.8, intent: 0.2, timing: 0 };
    const facts = [people(200), ...[3, 4, 5].map((days) => job("Planner", days))];

    const { parts, bars, unknown } = score(known({ facts, playbook: playbook({ weights }) }));

    const points = Object.fromEntries(parts.map((part) => [part.name, part.points]));
    assert.deepEqual([points.size_band, points.hiring, points.recency], [32, 3, undefined]);
    assert.deepEqual(
      bars.map(({ min, max }) => [min, max]),
      [
        [-60, 60],
        [-15, 15],
        [0, 0],
      ],
    );
    assert.deepEqual(
      unknown.find(({ name }) => name === "budget"),
      {
        ...{ name: "budget", label: "budget", component: "FIT", min: -10, max: 16 },
      },
    );
    assert.ok(unknown.every(({ component }) => component !== "TIMING"));
  });

  it("rounds the whole half up, whatever the lines are", () => {
    const sizeBands = [{ min: 0, max: null, points: -1 }];
    const weights = { fit: 0.2, intent: 0.4, timing: 0.4 };
    const given = known({ facts: [people(20)], playbook: playbook({ sizeBands, weights }) });

    assert.equal(score(given).score, 40); // 39.5
  });
});

describe("the label", () => {
  const cases = [
    ...([
      [0, "D"],
      [39, "D"],
      [40, "C"],
      [59, "C"],
    ] as const),
    ...([
      [60, "B"],
      [79, "B"],
      [80, "A"],
      [100, "A"],
    ] as const),
  ];
  for (const [total, label] of cases) {
    it(`of ${total} is ${label}`, () => assert.equal(labelOf(total, playbook()), label));
  }

  it("follows the tenant's thresholds", () => {
    const strict = playbook({ thresholds: { a: 90, b: 70, c: 50 } });

    assert.deepEqual(
      [89, 90, 69, 49].map((total) => labelOf(total, strict)),
      ["B", "A", "C", "D"],
    );
  });
});

function sum(parts: readonly Part[]): number {
  return parts.reduce((total, { points }) => total + points, 0);
}

function isReason({ component }: Part): boolean {
  return component !== "BASE" && component !== "CAP";
}
