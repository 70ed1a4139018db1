import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { readFeed, readFeedItems } from "../../../pipeline/enrich/read-feed.ts";
import { observedAt } from "../../fixtures/pages/page-facts.ts";

const own = ["brightwater"];

function facts(file: string, path: string) {
  const text = readFileSync(new URL(`../../fixtures/feeds/${file}`, import.meta.url), "utf8");
  const found = readFeed(text, { url: `https://brightwater.example${path}`, own, observedAt });
  return { text, found };
}

describe("a company's feed", () => {
  it("gives its own dated headlines once each, and what they say happened", () => {
    const { found } = facts("press.rss", "/press/feed");

    assert.deepEqual(
      found.map(({ name, value }) => [name, value]),
      [
        [
          "news",
          {
            title: "Brightwater raises $12 million Series A to restock Europe’s hospitals",
            date: "2026-11-12",
          },
        ],
        ["funding", { round: "Series A", amount: "$12 million", date: "2026-11-12" }],
        ["news", { title: "Fish & chips: Brightwater opens in Dublin", date: "2026-03-03" }],
        ["news", { title: "Brightwater acquires Kestrel Metering", date: "2026-02-01" }],
        ["acquisition", { role: "buyer", other: "Kestrel Metering", date: "2026-02-01" }],
      ],
    );
  });

  it("quotes itself literally and dates each fact by its entry", () => {
    const { text, found } = facts("press.rss", "/press/feed");

    assert.ok(found.every(({ quote }) => quote && text.includes(quote)));
    assert.deepEqual(
      found.map((fact) => fact.observedAt.slice(0, 10)),
      ["2026-11-12", "2026-11-12", "2026-03-03", "2026-02-01", "2026-02-01"],
    );
    assert.ok(found.every(({ provider }) => provider === "feed"));
  });

  it("gives product news from a changelog, and the technology it tells of", () => {
    const { found } = facts("changelog.atom", "/changelog/feed.atom");

    assert.deepEqual(
      found.map(({ name, value }) => [name, value]),
      [
        ["changelog", { title: "Faster search & filters", date: "2026-11-02" }],
        [
          "news",
          { title: "We moved our event store from MongoDB to PostgreSQL", date: "2026-10-01" },
        ],
        ["tech_change", { from: "MongoDB", to: "PostgreSQL", date: "2026-10-01" }],
      ],
    );
  });

  it("is read as JSON Feed too", () => {
    const text = JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "Brightwater",
      items: [
        {
          id: "1",
          url: "https://brightwater.example/press/1",
          title: "Brightwater opens in “Cork”",
          date_published: "2026-11-04T10:00:00Z",
        },
      ],
    });

    const [found] = readFeed(text, {
      url: "https://brightwater.example/feed.json",
      own,
      observedAt,
    });

    assert.deepEqual(found?.value, { title: "Brightwater opens in “Cork”", date: "2026-11-04" });
  });

  it("gives twenty entries at the most", () => {
    const items = Array.from({ length: 40 }, (_, n) => {
      return `<item><title>Brightwater news ${n}</title><pubDate>Wed, 04 Nov 2026 10:00:00 GMT</pubDate></item>`;
    });
    const text = `<rss version="2.0"><channel><title>x</title>${items.join("")}</channel></rss>`;

    const found = readFeed(text, { url: "https://brightwater.example/feed", own, observedAt });

    assert.equal(found.length, 20);
  });

  const broken = [
    "",
    "<html><body>Not found</body></html>",
    "<rss><channel><item><title>cut &",
    '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>',
    "{",
    '{"version":"https://jsonfeed.org/version/1.1","items":[null,1,{}]}',
  ];
  for (const text of broken) {
    it(`is silent where it is ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.deepEqual(readFeedItems(text, "https://brightwater.example/feed", 20), []);
    });
  }
});
