import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { googleNewsSource } from "../../../jobs/enrich/google-news-source.ts";
import { defaultResearchSettings } from "../../../pipeline/enrich/research-settings.ts";
import { about, ask, said } from "./source-stage.ts";

const on = { ...defaultResearchSettings, googleNews: true };
const searchAt =
  "news.example/rss/search?q=%22Brightwater%22+when%3A30d&hl=en-US&gl=US&ceid=US%3Aen";

const item = (title: string, paper: string, day = 4) => `<item>
  <title>${title} - ${paper}</title>
  <link>https://news.example/rss/articles/CBMi${day}?oc=5</link>
  <guid isPermaLink="false">CBMi${day}</guid>
  <pubDate>Wed, ${String(day).padStart(2, "0")} Nov 2026 08:00:00 GMT</pubDate>
  <description>&lt;a href="https://news.example/rss/articles/x"&gt;${title}&lt;/a&gt;</description>
  <source url="https://paper.example">${paper}</source>
</item>`;
const feed = (...items: string[]) =>
  `<rss version="2.0"><channel><title>"Brightwater" - Google News</title>${items.join("")}</channel></rss>`;

describe("headlines of Google News", () => {
  it("are not asked for until somebody switches them on", async () => {
    const { facts, asked } = await ask(googleNewsSource, about(), { [searchAt]: feed() });

    assert.deepEqual([facts, asked], [[], []]);
  });

  it("count where they name the company, once each, without the paper's name, and no link is followed", async () => {
    const text = feed(
      item("Brightwater raises $12 million Series A", "The Daily Pipe", 12),
      item("Brightwater Raises $12 Million Series A!", "Pipe Weekly", 11),
      item("Water prices rise", "The Daily Pipe", 10),
      item("Brightwaters of Kent reopen", "Kent Herald", 9),
      item("Litware sues Brightwater", "The Daily Pipe", 8),
      item("Brightwater to open in Cork", "Cork Post", 30),
    );

    const { facts, asked } = await ask(googleNewsSource, about({ settings: on }), {
      [searchAt]: text,
    });

    assert.deepEqual(
      facts.map(({ name, value }) => [name, value]),
      [
        ["news", { title: "Brightwater Raises $12 Million Series A!", date: "2026-11-11" }],
        ["funding", { round: "Series A", amount: "$12 Million", date: "2026-11-11" }],
        ["news", { title: "Litware sues Brightwater", date: "2026-11-08" }],
      ],
    );
    assert.deepEqual(asked, ["news.example/robots.txt", searchAt]);
    assert.ok(facts.every(({ quote }) => quote && text.includes(quote)));
  });

  it("are ten at the most", async () => {
    const items = Array.from({ length: 20 }, (_, n) => item(`Brightwater opens hall ${n}`, "P", 4));

    const { facts } = await ask(googleNewsSource, about({ settings: on }), {
      [searchAt]: feed(...items),
    });

    assert.equal(facts.length, 10);
  });

  it("add nothing that the company's own pages told", async () => {
    const known = [said("news", { title: "Litware sues Brightwater", date: "2026-11-08" })];
    const text = feed(item("Litware sues Brightwater", "The Daily Pipe", 8));

    const { facts } = await ask(googleNewsSource, about({ settings: on, facts: known }), {
      [searchAt]: text,
    });

    assert.deepEqual(facts, []);
  });

  it("stay unread where the host's robots.txt says no, as it usually does", async () => {
    const { facts, asked } = await ask(googleNewsSource, about({ settings: on }), {
      [searchAt]: feed(item("Brightwater opens", "P")),
      "news.example/robots.txt": "User-agent: *\nDisallow: /",
    });

    assert.deepEqual([facts, asked], [[], ["news.example/robots.txt"]]);
  });
});
