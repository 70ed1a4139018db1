import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Card, Part } from "../../cards/card.ts";
import { leadCard } from "../../cards/lead-card.ts";
import { noteCard } from "../../cards/note-card.ts";
import { pressing } from "../../cards/pressing.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { toText } from "../../cards/to-text.ts";
import { assertAdaptiveCard } from "./adaptive-card-validator.ts";
import { assertBlocks } from "./block-kit-validator.ts";
import { berlin, decision, leadView, now, part, withParts } from "./examples.ts";

describe("the renderers", () => {
  it("make valid cards that ping nobody out of whatever people write", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const card = everyPart(text);

        const slack = toBlockKit(card);
        const teams = JSON.stringify(toAdaptiveCard(card), onlyMarkUp);

        assertBlocks(slack.blocks);
        assert.doesNotMatch(JSON.stringify(slack), /<[!@#]/);
        assert.doesNotMatch(teams, /[^\\]<at|[\u200b\u202e]/);
        assert.doesNotMatch(toText(card), /[\u200b\u202e]/);
      }),
      { numRuns: 1000 },
    );
  });

  it("make cards that the Adaptive Cards library reads out of whatever people write", () => {
    fc.assert(
      fc.property(hostile, (text) => assertAdaptiveCard(toAdaptiveCard(everyPart(text)))),
      { numRuns: 200 },
    );
  });

  for (const character of ["x", "&", "<", "漢", "👩‍💻 "]) {
    it(`keep a lead card full of ${character} within both limits, with its reasons and buttons`, () => {
      const long = character.repeat(12_000);
      const card = leadCard(worstCase(long), now, berlin);

      const slack = toBlockKit(card);
      const teams = toAdaptiveCard(card);

      assertBlocks(slack.blocks);
      assertAdaptiveCard(teams);
      assert.match(JSON.stringify(slack), /\+59.*\+55.*"action_id":"claim"/);
      assert.match(JSON.stringify([slack, teams]), /Offered to Rita Rep.*Offered to Rita Rep/);
      assert.match(JSON.stringify(teams), /\+59.*\+55.*"verb":"claim"/);
    });
  }

  it("keep the title and the buttons when most of a card has to go", () => {
    const filler: Part[] = Array.from({ length: 200 }, (_, at) => ({
      kind: "note",
      line: [`note ${at}`],
    }));
    const buttons = [pressing("claim", "Claim")];
    const card = withParts([
      { kind: "title", text: "Northwind", aside: null },
      ...filler,
      { kind: "actions", buttons, more: [] },
    ]);

    const { blocks } = toBlockKit(card);

    assertBlocks(blocks);
    assert.equal(blocks.length, 50);
    assert.match(JSON.stringify(blocks), /Northwind.*Claim.*Shortened to fit/);
  });

  it("say how many rows there are besides the shown ones", () => {
    const names = Array.from({ length: 32 }, (_, at) => `company ${at}`);
    const long: Part[] = [
      { kind: "list", lines: names.map((name) => [name]) },
      { kind: "facts", rows: names.map((name) => ({ label: "is", line: [name] })) },
      { kind: "table", head: ["Name", "Is"], rows: names.map((name) => [name, "there"]) },
    ];

    for (const part of long) {
      const card = withParts([part]);
      const drawn = [toBlockKit(card).blocks, toAdaptiveCard(card), toText(card)];
      for (const shown of drawn.map((json) => JSON.stringify(json))) {
        assert.match(shown, /company 19\b.*and 12 more/);
        assert.doesNotMatch(shown, /company 20/);
      }
    }
  });

  it("cut long text at a word", () => {
    const text = toText(noteCard("Ana ".repeat(1000)));

    assert.match(text, /Ana Ana…$/);
    assert.ok(text.length <= 800);
  });
});

/** Text with what mark-up, pings and disguises are made of. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "<!channel>",
        "<!here|x>",
        "<@U1>",
        "<#C1>",
        "<https://evil.example|bank>",
        "<at>Rita</at>",
        "[x](javascript:alert(1))",
        "*b* _i_ ~s~ `c` ```f```",
        "&lt;!channel&gt;",
        "\u202e\u200b\u0000\ud800",
        "\n\n> # - 1. ",
        " ",
      ),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(""));

/** Titles of buttons and the fallback text are plain text in Teams. */
function onlyMarkUp(key: string, value: unknown): unknown {
  return key === "title" || key === "fallbackText" ? undefined : value;
}

function everyPart(text: string): Card {
  const evidence = { label: text, url: text };
  const action = { ...pressing("show", text, { lead: "1" }), url: null };
  return {
    id: "fuzz",
    version: 1,
    summary: text,
    parts: [
      { kind: "title", text, aside: text },
      { kind: "text", line: [text, { kind: "bold", text }, { kind: "link", text, url: text }] },
      { kind: "text", line: [{ kind: "link", text, url: `https://acme.example/${text}` }] },
      { kind: "note", line: [{ kind: "person", personId: "1", name: text }] },
      { kind: "warning", line: [text] },
      { kind: "heading", text },
      { kind: "divider" },
      { kind: "bars", bars: [{ label: text, points: 3, share: 2 }] },
      { kind: "reasons", rows: [{ points: -3, because: text, evidence }] },
      { kind: "facts", rows: [{ label: text, line: [text] }] },
      { kind: "list", lines: [[text]] },
      { kind: "table", head: [text, "b"], rows: [[text, text]] },
      { kind: "code", text },
      { kind: "actions", buttons: [action], more: [action, { ...action, url: text }] },
    ],
    refresh: null,
  };
}

function worstCase(long: string) {
  const unknown = { name: "x", label: long, component: "FIT" as const, min: -5, max: 8 };
  return leadView({
    company: { name: long, domain: "northwind.example", industry: long, place: long, size: long },
    contact: { name: long, title: long, email: long },
    feedback: Array.from({ length: 9 }, () => ({ emoji: "🔥", names: Array(50).fill(long) })),
    decision: {
      ...decision,
      parts: Array.from({ length: 60 }, (_, at) => part(`p${at}`, "FIT", at, long, long)),
      unknown: Array(40).fill(unknown),
      riskFlags: Array(40).fill({ rule: "free-mail", text: long }),
      summary: long,
      nextAction: long,
    },
    evidenceUrl: `https://baton.example/evidence/${"x".repeat(500)}`,
  });
}
