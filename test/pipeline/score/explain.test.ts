import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { dropped } from "../../../pipeline/score/dropped.ts";
import { explainChange } from "../../../pipeline/score/explain.ts";
import { score } from "../../../pipeline/score/scorecard.ts";
import { anyKnown } from "./any.ts";
import { industry, job, known, people } from "./examples.ts";

const verdict = { rule: "opt-out", because: "asked not to be contacted" };

describe("the explanation of a change", () => {
  it("adds up to the difference of the scores, whatever changed", () => {
    const decision = fc.oneof(
      { weight: 9, arbitrary: anyKnown.map(score) },
      { weight: 1, arbitrary: fc.constant(dropped(verdict)) },
    );

    fc.assert(
      fc.property(decision, decision, (before, after) => {
        const changes = explainChange(before, after);

        const sum = changes.reduce((total, { points }) => total + points, 0);
        assert.equal(sum, (after.score ?? 0) - (before.score ?? 0));
      }),
    );
  });

  it("says what came, what changed and what went, the largest first", () => {
    const before = score(known({ facts: [industry("Logistics"), people(20)] }));
    const after = score(known({ facts: [people(180, 220), job("Data Engineer", 60)] }));

    assert.deepEqual(explainChange(before, after), [
      { points: 18, cause: "Right size: 180–220 people" },
      { points: -8, cause: "no longer: Logistics is an industry you sell to" },
      { points: 3, cause: "Hiring: Data Engineer (posted 2 months ago)" },
    ]);
  });

  it("is silent when nothing changed but the words", () => {
    const before = score(known({ facts: [people(300)] }));
    const after = score(known({ facts: [people(310)] }));

    assert.deepEqual(explainChange(before, after), []);
  });

  it("is one line when a gate closed or opened", () => {
    const open = score(known());
    const closed = dropped(verdict);

    assert.deepEqual(
      [...explainChange(open, closed), ...explainChange(closed, open)],
      [
        { points: -40, cause: "dropped: asked not to be contacted" },
        { points: 40, cause: "no longer dropped: asked not to be contacted" },
      ],
    );
  });
});
