import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Card } from "../../cards/card.ts";
import { followUpCard, newsOf } from "../../cards/follow-up-card.ts";
import { leadCard } from "../../cards/lead-card.ts";
import { noteCard } from "../../cards/note-card.ts";
import { pressing } from "../../cards/pressing.ts";
import { toWebhook } from "../../cards/to-webhook.ts";
import { assertAdaptiveCard } from "./adaptive-card-validator.ts";
import { assertBlocks } from "./block-kit-validator.ts";
import { berlin, everyState, leadView, now } from "./examples.ts";

const links = {
  evidence: "https://baton.example/evidence/abc",
  act: (verb: string) => `https://baton.example/act/${verb}.abc`,
};

describe("a card for a webhook", () => {
  for (const [state, view] of Object.entries(everyState)) {
    it(`of a lead that is ${state} is valid in both chats and has nothing to press`, () => {
      const { slack, teams } = drawn(leadCard(view, now, berlin));

      assertBlocks(slack.blocks);
      assertAdaptiveCard(teams.attachments[0].content);
      const all = JSON.stringify([slack, teams]);
      assert.doesNotMatch(all, /Action\.(Execute|Submit)|"button"|"overflow"|"refresh"|action_id/);
    });
  }

  it("links to what its buttons would do: loud ones first, quiet ones small", () => {
    const { slack, teams } = drawn(leadCard(leadView(), now, berlin));

    const texts = slack.blocks.map((block) => JSON.stringify(block));
    const loud = texts.find((text) => text.includes("|Claim>")) ?? "";
    assert.match(loud, /claim\.abc\|Claim> · .*reassign\.abc\|.*evidence\/abc\|Why this score>/);
    assert.match(texts.find((text) => text.includes("|Snooze>")) ?? "", /"context"/);
    const opens = [...JSON.stringify(teams).matchAll(/"Action.OpenUrl","title":"([^"]+)"/g)];
    assert.deepEqual(opens.map(([, title]) => title).slice(0, 4), [
      "Claim",
      "Reassign",
      "Log outcome",
      "Why this score",
    ]);
  });

  it("leaves out what only a chat can do, and keeps addresses that a button had", () => {
    const outside = { ...pressing("claim", "Open"), url: "https://acme.example/" };
    const { slack, teams } = drawn(noteCard("Hello", [pressing("react", "🔥"), outside]));

    for (const message of [slack, teams]) {
      assert.match(JSON.stringify(message), /https:\/\/acme\.example\//);
      assert.doesNotMatch(JSON.stringify(message), /🔥|claim\.abc/);
    }
  });

  it("stays below the webhooks' limit, envelope and all, whatever the card holds", () => {
    const long = "漢".repeat(12_000);
    const lines = Array.from({ length: 60 }, () => [long]);
    const parts = [...lines.map((line) => ({ kind: "text" as const, line }))];

    const { slack, teams } = drawn({ ...noteCard("x"), parts });

    for (const message of [slack, teams]) {
      assert.ok(Buffer.byteLength(JSON.stringify(message)) <= 28_000);
      assert.match(JSON.stringify(message), /漢.*Shortened to fit/);
    }
  });

  it("tells news of a lead in a line: who took it, with the next step, and how it went", () => {
    const news = newsOf(everyState.outcome ?? leadView(), now, berlin);

    const told = news.map((one) =>
      JSON.stringify(drawn(followUpCard(leadView(), one)).slack.blocks),
    );

    assert.equal(told.length, 2);
    assert.match(
      told[0] ?? "",
      /Northwind Traders.*Claimed by Rita Rep.*log_outcome\.abc\|Log outcome/,
    );
    assert.match(told[1] ?? "", /Northwind Traders.*Meeting booked by Rita/);
    assert.deepEqual(newsOf(leadView(), now, berlin), []);
  });
});

type Drawn = {
  slack: { text: string; blocks: object[] };
  teams: { type: string; attachments: [{ content: object }] };
};

function drawn(card: Card): Drawn {
  // The shapes are what the assertions are about.
  return {
    slack: toWebhook("slack", card, links),
    teams: toWebhook("teams", card, links),
  } as Drawn;
}
