import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { feedSource } from "../../../jobs/enrich/feed-source.ts";
import { readPage } from "../../../pipeline/enrich/read-page.ts";
import { about, ask, pageWith, said, sourceNow } from "./source-stage.ts";

const feed = readFileSync(new URL("../../fixtures/feeds/press.rss", import.meta.url), "utf8");
const rss = "application/rss+xml";
const link = { url: "https://brightwater.example/press/feed", text: rss };

describe("a company's own feed", () => {
  it("is found where a page names it, and gives news and what it tells", async () => {
    const { facts, visits } = await ask(feedSource, about({ pages: [pageWith("landing", link)] }), {
      "brightwater.example/press/feed": feed,
    });

    assert.deepEqual(
      facts.map(({ name }) => name),
      ["news", "funding", "news", "news", "acquisition"],
    );
    assert.deepEqual(
      visits.map(({ kind }) => kind),
      ["robots", "feed"],
    );
  });

  it("tells nothing twice that the press page told", async () => {
    const known = [
      said("news", {
        title: "Brightwater raises $12 million Series A to restock Europe's hospitals",
        date: "2026-11-12",
      }),
      said("funding", { round: "Series A", amount: null, date: "2026-11" }),
      said("acquisition", { role: "buyer", other: "Kestrel Metering", date: null }),
    ];

    const { facts } = await ask(
      feedSource,
      about({ facts: known, pages: [pageWith("landing", link)] }),
      { "brightwater.example/press/feed": feed },
    );

    assert.deepEqual(
      facts.map(({ name, value }) => [name, value]),
      [
        ["news", { title: "Fish & chips: Brightwater opens in Dublin", date: "2026-03-03" }],
        ["news", { title: "Brightwater acquires Kestrel Metering", date: "2026-02-01" }],
      ],
    );
  });

  it("is never guessed, nobody else's, and not the readers' comments", async () => {
    const links = [
      { url: "https://brightwater.example/comments/feed/", text: rss },
      { url: "https://litware.example/feed", text: rss },
      { url: "https://brightwater.example/press", text: "Press" },
      { url: "https://brightwater.example/products/feed", text: "For your cattle" },
    ];

    const { asked } = await ask(feedSource, about({ pages: [pageWith("press", ...links)] }), {});

    assert.deepEqual(asked, []);
  });

  it("is the newsroom's before the blog's, and two at the most", async () => {
    const links = ["/blog/feed", "/feed", "/news/feed"].map((path) => ({
      url: `https://brightwater.example${path}`,
      text: rss,
    }));

    const { asked } = await ask(feedSource, about({ pages: [pageWith("landing", ...links)] }), {});

    assert.deepEqual(asked.slice(1), ["brightwater.example/news/feed", "brightwater.example/feed"]);
  });

  it("is named by a page's head", () => {
    const html = `<head><link rel="alternate" type="${rss}" title="News" href="/press/feed"></head><p>Hello</p>`;

    const page = readPage({
      ...{ html, url: "https://brightwater.example/", headers: {}, kind: "landing" },
      observedAt: sourceNow.toISOString(),
    });

    assert.deepEqual(page.links, [link]);
  });
});
