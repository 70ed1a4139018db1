import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noteCard } from "../../cards/note-card.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { toText } from "../../cards/to-text.ts";
import { withParts } from "./examples.ts";

describe("mark-up", () => {
  for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "nonsense"]) {
    it(`shows a link to ${url} as plain text`, () => {
      const card = withParts([{ kind: "text", line: [{ kind: "link", text: "press", url }] }]);

      const shown = [toBlockKit(card).blocks, toAdaptiveCard(card), toText(card)];

      assert.doesNotMatch(JSON.stringify(shown), /javascript|data:|file:|\]\(|<nonsense/);
      assert.match(JSON.stringify(shown), /press/);
    });
  }

  it("keeps a link from breaking out of its mark-up", () => {
    const url = "https://acme.example/a)|b>c d?x=1&y=2";
    const card = withParts([{ kind: "text", line: [{ kind: "link", text: "a|b]", url }] }]);

    const [section] = toBlockKit(card).blocks;
    const [paragraph] = toAdaptiveCard(card).body;

    assert.equal(
      section?.type === "section" && section.text?.text,
      "<https://acme.example/a%29%7Cb%3Ec%20d?x=1&amp;y=2|a¦b]>",
    );
    assert.equal(
      paragraph?.type === "TextBlock" && paragraph.text,
      "[a\\|b\\]](https://acme.example/a%29%7Cb%3Ec%20d?x=1&y=2)",
    );
  });

  it("in data is taken for text", () => {
    const text = "*bold* _it_ ~no~ `code` first_name@acme.example\n> quote\n- item";
    const card = withParts([{ kind: "text", line: [text] }]);

    const [section] = toBlockKit(card).blocks;
    const [paragraph] = toAdaptiveCard(card).body;

    assert.equal(
      section?.type === "section" && section.text?.text,
      "∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ first_name@acme.example\n› quote\n- item",
    );
    assert.equal(
      paragraph?.type === "TextBlock" && paragraph.text,
      "\\*bold\\* \\_it\\_ \\~no\\~ \\`code\\` first\\_name@acme.example\n\n\\> quote\n\n\\- item",
    );
  });

  it("lets a command in a sentence stand out", () => {
    const card = noteCard("Did you mean `claim`?");

    const [section] = toBlockKit(card).blocks;
    const [paragraph] = toAdaptiveCard(card).body;

    assert.equal(section?.type === "section" && section.text?.text, "Did you mean *claim*?");
    assert.equal(paragraph?.type === "TextBlock" && paragraph.text, "Did you mean **claim**?");
  });
});
