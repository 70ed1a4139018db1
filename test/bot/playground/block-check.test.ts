import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { checkBlocks } from "../../../bot/playground/block-check.ts";
import { leadCard } from "../../../cards/lead-card.ts";
import { toBlockKit } from "../../../cards/to-block-kit.ts";
import { berlin, everyState, now } from "../../cards/examples.ts";

describe("what the pretend Slack takes", () => {
  for (const [state, view] of Object.entries(everyState)) {
    it(`includes the card of a lead that is ${state}, unchanged`, () => {
      const { blocks } = toBlockKit(leadCard(view, now, berlin));

      assert.deepEqual(checkBlocks(blocks, 50), blocks);
    });
  }

  it("never includes a text that is empty or too long for Slack", () => {
    const longOrEmpty = fc.constantFrom(0, 3001, 5000);

    fc.assert(
      fc.property(longOrEmpty, (length) => {
        const text = { type: "mrkdwn", text: "x".repeat(length) };
        assert.throws(() => checkBlocks([{ type: "section", text }], 50), /invalid_blocks/);
      }),
    );
  });

  const refused: { what: string; block: object }[] = [
    { what: "a block of a kind it does not know", block: { type: "hologram" } },
    { what: "a section of nothing", block: { type: "section" } },
    { what: "a button without words", block: actions({ type: "button", action_id: "a" }) },
    {
      what: "an overflow of six",
      block: actions({ type: "overflow", action_id: "a", options: Array(6).fill(option("x")) }),
    },
    {
      what: "an option that carries too much",
      block: actions({
        type: "overflow",
        action_id: "a",
        options: [option("x".repeat(151))],
      }),
    },
    { what: "an input without a label", block: { type: "input", element: {} } },
  ];
  for (const { what, block } of refused) {
    it(`does not include ${what}`, () => {
      assert.throws(() => checkBlocks([block], 50), /invalid_blocks/);
    });
  }

  it("does not include two blocks of one id", () => {
    const twice = { type: "divider", block_id: "same" };

    assert.throws(() => checkBlocks([twice, twice], 50), /invalid_blocks/);
  });
});

function actions(element: object) {
  return { type: "actions", elements: [element] };
}

function option(value: string) {
  return { text: { type: "plain_text", text: "Snooze" }, value };
}
