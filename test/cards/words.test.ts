import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bar, cost, count, money, signed } from "../../cards/numbers.ts";
import { words } from "../../cards/words.ts";

describe("words", () => {
  const sentences: Record<string, string> = {
    "Next one for you: Litware (B · 71).": words.nextForYou("Litware", "B · 71"),
    "Which Acme?": words.whichOne("Acme"),
    "Did you mean `claim`?": words.didYouMean("claim"),
    "That did not work, and it is our fault. Nothing was lost; reference 7F3K.":
      words.ourFault("7F3K"),
    "6 smaller reasons +3": words.smallerReasons(6, signed(3)),
    "1 smaller reason −2": words.smallerReasons(1, signed(-2)),
  };
  for (const [wanted, said] of Object.entries(sentences)) {
    it(`say "${wanted}"`, () => {
      assert.equal(said, wanted);
    });
  }

  it("start from the given sentence where it says so already", () => {
    const sentence = "Starting point 40 (average website lead)";

    assert.equal(words.startingPoint(40, "average website lead"), sentence);
    assert.equal(words.startingPoint(40, sentence), sentence);
  });
});

describe("numbers", () => {
  it("carry their sign", () => {
    assert.deepEqual([signed(18), signed(-7), signed(0)], ["+18", "−7", "0"]);
    assert.equal(signed(18), "+18");
  });

  it("draw bars of ten boxes, whatever the share", () => {
    assert.deepEqual([-1, 0, 0.52, 1, 7].map(bar), [
      "░░░░░░░░░░",
      "░░░░░░░░░░",
      "▓▓▓▓▓░░░░░",
      "▓▓▓▓▓▓▓▓▓▓",
      "▓▓▓▓▓▓▓▓▓▓",
    ]);
  });

  it("are written the way people write them", () => {
    assert.deepEqual([cost(0), cost(0.004), cost(1.2)], ["$0", "$0.004", "$1.20"]);
    assert.deepEqual([money(12000, null), money(12000, "EUR")], ["12,000", "€12,000"]);
    assert.deepEqual([count(1, "source"), count(7, "source")], ["1 source", "7 sources"]);
  });
});
