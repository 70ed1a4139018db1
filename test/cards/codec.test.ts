import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decodeForm, decodePress, encodeForm, encodePress, verbs } from "../../cards/codec.ts";

const args = fc
  .array(fc.tuple(fc.stringMatching(/^[a-z]{1,10}$/), fc.string({ maxLength: 100 })), {
    maxLength: 10,
  })
  .map((entries) => Object.fromEntries(entries));
const verb = fc.constantFrom(...verbs);

describe("the codec", () => {
  it("brings every press back as it was, from Slack's text and from Teams' data", () => {
    fc.assert(
      fc.property(verb, args, fc.nat(), (verb, args, version) => {
        const sent = encodePress({ verb, args }, version);

        const fromSlack = decodePress(JSON.stringify(sent));
        const fromTeams = decodePress({ ...sent, typed: "what people typed besides" });

        assert.deepEqual(fromSlack, { verb, args, version });
        assert.deepEqual(fromTeams, { verb, args, version });
      }),
    );
  });

  it("brings every form back as it was, with what a chat added to it left out", () => {
    fc.assert(
      fc.property(verb, args, (verb, args) => {
        const sent = { ...encodeForm({ verb, args }), place: { channelId: "C1" } };

        assert.deepEqual(decodeForm(JSON.stringify(sent)), { verb, args });
        assert.deepEqual(decodeForm(sent), { verb, args });
      }),
    );
  });

  it("reads nothing, and never throws, where somebody forged a press", () => {
    const nearly = fc.record({
      baton: fc.record({
        verb: fc.oneof(verb, fc.string()),
        args: fc.oneof(args, fc.anything()),
        version: fc.oneof(fc.nat(), fc.anything()),
      }),
    });
    const forged = fc.oneof(fc.anything(), fc.string(), fc.json(), nearly);

    fc.assert(
      fc.property(forged, (raw) => {
        for (const read of [decodePress(raw), decodeForm(raw)]) {
          if (!read) continue;
          assert.ok(verbs.includes(read.verb));
          assert.ok(Object.values(read.args).every((value) => typeof value === "string"));
        }
      }),
    );
  });

  const forgeries: Record<string, unknown> = {
    "an unknown verb": { baton: { verb: "drop_table", args: {}, version: 1 } },
    "a version that is no number": { baton: { verb: "claim", args: {}, version: "1" } },
    "a negative version": { baton: { verb: "claim", args: {}, version: -1 } },
    "arguments that are no text": { baton: { verb: "claim", args: { lead: 7 }, version: 1 } },
    "more arguments than we send": {
      baton: { verb: "claim", args: Object.fromEntries(letters(11)), version: 1 },
    },
    "an endless argument": {
      baton: { verb: "claim", args: { lead: "x".repeat(1001) }, version: 1 },
    },
    "half a JSON text": '{"baton":{"verb":"claim"',
    nothing: undefined,
  };
  for (const [what, raw] of Object.entries(forgeries)) {
    it(`does not take ${what}`, () => {
      assert.equal(decodePress(raw), undefined);
    });
  }

  it("refuses to send a verb that nobody could answer", () => {
    assert.throws(() => encodePress({ verb: "clam", args: {} }, 1), /verb/);
  });
});

function letters(n: number): [string, string][] {
  return Array.from({ length: n }, (_, at) => [`a${at}`, "x"]);
}
