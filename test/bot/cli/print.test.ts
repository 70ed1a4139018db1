import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { wrap } from "../../../bot/cli/print.ts";

describe("text at the width of a terminal", () => {
  it("breaks at spaces and hangs the rest below the start of the line", () => {
    const wrapped = wrap(`  ${"word ".repeat(20).trim()}`);

    assert.deepEqual(wrapped.split("\n"), [
      `  ${"word ".repeat(15).trim()}`,
      `    ${"word ".repeat(5).trim()}`,
    ]);
  });

  it("never breaks an address", () => {
    const address = `https://acme.example/${"a".repeat(100)}`;

    const lines = wrap(`${"word ".repeat(10)}${address} end`).split("\n");

    assert.ok(lines.some((line) => line.trim() === address));
  });

  it("never loses a word, and is never wider unless one word is", () => {
    const text = fc
      .array(fc.constantFrom("a", "word", "x".repeat(90), " ", "\n", "   "))
      .map((all) => all.join(" "));

    fc.assert(
      fc.property(text, (text) => {
        const wrapped = wrap(text);

        assert.deepEqual(wrapped.match(/\S+/g), text.match(/\S+/g));
        for (const line of wrapped.split("\n")) {
          assert.ok(line.length <= 80 || /^\s*\S+$/.test(line), line);
        }
      }),
    );
  });
});
