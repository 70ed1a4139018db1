import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { feedbackOf, slackEmoji, teamsEmoji } from "../../../pipeline/handoff/reactions.ts";

describe("the meaning of an emoji", () => {
  const meanings: [emoji: string, outcome: string, weight: number][] = [
    ["👍", "good", 1],
    ["👎", "bad_fit", -1],
    ["🔥", "hot", 2],
    ["🧊", "cold", -1],
    ["⏰", "bad_timing", -0.5],
    ["🔁", "duplicate", 0],
    ["💰", "won", 3],
  ];
  for (const [emoji, outcome, weight] of meanings) {
    it(`${emoji} is ${outcome}`, () => {
      assert.deepEqual(feedbackOf(emoji), { outcome, weight });
    });
  }

  it("does not change with the colour of the hand, or with how it is drawn", () => {
    for (const tone of ["\u{1f3fb}", "\u{1f3fd}", "\u{1f3ff}", "\u{fe0f}"]) {
      assert.equal(feedbackOf(`👍${tone}`)?.outcome, "good");
    }
  });

  it("is nothing for any other", () => {
    for (const emoji of ["🎉", "", "like", "constructor", "__proto__"]) {
      assert.equal(feedbackOf(emoji), null);
    }
  });
});

describe("a reaction in Slack", () => {
  const names: [name: string, emoji: string | null][] = [
    ["+1", "👍"],
    ["thumbsup", "👍"],
    ["+1::skin-tone-2", "👍"],
    ["+1::skin-tone-6", "👍"],
    ["-1::skin-tone-3", "👎"],
    ["thumbsdown", "👎"],
    ["fire", "🔥"],
    ["ice_cube", "🧊"],
    ["alarm_clock", "⏰"],
    ["repeat", "🔁"],
    ["moneybag", "💰"],
    ["tada", null],
    ["fire_engine", null],
    ["+1::skin-tone-9", null],
    ["toString", null],
    ["", null],
  ];
  for (const [name, emoji] of names) {
    it(`:${name}: is ${emoji ?? "nothing to us"}`, () => assert.equal(slackEmoji(name), emoji));
  }
});

describe("a reaction in Teams", () => {
  const ids: [id: string, emoji: string | null][] = [
    ["like", "👍"],
    ["Like", "👍"],
    ["yes", "👍"],
    ["yes-tone3", "👍"],
    ["like-tone5", "👍"],
    ["dislike", "👎"],
    ["no-tone1", "👎"],
    ["fire", "🔥"],
    ["1f525_fire", "🔥"],
    ["1f9ca_icecube", "🧊"],
    ["23f0_alarmclock", "⏰"],
    ["1f501_repeat", "🔁"],
    ["1f4b0_moneybag", "💰"],
    ["1f44d-1f3fd_thumbsup", "👍"],
    ["1f44d", "👍"],
    ["👍🏽", "👍"],
    ["🧊", "🧊"],
    ["heart", null],
    ["1f389_partypopper", null],
    ["fffff_nothing", null],
    ["d83d_half", null],
    ["constructor", null],
    ["", null],
  ];
  for (const [id, emoji] of ids) {
    it(`${id || "without a name"} is ${emoji ?? "nothing to us"}`, () => {
      assert.equal(teamsEmoji(id), emoji);
    });
  }
});

describe("a reaction in either chat", () => {
  it("never throws, and has a meaning whenever it has an emoji", () => {
    const id = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9a-f]{4,6}(-[0-9a-f]{4,5})?(_[a-z]*)?$/),
    );

    fc.assert(
      fc.property(id, (id) => {
        for (const emoji of [slackEmoji(id), teamsEmoji(id)]) {
          assert.ok(emoji === null || feedbackOf(emoji) !== null);
        }
      }),
    );
  });
});
