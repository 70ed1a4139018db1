import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sourceLabel } from "../../../pipeline/score/source-label.ts";
import { fact } from "./examples.ts";

describe("the label of a proof", () => {
  const pages: [path: string, label: string][] = [
    ["/", "Home page"],
    ["/about-us", "About page"],
    ["/company/careers", "Careers"],
    ["/karriere", "Careers"],
    ["/aktuelles", "Press"],
    ["/preise", "Pricing"],
    ["/team", "Team page"],
    ["/impressum", "Imprint"],
    ["/changelog", "Changelog"],
    ["/blog/about-our-new-office", "Blog"],
    ["/steam-engines", "Web page"],
  ];
  for (const [path, label] of pages) {
    it(`of ${path} is ${label}`, () => {
      assert.equal(
        sourceLabel(fact("headline", "x", { sourceUrl: `https://acme.com${path}` })),
        label,
      );
    });
  }

  it("names whoever said it", () => {
    const told = { sourceUrl: null, quote: "Rita said so" };

    const labels = ["person", "lead"].map((provider) =>
      sourceLabel(fact("employees", null, { ...told, provider })),
    );

    assert.deepEqual(labels, ["Rita said so", "you told us"]);
  });

  it("is the header where a header gives it away", () => {
    assert.equal(sourceLabel(fact("tech", null, { provider: "header" })), "HTTP header");
  });
});
