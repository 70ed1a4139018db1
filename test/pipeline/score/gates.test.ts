import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { dropped } from "../../../pipeline/score/dropped.ts";
import { gate } from "../../../pipeline/score/gates.ts";
import { lead, playbook } from "./examples.ts";

type Given = Parameters<typeof gate>[0];

const open = (different: Partial<Given> = {}): Given => ({
  ...{ lead: lead(), playbook: playbook({ roleMailBudget: 10_000 }), optedOut: false },
  ...different,
});
const disposable = { email: "x@mailinator.com", flags: ["disposable_mail"] };
const role = { email: "info@acme.com", flags: ["role_mail"] };

describe("the gate", () => {
  it("lets through what no rule speaks against", () => {
    assert.equal(gate(open({ lead: lead({ email: "ana@acme.com", country: "DE" }) })), null);
  });

  const stops: [given: Partial<Given>, rule: string, because: string][] = [
    [{ optedOut: true }, "opt-out", "asked not to be contacted"],
    [{ standing: "customer" }, "customer", "is a customer already"],
    [{ standing: "open_deal" }, "open-deal", "has an open deal already"],
    [{ standing: "partner" }, "partner", "is a partner"],
    [{ standing: "competitor" }, "competitor", "is a competitor"],
    [{ lead: lead({ title: "Student" }) }, "student", "is a student"],
    [
      { lead: lead({ freeText: "Please find my CV attached, I am applying for a job." }) },
      "job-seeker",
      "is looking for a job",
    ],
    [{ lead: lead(disposable) }, "disposable-email", "disposable e-mail address (mailinator.com)"],
    [{ lead: lead(role) }, "role-email", "a mailbox, not a person (info@)"],
    [
      { lead: lead({ country: "KP" }) },
      "country-denied",
      "North Korea is a country you do not serve",
    ],
  ];
  for (const [given, rule, because] of stops) {
    it(`stops at ${rule}: ${because}`, () => {
      assert.deepEqual(gate(open(given)), { rule, because });
    });
  }

  const budgets: [budget: number | null, stops: boolean][] = [
    [null, true],
    [9_999, true],
    [10_000, true],
    [10_001, false],
  ];
  for (const [budget, stops] of budgets) {
    it(`${stops ? "stops" : "lets through"} a role address with a budget of ${budget}`, () => {
      assert.equal(gate(open({ lead: lead({ ...role, budget }) }))?.rule === "role-email", stops);
    });
  }

  it("stops a disposable address whatever the budget", () => {
    const rich = gate(open({ lead: lead({ ...disposable, budget: 1e9 }) }));

    assert.equal(rich?.rule, "disposable-email");
  });

  it("names the first rule of the list that applies", () => {
    const yes = fc.boolean();
    const flags = { disposable: ["disposable_mail"], role: ["role_mail"] };

    fc.assert(
      fc.property(yes, yes, yes, yes, yes, yes, (out, customer, deal, thrown, role, denied) => {
        const given = open({
          ...{ optedOut: out, standing: standingOf(customer, deal) },
          lead: lead({
            ...{ email: "info@acme.com", country: denied ? "IR" : "DE" },
            flags: [...(thrown ? flags.disposable : []), ...(role ? flags.role : [])],
          }),
        });

        const rules: [applies: boolean, rule: string][] = [
          ...([
            [out, "opt-out"],
            [customer, "customer"],
            [deal, "open-deal"],
          ] as [boolean, string][]),
          [thrown, "disposable-email"],
          [role, "role-email"],
          [denied, "country-denied"],
        ];
        const first = rules.find(([applies]) => applies)?.[1];
        assert.equal(gate(given)?.rule, first);
      }),
    );
  });

  it("gives a verdict, not a score", () => {
    const verdict = { rule: "opt-out", because: "asked not to be contacted" };

    const { label, score, gate, parts, unknown } = dropped(verdict);

    assert.deepEqual([label, score, gate], ["Drop", null, verdict]);
    assert.deepEqual([parts, unknown], [[], []]);
  });
});

function standingOf(customer: boolean, deal: boolean): "customer" | "open_deal" | null {
  if (customer) return "customer";
  return deal ? "open_deal" : null;
}
