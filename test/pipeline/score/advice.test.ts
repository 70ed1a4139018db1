import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { score } from "../../../pipeline/score/scorecard.ts";
import { anyKnown } from "./any.ts";
import { country, fair, hopeless, known, person, strong, tooSmall } from "./examples.ts";

describe("the summary", () => {
  it("is the strongest reason for, then the strongest against, in the words of the parts", () => {
    const { summary } = score(known({ facts: tooSmall }));

    assert.equal(
      summary,
      "Professional services is an industry you sell to. Small for your offer: 28 people.",
    );
  });

  it("begins with what weighs more, and leaves trifles out", () => {
    assert.equal(
      score(known({ facts: hopeless })).summary,
      "Hospitality is not an industry you sell to.",
    );
  });

  it("is empty while nothing is known", () => {
    assert.equal(score(known()).summary, "");
  });

  it("never says what no part says", () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        const { summary, parts } = score(known);

        const left = parts
          .toSorted((a, b) => b.because.length - a.because.length)
          .reduce(
            (text, { because }) => (because ? text.replaceAll(`${because}.`, "") : text),
            summary,
          );
        assert.equal(left.trim(), "");
      }),
    );
  });
});

describe("the next action", () => {
  const cases: [of: string, given: Parameters<typeof known>[0], says: string][] = [
    [
      ...(["an A with a name", { facts: strong }] as const),
      "Call Ana Weber (Head of Operations) today about the people they are looking for.",
    ],
    [
      ...(["a B without one", { facts: fair }] as const),
      "Write to the company this week about the people they are looking for.",
    ],
    [
      ...([
        "a B that wrote",
        { facts: fair, lead: { name: "Jo Lim", freeText: "A demo, please" } },
      ] as const),
      "Write to Jo Lim this week about what they asked for.",
    ],
    ["a C", { facts: tooSmall }, "Find out budget and use case before you spend time on it."],
    ["a blank", {}, "Find out company size and industry before you spend time on it."],
    ["a D", { facts: hopeless }, "Leave it for now: nothing here suggests a sale."],
    [
      ...(["a company under sanctions", { facts: [...strong, country("IR")] }] as const),
      "Check whether you may do business there before anybody calls.",
    ],
  ];
  for (const [of, given, says] of cases) {
    it(`of ${of}: ${says}`, () => assert.equal(score(known(given)).nextAction, says));
  }

  it("names somebody who decides before somebody who does not", () => {
    const facts = [...fair, person("Abe Ash", "Planner"), person("Zoe Zeh", "CEO")];

    assert.match(score(known({ facts })).nextAction, /^Write to Zoe Zeh \(CEO\) this week/);
  });

  it("names nobody whom no fact and no lead names", () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        const who = /^(?:Call|Write to) (.+?) (?:today|this week)/.exec(
          score(known).nextAction,
        )?.[1];
        const people = known.facts.map(({ value }) => JSON.stringify(value));
        const named = [known.lead.name ?? "", "the company", ...people];

        const name = who?.replace(/ \(.*/, "");
        assert.ok(name === undefined || named.some((text) => text.includes(name)), who);
      }),
    );
  });

  it("is one sentence", () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        assert.match(score(known).nextAction, /^\p{Lu}[^\n]+\.$/u);
      }),
    );
  });
});
