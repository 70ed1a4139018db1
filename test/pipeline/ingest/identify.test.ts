import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Identity, identify } from "../../../pipeline/ingest/identify.ts";
import samples from "../../fixtures/identity/samples.json" with { type: "json" };

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
      const wanted: Identity = { ...blank, ...expected };
      return fields(wanted)
        .filter((field) => found[field] !== wanted[field])
        .map((field) => ({ field, found: found[field], wanted: wanted[field], text }));
    });

    for (const miss of wrong) t.diagnostic(JSON.stringify(miss));
    const total = samples.length * fields(blank).length;
    assert.ok(samples.length >= 200);
    assert.ok(1 - wrong.length / total >= 0.95, `${wrong.length} of ${total} wrong`);
    for (const field of fields(blank)) {
      const share = 1 - wrong.filter((miss) => miss.field === field).length / samples.length;
      assert.ok(share >= 0.95, `${field}: ${share}`);
    }
  });

  it("would rather say nothing than something wrong", () => {
    const invented = samples.flatMap(({ text, ...expected }) => {
      const found = identify(text);
      const wanted: Identity = { ...blank, ...expected };
      return fields(found).filter((field) => found[field] !== null && wanted[field] === null);
    });

    assert.ok(invented.length <= samples.length * 0.02, invented.join(", "));
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

  const spelled: [text: string, email: string | null][] = [
    ["ana (at) acme (dot) example", "ana@acme.example"],
    ["ana[at]acme[dot]example", "ana@acme.example"],
    ["ana {at} acme.example", "ana@acme.example"],
    ["ana AT acme DOT example", "ana@acme.example"],
    ["ana dot weber at acme dot co dot uk", "ana.weber@acme.co.uk"],
    ["ana @ acme.example", "ana@acme.example"],
    ["ana (ät) acme (punkt) de", "ana@acme.de"],
    ["ana arobase acme point fr", "ana@acme.fr"],
    ["ana arroba acme punto es", "ana@acme.es"],
    ["ana kukac acme pont hu", "ana@acme.hu"],
    ["ana chiocciola acme punto it", "ana@acme.it"],
    ["ana małpa acme kropka pl", "ana@acme.pl"],
    ["meet me at acme.example", null],
    ["at noon (at) the office", null],
    ["what is the point of dots", null],
  ];
  for (const [text, email] of spelled) {
    it(`reads the address of “${text}” as ${email}`, () => {
      assert.equal(identify(text).email, email);
    });
  }

  const endless = [
    ["letters", "a".repeat(100_000)],
    ["capital words", "Ana ".repeat(25_000)],
    ["linked words", "Ana von der ".repeat(8_000)],
    ["digits", "0 ".repeat(50_000)],
    ["digits and signs", "+49 (0)711/".repeat(9_000)],
    ["at signs", "a@".repeat(50_000)],
    ["spoken dots", "a dot ".repeat(16_000)],
    ["bracketed at signs", "a (at) ".repeat(14_000)],
    ["line breaks", "\n".repeat(100_000)],
    ["quoted lines", "> On 1 x wrote:\n".repeat(6_000)],
    ["labels", "Name: Company: ".repeat(6_000)],
    ["commas", ",".repeat(100_000)],
    ["legal forms", "GmbH & Co. KG ".repeat(7_000)],
  ];
  for (const [what, text = ""] of endless) {
    it(`comes to an end with 100 kB of ${what}`, { timeout: 10_000 }, () => {
      assert.equal(typeof identify(text), "object");
    });
  }
});

function fields(identity: Identity) {
  return Object.keys(identity).filter((key): key is keyof Identity => key in blank);
}
