import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { jobBoardSource } from "../../../jobs/enrich/job-board-source.ts";
import { about, ask, pageWith, said } from "./source-stage.ts";

const list = readFileSync(
  new URL("../../fixtures/boards/greenhouse.json", import.meta.url),
  "utf8",
);
const listAt = "boards-api.greenhouse.io/v1/boards/brightwater/jobs";
const link = { url: "https://boards.greenhouse.io/brightwater", text: "Open positions" };

describe("the job board a careers page leads to", () => {
  it("is asked for its list, after its robots.txt, and gives openings and their sums", async () => {
    const { facts, asked, visits } = await ask(
      jobBoardSource,
      about({ pages: [pageWith("careers", link)] }),
      { [listAt]: list },
    );

    assert.deepEqual(asked, ["boards-api.greenhouse.io/robots.txt", listAt]);
    assert.deepEqual(
      visits.map(({ kind, status }) => [kind, status]),
      [
        ["robots", 404],
        ["job_board", 200],
      ],
    );
    assert.deepEqual(
      facts.map(({ name, value }) => [name, value]).filter(([name]) => name === "hiring_signal"),
      [["hiring_signal", { area: "data", place: "Ghent, Belgium", count: 2, since: "2026-11-12" }]],
    );
    assert.equal(facts.filter(({ name }) => name === "job").length, 3);
    assert.ok(facts.every(({ quote }) => quote && list.includes(quote)));
  });

  it("is left alone where its robots.txt says so", async () => {
    const { facts, asked } = await ask(
      jobBoardSource,
      about({ pages: [pageWith("careers", link)] }),
      { [listAt]: list, "boards-api.greenhouse.io/robots.txt": "User-agent: *\nDisallow: /v1/" },
    );

    assert.deepEqual([facts, asked], [[], ["boards-api.greenhouse.io/robots.txt"]]);
  });

  it("adds only what the site did not list itself", async () => {
    const known = [
      said("job", { title: "Senior Data Engineer", area: "data", place: "Ghent", postedAt: null }),
    ];

    const { facts } = await ask(
      jobBoardSource,
      about({ facts: known, pages: [pageWith("careers", link)] }),
      { [listAt]: list },
    );

    const titles = facts.filter(({ name }) => name === "job").map(({ value }) => value);
    assert.deepEqual(
      titles.map((value) => JSON.stringify(value).includes("Senior")),
      [false, false],
    );
  });

  it("is another company's where a front page leads to one of another name", async () => {
    const other = { url: "https://boards.greenhouse.io/woodgrove", text: "Our customer hires" };

    const { asked } = await ask(jobBoardSource, about({ pages: [pageWith("landing", other)] }), {});

    assert.deepEqual(asked, []);
  });

  it("is asked of two hosts at the most", async () => {
    const links = [
      link,
      { url: "https://jobs.lever.co/brightwater", text: "" },
      { url: "https://jobs.ashbyhq.com/brightwater", text: "" },
    ];

    const { asked } = await ask(
      jobBoardSource,
      about({ pages: [pageWith("careers", ...links)] }),
      {},
    );

    const lists = asked.filter((url) => !url.endsWith("/robots.txt"));
    assert.deepEqual(lists, [listAt, "api.lever.co/v0/postings/brightwater?mode=json&limit=100"]);
  });

  it("is not asked when no time is left", async () => {
    const { asked } = await ask(
      jobBoardSource,
      about({ pages: [pageWith("careers", link)], msLeft: () => 0 }),
      { [listAt]: list },
    );

    assert.deepEqual(asked, []);
  });
});
