import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { boardAt, readBoard } from "../../../pipeline/enrich/read-board.ts";
import { observedAt } from "../../fixtures/pages/page-facts.ts";

const links: [link: string, list: string | undefined][] = [
  [
    "https://boards.greenhouse.io/brightwater",
    "https://boards-api.greenhouse.io/v1/boards/brightwater/jobs",
  ],
  [
    "https://job-boards.eu.greenhouse.io/brightwater/jobs/41",
    "https://boards-api.eu.greenhouse.io/v1/boards/brightwater/jobs",
  ],
  [
    "https://boards.greenhouse.io/embed/job_board/js?for=brightwater",
    "https://boards-api.greenhouse.io/v1/boards/brightwater/jobs",
  ],
  [
    "https://jobs.lever.co/brightwater/6f1c",
    "https://api.lever.co/v0/postings/brightwater?mode=json&limit=100",
  ],
  [
    "https://jobs.eu.lever.co/brightwater",
    "https://api.eu.lever.co/v0/postings/brightwater?mode=json&limit=100",
  ],
  [
    "https://jobs.ashbyhq.com/brightwater",
    "https://api.ashbyhq.com/posting-api/job-board/brightwater",
  ],
  [
    "https://apply.workable.com/brightwater/",
    "https://apply.workable.com/api/v1/widget/accounts/brightwater",
  ],
  [
    "https://brightwater.workable.com/jobs/1",
    "https://apply.workable.com/api/v1/widget/accounts/brightwater",
  ],
  ["https://brightwater.recruitee.com/o/x", "https://brightwater.recruitee.com/api/offers/"],
  ["https://brightwater.jobs.personio.de/job/5", "https://brightwater.jobs.personio.de/xml"],
  [
    "https://careers.smartrecruiters.com/Brightwater",
    "https://api.smartrecruiters.com/v1/companies/Brightwater/postings?limit=100",
  ],
  ["https://brightwater.bamboohr.com/careers/21", "https://brightwater.bamboohr.com/careers/list"],
  ["https://brightwater.breezy.hr/p/0a1b", "https://brightwater.breezy.hr/json"],
  ["https://www.greenhouse.io/", undefined],
  ["https://boards.greenhouse.io/", undefined],
  ["https://apply.workable.com/j/A1B2C3D4E5", undefined],
  ["https://www.workable.com/", undefined],
  ["https://greenhouse.io.brightwater.example/brightwater", undefined],
  ["https://jobs.lever.co/..%2Fadmin", undefined],
  ["not an address", undefined],
];

describe("the public list of a job board", () => {
  for (const [link, list] of links) {
    it(`is ${list ?? "nowhere"} for ${link}`, () => {
      assert.equal(boardAt(link)?.url, list);
    });
  }

  const november = "2026-11-04";
  const data = { title: "Data Engineer", area: "data", place: "Ghent", postedAt: november };
  const boards: [link: string, file: string, jobs: unknown[]][] = [
    [
      "https://boards.greenhouse.io/brightwater",
      "greenhouse.json",
      [
        { ...data, title: "Data Engineer, Metering & Leaks", place: "Ghent, Belgium" },
        { ...data, title: "Senior Data Engineer", place: "Ghent, Belgium", postedAt: "2026-11-12" },
        {
          title: "Account Executive (France)",
          area: "sales",
          place: "Remote (EU)",
          postedAt: null,
        },
      ],
    ],
    [
      "https://jobs.lever.co/brightwater",
      "lever.json",
      [data, { title: "Account Executive", area: "sales", place: null, postedAt: "2026-11-11" }],
    ],
    [
      "https://jobs.ashbyhq.com/brightwater",
      "ashby.json",
      [{ ...data, title: "Member of Technical Staff", area: "engineering" }],
    ],
    [
      "https://apply.workable.com/brightwater",
      "workable.json",
      [
        { ...data, place: "Ghent, Belgium" },
        {
          title: "Field Technician",
          area: "operations",
          place: "Belgium",
          postedAt: "2026-11-12",
        },
      ],
    ],
    [
      "https://brightwater.recruitee.com/",
      "recruitee.json",
      [{ ...data, place: "Ghent, Belgium" }],
    ],
    [
      "https://brightwater.jobs.personio.de/",
      "personio.xml",
      [
        {
          title: "Softwareentwickler (m/w/d) für Zähler & Lecks",
          area: "engineering",
          place: "Augsburg",
          postedAt: november,
        },
      ],
    ],
    ["https://careers.smartrecruiters.com/Brightwater", "smartrecruiters.json", [data]],
    [
      "https://brightwater.bamboohr.com/careers",
      "bamboohr.json",
      [{ ...data, place: "Austin, Texas", postedAt: null }],
    ],
    ["https://brightwater.breezy.hr/", "breezy.json", [{ ...data, place: "Ghent, BE" }]],
  ];

  for (const [link, file, jobs] of boards) {
    it(`gives the openings of ${file}, each with its own words and day`, () => {
      const text = fixture(file);
      const board = boardAt(link);
      assert.ok(board);

      const facts = readBoard(board, text, observedAt);

      assert.deepEqual(
        facts.map(({ value }) => value),
        jobs,
      );
      assert.ok(facts.every(({ quote }) => quote && text.includes(quote)));
      assert.equal(new Set(facts.map(({ quote }) => quote)).size, facts.length);
    });
  }

  for (const text of [
    "",
    "<html>Just a moment…</html>",
    "{}",
    '{"jobs":{}}',
    '{"jobs":[1,null]}',
  ]) {
    it(`is empty where it answers ${JSON.stringify(text)}`, () => {
      const board = boardAt("https://boards.greenhouse.io/brightwater");
      assert.ok(board);

      assert.deepEqual(readBoard(board, text, observedAt), []);
    });
  }
});

function fixture(file: string): string {
  return readFileSync(new URL(`../../fixtures/boards/${file}`, import.meta.url), "utf8");
}
