import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { quoteInContext } from "../../../pipeline/enrich/quote-context.ts";

describe("a quote", () => {
  const page = "We plan freight. Around 200 people work in Berlin and Łódź. Write to us!";

  it("stands in its sentence", () => {
    assert.deepEqual(quoteInContext(page, "200 people"), {
      before: "Around ",
      quote: "200 people",
      after: " work in Berlin and Łódź.",
    });
  });

  it("that is its whole sentence needs nothing around it", () => {
    const quote = "Around 200 people work in Berlin and Łódź.";

    assert.deepEqual(quoteInContext(page, quote), { before: "", quote, after: "" });
  });

  it("is found across line breaks", () => {
    assert.equal(quoteInContext("About\n 200\tpeople", "200 people")?.before, "About ");
  });

  it("that its page does not have, or that says nothing, has no context", () => {
    assert.equal(quoteInContext(page, "300 people"), null);
    assert.equal(quoteInContext(page, "  "), null);
  });

  it("in an endless sentence is shown with some words on either side", () => {
    const words = "word ".repeat(500);

    const found = quoteInContext(`${words}the quote ${words}`, "the quote");

    assert.match(found?.before ?? "", /^…word (?:word )+$/);
    assert.match(found?.after ?? "", /^ (?:word )+word…$/);
    assert.ok((found?.before.length ?? 0) + (found?.after.length ?? 0) < 410);
  });

  it("keeps every word as the page has it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, quote, after) => {
        const text = `${before} ${quote} ${after}`;
        const found = quoteInContext(text, quote);

        if (quote.trim() === "") return assert.equal(found, null);
        assert.ok(found);
        const shown = (found.before + found.quote + found.after).replaceAll("…", "").trim();
        assert.ok(text.replaceAll(/\s+/g, " ").replaceAll("…", "").includes(shown));
      }),
    );
  });
});
