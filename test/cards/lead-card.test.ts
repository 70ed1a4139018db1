import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Action, Card } from "../../cards/card.ts";
import { leadCard } from "../../cards/lead-card.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { toText } from "../../cards/to-text.ts";
import { assertAdaptiveCard } from "./adaptive-card-validator.ts";
import { assertBlocks } from "./block-kit-validator.ts";
import { berlin, decision, everyState, leadView, now, part } from "./examples.ts";

const snapshots = "test/fixtures/cards";

describe("the lead card", () => {
  for (const [state, view] of Object.entries(everyState)) {
    it(`is taken by both chats when the lead is ${state}`, (t) => {
      const card = leadCard(view, now, berlin);

      assertBlocks(toBlockKit(card).blocks);
      assertAdaptiveCard(toAdaptiveCard(card));
      t.assert.fileSnapshot(toText(card), `${snapshots}/lead-${state}.txt`, asText);
    });
  }

  it("looks as recorded in both chats", (t) => {
    const card = leadCard(everyState.claimed ?? assert.fail(), now, berlin);

    const slack = toBlockKit(card);
    const teams = toAdaptiveCard(card, ["29:rita"]);

    t.assert.fileSnapshot(slack, `${snapshots}/lead-claimed.slack.json`);
    t.assert.fileSnapshot(teams, `${snapshots}/lead-claimed.teams.json`);
  });

  const says = {
    received: ["new", "Looking at northwind.example: landing page, then about, careers, press."],
    researching: ["new", "3 of ~6 pages read"],
    "so-far": ["A · 86 so far", "3 of ~6 pages read"],
    "owner-says-no": [
      "A · 86",
      "Its owner asked us never to read the site. Scored on what you told us.",
    ],
    offered: ["A · 86", "Offered to Rita Rep · waiting since 14:00"],
    claimed: ["A · 86", "Claimed by Rita Rep, 14:02"],
    snoozed: ["A · 86", "Back on Tue 09:00 (Rita: budget meeting first)"],
    outcome: ["A · 86", "Meeting booked by Rita, 27 Nov"],
    gated: [
      "Drop",
      "Not researched: disposable e-mail address (mailinator.com). Rule: disposable-email.",
    ],
    "site-says-no": [
      "C · 48",
      "The site asks not to be read (robots.txt). Scored on what you told us and public sources.",
    ],
    failed: ["?", "Could not read slow.example (no answer in 10 s, 3 tries). Nothing is lost."],
    "opt-out": ["—", "Asked not to be contacted, 3 Nov, by reply. All outreach is off."],
  };
  for (const [state, [aside, sentence]] of Object.entries(says)) {
    it(`says "${sentence}" when the lead is ${state}`, () => {
      const card = leadCard(everyState[state] ?? assert.fail(), now, berlin);

      assert.equal(card.parts.find((part) => part.kind === "title")?.aside, aside);
      assert.ok(
        toText(card)
          .split("\n")
          .includes(sentence ?? ""),
        toText(card),
      );
      assert.ok(card.summary.includes(sentence ?? ""), card.summary);
    });
  }

  it("says how old research is that was made for another lead", () => {
    const card = leadCard(everyState.cached ?? assert.fail(), now, berlin);

    assert.match(toText(card), /^7 sources · cached 3 d · \$0 · scorecard 1$/m);
  });

  it("gives no advice on a score that is not the last word", () => {
    const card = toText(leadCard(everyState["so-far"] ?? assert.fail(), now, berlin));

    assert.match(card, /^Starting point 40/m);
    assert.doesNotMatch(card, /^(?:Next:|Offered to)/m);
  });

  const primaries = {
    received: undefined,
    researching: "Claim",
    "so-far": "Claim",
    offered: "Claim",
    claimed: "Log outcome",
    snoozed: "Wake",
    outcome: "Log outcome",
    gated: "It's wrong",
    "site-says-no": "Fill by hand",
    failed: "Retry",
    "opt-out": undefined,
  };
  for (const [state, label] of Object.entries(primaries)) {
    it(`has ${label ?? "no button"} as its one primary when the lead is ${state}`, () => {
      const card = leadCard(everyState[state] ?? assert.fail(), now, berlin);

      const primary = actionsOf(card).filter(({ tone }) => tone === "primary");

      assert.deepEqual(
        primary.map((action) => action.label),
        label ? [label] : [],
      );
    });
  }

  it("never offers what was claimed", () => {
    const card = leadCard(everyState.claimed ?? assert.fail(), now, berlin);

    const verbs = actionsOf(card).map(({ verb }) => verb);

    assert.ok(!verbs.includes("claim") && verbs.includes("release"));
  });

  it("wakes by itself when the time has come", () => {
    const later = new Date("2026-11-17T08:00:00Z");

    const card = leadCard(everyState.snoozed ?? assert.fail(), later, berlin);

    assert.ok(!toText(card).includes("Back on"));
  });

  it("forgets a failure while the site is read again", () => {
    const failed = everyState.failed ?? assert.fail();
    const again = { ...failed, state: "ENRICHING" as const, research: { read: 1, expected: 6 } };

    const text = toText(leadCard(again, now, berlin));

    assert.match(text, /^Slow · new\n(.*\n)*1 of ~6 pages read/);
    assert.doesNotMatch(text, /Could not read/);
  });

  it("keeps an opted-out person's address to itself", () => {
    const card = leadCard(everyState["opt-out"] ?? assert.fail(), now, berlin);

    assert.ok(!toText(card).includes("ana.weber@"));
  });

  it("leads each reason to its place on the evidence page", () => {
    const card = leadCard(leadView(), now, berlin);

    const [reasons] = card.parts.flatMap((part) => (part.kind === "reasons" ? [part.rows] : []));

    assert.deepEqual(reasons?.[0], {
      points: 18,
      because: "Right size: 180–220 people",
      evidence: { label: "About page", url: "http://127.0.0.1:3000/evidence/abc#size_band" },
    });
  });

  it("counts from the starting point over the shown reasons and the rest to the score", () => {
    const points = fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 20 });

    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), points, (base, points) => {
        const parts = [
          part("base", "BASE", base, "average website lead"),
          ...points.map((n, at) => part(`p${at}`, "FIT", n, "A reason")),
        ];
        const score = parts.reduce((sum, { points }) => sum + points, 0);
        const view = leadView({ decision: { ...decision, score, parts } });

        const text = toText(leadCard(view, now, berlin));

        assert.equal(sumOf(text), score, text);
        assert.ok([...text.matchAll(/A reason/g)].length <= 5);
      }),
    );
  });
});

function actionsOf(card: Card): Action[] {
  return card.parts.flatMap((part) =>
    part.kind === "actions" ? [...part.buttons, ...part.more] : [],
  );
}

/** Adds up what a reader of the card would add up. */
function sumOf(text: string): number {
  const numbers = [
    /^Starting point (\d+)/m,
    /^([+−]?\d+) +A reason/gm,
    /^\d+ smaller reasons? ([+−]?\d+)/m,
  ].flatMap((line) => [...text.matchAll(new RegExp(line, "gm"))].map(([, n]) => n ?? ""));
  return numbers
    .map((n) => Number(n.replace("−", "-").replace("+", "")))
    .reduce((sum, n) => sum + n, 0);
}

const asText = { serializers: [(value: string) => value] };
