import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cleanLine, cleanText } from "../../../pipeline/ingest/clean-text.ts";

describe("clean text", () => {
  const cases: [given: string, clean: string][] = [
    ["  Acme \n", "Acme"],
    ["Ac\u200Bme\uFEFF", "Acme"],
    ["\u202Eemca\u202C", "emca"],
    ["a\u0000b\u0007c", "abc"],
    ["a\r\nb\rc\u2028d\te", "a\nb\nc\nd\te"],
    ["Cafe\u0301", "Café"],
    ["x\ud800y", "x\ufffdy"],
    ["<!channel> &amp; <b>", "<!channel> &amp; <b>"],
    ["株式会社 日本", "株式会社 日本"],
  ];
  for (const [given, clean] of cases) {
    it(`of ${JSON.stringify(given)} is ${JSON.stringify(clean)}`, () => {
      assert.equal(cleanText(given, 100), clean);
    });
  }

  it("is cut to its limit without half a character at the end", () => {
    assert.equal(cleanText("ab👩cd", 3), "ab");
    assert.equal(cleanText("ab cd", 3), "ab");
  });

  it("stays on one line where one is asked for", () => {
    assert.equal(cleanLine(" Ana\u200B\r\n\tWeber ", 50), "Ana Weber");
  });

  it("never has hidden or control characters, never exceeds its limit, and stays as it is when cleaned again", () => {
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom("\u202E", "\u200D", "\u0000", "\u0301", "\ud800", " ", "\n", "\u{E0041}"),
      ),
    );

    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (pieces, max) => {
        const clean = cleanText(pieces.join(""), max);

        assert.doesNotMatch(clean, /[\u200B-\u200F\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\t\n]/u);
        assert.ok(clean.length <= max && clean.isWellFormed());
        assert.equal(cleanText(clean, max), clean);
      }),
    );
  });
});
