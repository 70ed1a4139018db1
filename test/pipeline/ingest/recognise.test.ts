import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { blankLead } from "../../../pipeline/ingest/blank-lead.ts";
import { recogniseIntent } from "../../../pipeline/ingest/recognise.ts";
import intents from "../../fixtures/identity/intents.json" with { type: "json" };

type Labelled = { kind: string | null; text: string; email?: string; title?: string };
const labelled: readonly Labelled[] = intents;

describe("people who do not want to buy", () => {
  const judged = labelled.map(({ kind, text, email = null, title = null }) => {
    const lead = { ...blankLead("website"), freeText: text, email, title };
    return { text, wanted: kind, found: recogniseIntent(lead).kind };
  });

  for (const kind of ["student", "job_seeker", "vendor_pitch", "support"] as const) {
    it(`are recognised with a precision of .95 and a recall of .8: ${kind}`, (t) => {
      const called = judged.filter(({ found }) => found === kind);
      const meant = judged.filter(({ wanted }) => wanted === kind);
      const right = called.filter(({ wanted }) => wanted === kind);

      for (const miss of judged.filter(({ wanted, found }) => wanted !== found)) {
        t.diagnostic(JSON.stringify(miss));
      }
      assert.ok(meant.length >= 15);
      assert.ok(right.length / called.length >= 0.95, `${right.length} of ${called.length}`);
      assert.ok(right.length / meant.length >= 0.8, `${right.length} of ${meant.length}`);
    });
  }

  it("are not confused with buyers", () => {
    const buyers = judged.filter(({ wanted }) => wanted === null);

    const lost = buyers.filter(({ found }) => found !== null);

    assert.ok(buyers.length >= 40);
    assert.deepEqual(lost, []);
  });

  it("are quoted", () => {
    const freeText = "I can't log in since this morning, please help.";

    const { because } = recogniseIntent({ ...blankLead("website"), freeText });

    assert.equal(because, "They wrote “I can't log in”.");
  });

  it("are recognised in any text without a fault", { timeout: 20_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (words, times) => {
        const freeText = `${words} my ich i we `.repeat(times * 50);
        const { because } = recogniseIntent({ ...blankLead("x"), freeText });
        assert.match(because, /\.$/);
      }),
      { numRuns: 50 },
    );
  });
});
