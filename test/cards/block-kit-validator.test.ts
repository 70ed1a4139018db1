import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertBlocks, assertModal } from "./block-kit-validator.ts";

const section = (text: string) => ({
  type: "section",
  text: { type: "mrkdwn", text, verbatim: true },
});
const button = (more: object) => ({
  type: "button",
  action_id: "claim",
  text: { type: "plain_text", text: "Claim" },
  ...more,
});

describe("the Block Kit validator", () => {
  it("takes what Slack takes", () => {
    assertBlocks([
      section("*Fit* <https://acme.example|Acme> &lt;!channel&gt;"),
      { type: "actions", elements: [button({ value: "{}" })] },
    ]);
  });

  const refused: Record<string, unknown[]> = {
    "no block at all": [],
    "51 blocks": Array(51).fill({ type: "divider" }),
    "a header of 151 characters": [
      { type: "header", text: { type: "plain_text", text: "x".repeat(151) } },
    ],
    "an empty section": [section("")],
    "a ping": [section("hello <!channel>")],
    "a mention": [section("hello <@U1>")],
    "mark-up that Slack would complete by itself": [
      { type: "section", text: { type: "mrkdwn", text: "@here" } },
    ],
    "a link without words": [section("<https://acme.example>")],
    "two elements of one name": [{ type: "actions", elements: [button({}), button({})] }],
    "a link that runs": [{ type: "actions", elements: [button({ url: "javascript:1" })] }],
    "an overflow of six": [
      {
        type: "actions",
        elements: [
          {
            type: "overflow",
            action_id: "more",
            options: Array(6).fill({ text: { type: "plain_text", text: "x" }, value: "x" }),
          },
        ],
      },
    ],
    "a property Slack does not know": [{ type: "divider", colour: "red" }],
  };
  for (const [what, blocks] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => assertBlocks(blocks), assert.AssertionError);
    });
  }

  it("refuses a modal with questions and no way to send the answers", () => {
    const plain = (text: string) => ({ type: "plain_text", text });
    const element = { type: "datepicker", action_id: "value" };
    const question = { type: "input", block_id: "date", label: plain("Date"), optional: true };
    const modal = {
      type: "modal",
      callback_id: "snooze",
      private_metadata: "{}",
      title: plain("Snooze"),
      close: plain("Cancel"),
      blocks: [{ ...question, element }],
    };

    assertModal({ ...modal, submit: plain("Snooze") });
    assert.throws(() => assertModal(modal), /inputs without a submit/);
  });
});
