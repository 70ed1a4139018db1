import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Identity, identify } from "../../../pipeline/ingest/identify.ts";
import { samples } from "./identify-samples.ts";

const blank: Identity = {
  name: null,
  email: null,
  company: null,
  domain: null,
  website: null,
  phone: null,
  country: null,
  language: null,
};

describe("identify", () => {
  it("reads at least 95 % of all fields of the samples right, and of each field", (t) => {
    const wrong = samples.flatMap(({ text, ...expected }) => {
      const found = identify(text);
      const wanted = { ...blank, ...expected };
      return fields(wanted)
        .filter((field) => found[field] !== wanted[field])
        .map((field) => ({ field, found: found[field], wanted: wanted[field], text }));
    });

    for (const miss of wrong) t.diagnostic(JSON.stringify(miss));
    const total = samples.length * fields(blank).length;
    assert.ok(samples.length >= 60);
    assert.ok(1 - wrong.length / total >= 0.95, `${wrong.length} of ${total} wrong`);
    for (const field of fields(blank)) {
      const share = 1 - wrong.filter((miss) => miss.field === field).length / samples.length;
      assert.ok(share >= 0.9, `${field}: ${share}`);
    }
  });

  it("never throws on any text, and only ever finds text that is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const { name, email } = identify(text);
        assert.equal(email === null || /.@./.test(email), true);
        assert.equal(name === null || name.length <= text.length, true);
      }),
    );
  });

  it("says nothing about a text that says nothing", () => {
    assert.deepEqual(identify("ok"), blank);
  });
});

function fields(identity: Identity) {
  return Object.keys(identity).filter((key): key is keyof Identity => key in blank);
}
