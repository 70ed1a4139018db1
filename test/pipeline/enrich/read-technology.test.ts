import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { technologies } from "../../../pipeline/enrich/technologies.ts";
import { read } from "../../fixtures/pages/page-facts.ts";
import { lookAlikes, nameOf, techIn, used } from "../../fixtures/technologies/pages.ts";

describe("the table of technologies", () => {
  it("knows at least 160 products, each once, in lower-case categories, by signs that can be looked for", () => {
    const names = technologies.map(({ name }) => name);

    assert.ok(names.length >= 160);
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
    for (const { name, category, signs } of technologies) {
      assert.ok(category && signs.length > 0, name);
      for (const { value } of signs) assert.ok(value && value === value.trim(), name);
    }
  });

  it("gives no sign to two products", () => {
    const owners = new Map<string, string[]>();
    for (const { name, signs } of technologies) {
      for (const { kind, value } of signs) {
        owners.set(`${kind} ${value}`, [...(owners.get(`${kind} ${value}`) ?? []), name]);
      }
    }

    assert.deepEqual(
      [...owners].filter(([, names]) => names.length > 1),
      [],
    );
  });
});

describe("technologies of a page", () => {
  for (const given of used) {
    const shown = given.html.slice(0, 90) || JSON.stringify(given.headers);

    it(`are ${given.uses.join(", ")} for ${shown}`, () => {
      assert.deepEqual(techIn(given).map(nameOf).toSorted(), given.uses.toSorted());
    });
  }

  for (const given of lookAlikes) {
    it(`are not seen in ${given.why}`, () => {
      assert.deepEqual(techIn(given).map(nameOf), []);
    });
  }

  it("are proven by words that stand in the page or its headers", () => {
    for (const given of used) {
      const lines = Object.entries(given.headers).map(([name, value]) => {
        return value.split(/\n/).map((line) => `${name.toLowerCase()}: ${line}`);
      });
      const source = [given.html, ...lines.flat()].join("\n");

      for (const { quote, provider } of techIn(given)) {
        assert.ok(quote && source.includes(quote), `${provider}: ${quote}`);
      }
    }
  });

  it("keep the part of a very long tag that matters", () => {
    const html = `<script data-x="${"x".repeat(900)}" src="https://js.hs-scripts.com/1.js"></script>`;

    const [fact] = techIn({ html, headers: {}, url: "https://harbourlight.example/" });

    const quote = fact?.quote ?? "";
    assert.ok(quote.includes("js.hs-scripts.com/1.js") && quote.length <= 300);
  });

  it("come with the other facts of a page, and say whether a buyer of modern tools has them", () => {
    const { facts } = read('<script src="https://js.hs-scripts.com/1.js" async></script>', {
      headers: { server: "nginx" },
    });

    const found = facts.filter(({ name }) => name === "tech").map(({ value }) => value);
    assert.deepEqual(found, [
      { name: "HubSpot", category: "marketing automation", modern: true },
      { name: "nginx", category: "web server", modern: null },
    ]);
  });

  it("cost little even where a page is made to be slow", () => {
    const marks = ["<div data-", '<script src="', "generator", "//js.hs-scripts.com", "<meta "];

    for (const mark of marks) {
      assert.deepEqual(
        techIn({ html: mark.repeat(40_000), headers: {}, url: "https://a.example/" }).slice(1),
        [],
      );
    }
  });
});
