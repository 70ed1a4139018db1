import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import fc from "fast-check";
import { hiringOf } from "../../../pipeline/enrich/extract/hiring.ts";
import { areaOf } from "../../../pipeline/enrich/extract/names.ts";
import { type Fact, values } from "../../../pipeline/enrich/fact.ts";
import { observedAt, read, readFixture, valuesOf } from "../../fixtures/pages/page-facts.ts";

describe("open positions", () => {
  it("are read from a list with place and day, and nothing beside it", () => {
    const page = readFixture("brightwater-careers", { kind: "careers" });

    assert.deepEqual(valuesOf(page, "job"), [
      { title: "Data Engineer", area: "data", place: "Ghent", postedAt: "2026-11-04" },
      { title: "Account Executive (France)", area: "sales", place: "Paris", postedAt: null },
      { title: "Product Designer", area: "design", place: "Remote (EU)", postedAt: null },
    ]);
    assert.deepEqual(valuesOf(page, "ats"), ["Lever"]);
  });

  it("are as old as they say, and as new as our visit where they say nothing", () => {
    const page = readFixture("brightwater-careers", { kind: "careers" });

    const days = page.facts.filter(({ name }) => name === "job").map((fact) => fact.observedAt);
    assert.deepEqual(days, ["2026-11-04T00:00:00.000Z", observedAt, observedAt]);
  });

  it("are read from broken structured data, without those that are over", () => {
    const page = readFixture("brightwater-postings", { kind: "careers" });

    assert.deepEqual(valuesOf(page, "job"), [
      { title: "Data Engineer", area: "data", place: "Ghent", postedAt: "2026-11-04" },
      { title: "Data Engineer", area: "data", place: "Remote", postedAt: "2026-11-09" },
    ]);
  });

  it("are each proven by their own posting", () => {
    const page = readFixture("brightwater-postings", { kind: "careers" });

    const quotes = page.facts.filter(({ name }) => name === "job").map(({ quote }) => quote);
    assert.match(quotes[1] ?? "", /2026-11-09/);
    assert.notEqual(quotes[0], quotes[1]);
  });

  it("are read in German", () => {
    const html =
      "<h2>Offene Stellen</h2><ul><li><h3>Softwareentwickler (m/w/d)</h3><p>Standort: Augsburg</p></li></ul>";
    const page = read(html, { kind: "careers" });

    assert.deepEqual(valuesOf(page, "job"), [
      {
        title: "Softwareentwickler (m/w/d)",
        area: "engineering",
        place: "Augsburg",
        postedAt: null,
      },
    ]);
  });

  it("count for the company alone where a page lists other employers' too", () => {
    const posting = (title: string, name: string) =>
      JSON.stringify({ "@type": "JobPosting", title, hiringOrganization: { name } });
    const html = ["Data Engineer, Brightwater BV", "Nurse, Woodgrove", "Welder, Litware"]
      .map((job) => job.split(", "))
      .map(([title = "", name = ""]) => {
        return `<script type="application/ld+json">${posting(title, name)}</script>`;
      });

    const page = read(html.join(""), { kind: "careers" });

    const titles = page.facts.filter(({ name }) => name === "job").map(({ value }) => value);
    assert.deepEqual(titles, [
      { title: "Data Engineer", area: "data", place: null, postedAt: null },
    ]);
  });

  const engineer = { title: "Data Engineer", area: "data", postedAt: null };
  const technician = { title: "Field Technician", area: "operations", postedAt: null };
  const boards: [file: string, jobs: unknown[]][] = [
    [
      "greenhouse",
      [
        { ...engineer, place: "Ghent, Belgium" },
        { title: "Analytics Lead", area: "data", place: "Remote (EU)", postedAt: null },
      ],
    ],
    [
      "greenhouse-new",
      [
        { ...engineer, place: "Ghent, Belgium" },
        { title: "Account Executive", area: "sales", place: "Paris, France", postedAt: null },
      ],
    ],
    [
      "lever",
      [
        { ...engineer, place: "Ghent" },
        { ...engineer, title: "Site Reliability Engineer", area: "engineering", place: "Berlin" },
      ],
    ],
    [
      "workable",
      [
        { ...engineer, place: "Ghent, Belgium", postedAt: "2026-11-04" },
        { ...technician, place: "Antwerp, Belgium" },
      ],
    ],
    [
      "recruitee",
      [
        { ...engineer, place: "Ghent, Belgium" },
        {
          title: "Working Student Marketing",
          area: "marketing",
          place: "Berlin, Germany",
          postedAt: null,
        },
      ],
    ],
    [
      "personio",
      [
        {
          title: "Softwareentwickler (m/w/d)",
          area: "engineering",
          place: "Augsburg",
          postedAt: null,
        },
      ],
    ],
    [
      "teamtailor",
      [
        { ...engineer, place: "Ghent" },
        { title: "Sales Manager", area: "sales", place: "Stockholm", postedAt: null },
      ],
    ],
    [
      "breezy",
      [
        { ...engineer, place: "Ghent, BE" },
        { ...technician, place: "Antwerp, BE" },
      ],
    ],
  ];
  for (const [file, jobs] of boards) {
    it(`are read from a page as ${file} builds it, without invitations to apply for anything`, () => {
      const html = readFileSync(
        new URL(`../../fixtures/boards/${file}.html`, import.meta.url),
        "utf8",
      );

      const page = read(html, { kind: "careers" });

      assert.deepEqual(valuesOf(page, "job"), jobs);
      assert.ok(page.facts.every(({ quote }) => quote));
    });
  }

  it("are parted from their place, whether tags, spaces or nothing stand between", () => {
    const html = `<h1>Careers</h1><h2>Open roles</h2>
      <h3>Engineering</h3>
      <ul><li><a href="/1"><span>Senior Backend Engineer (Go)</span><span>Lisbon</span></a></li>
      <li><a href="/2"><span>Site Reliability Engineer</span> <span>Remote, EU</span></a></li></ul>
      <h3>Commercial</h3>
      <p><a href="/3"><b>Account</b> Executive</a> Porto</p>
      <p><a href="/4">Customer Success Manager<br>Full-time<br>Ghent, Belgium</a></p>`;

    const jobs = valuesOf(read(html, { kind: "careers" }), "job");

    assert.deepEqual(jobs, [
      {
        title: "Senior Backend Engineer (Go)",
        area: "engineering",
        place: "Lisbon",
        postedAt: null,
      },
      {
        title: "Site Reliability Engineer",
        area: "engineering",
        place: "Remote, EU",
        postedAt: null,
      },
      { title: "Account Executive", area: "sales", place: "Porto", postedAt: null },
      {
        title: "Customer Success Manager",
        area: "customer success",
        place: "Ghent, Belgium",
        postedAt: null,
      },
    ]);
  });

  const none = [
    "<h2>Open positions</h2><p>Loading…</p>",
    "<h2>Open positions</h2><p>We look for engineers who care. Write to our manager.</p>",
    "<h2>Our team</h2><h3>Ana Weber</h3><p>Data Engineer</p>",
    "<nav><h2>Jobs</h2><ul><li><a href='/engineers'>Engineers</a></li></ul></nav>",
    "<h2>Open positions</h2><h3><a href='/apply'>General application (all engineers)</a></h3>",
    "<h2>Open positions</h2><ul><li>Responsible for our data engineers and managers.</li></ul>",
    "<h1>Blog</h1><article><h2><a href='/blog/1'>What makes a good data engineer?</a></h2></article>",
    "<h2>Open positions</h2><p>There are no open positions for engineers right now.</p>",
  ];

  for (const html of none) {
    it(`are not made up from ${html}`, () => {
      assert.deepEqual(valuesOf(read(html, { kind: "careers" }), "job"), []);
    });
  }
});

describe("openings summed up", () => {
  const job = (title: string, place: string | null, postedAt: string | null = null): Fact => ({
    ...{ name: "job", value: { title, area: areaOf(title), place, postedAt } },
    ...{ sourceUrl: "https://brightwater.example/careers", quote: title, provider: "page" },
    ...{ observedAt: postedAt ? `${postedAt}T00:00:00.000Z` : observedAt, confidence: 0.8 },
  });

  it("say how many of which trade are wanted where, since the newest of them", () => {
    const jobs = [
      job("Data Engineer", "Berlin", "2026-11-02"),
      job("Senior Data Engineer", "Berlin", "2026-11-09"),
      job("Data Analyst", "Ghent"),
      job("Data Scientist", null),
      job("Recruiter", "Ghent"),
      job("Accountant", "Paris"),
      job("Nurse", null),
    ];

    const sums = hiringOf(jobs);

    assert.deepEqual(
      sums.map(({ value }) => value),
      [
        { area: "data", place: "Berlin", count: 2, since: "2026-11-09" },
        { area: "data", place: null, count: 2, since: null },
        { area: null, place: null, count: 3, since: null },
      ],
    );
    assert.deepEqual(
      [sums[0]?.quote, sums[0]?.observedAt],
      ["Senior Data Engineer", "2026-11-09T00:00:00.000Z"],
    );
  });

  it("are no sum where there is one", () => {
    assert.deepEqual(hiringOf([job("Data Engineer", "Berlin")]), []);
  });

  it("count every opening once, all but one that nobody joins", () => {
    const titles = fc.constantFrom("Data Engineer", "Recruiter", "Nurse", "Sales Manager");
    const places = fc.constantFrom("Berlin", "Ghent", null);
    fc.assert(
      fc.property(fc.array(fc.tuple(titles, places), { maxLength: 30 }), (all) => {
        const sums = hiringOf(all.map(([title, place]) => job(title, place)));

        const counts = sums.map(({ value }) => values.hiring_signal.parse(value).count ?? 0);
        const total = counts.reduce((sum, count) => sum + count, 0);
        assert.ok(total === all.length || total === all.length - 1);
      }),
    );
  });

  it("are not said twice by a page that counts what it lists", () => {
    const html =
      "<h2>Open positions</h2><p>2 open positions</p><ul><li><a href='/1'>Data Engineer</a> Ghent</li><li><a href='/2'>Data Analyst</a> Ghent</li></ul>";

    const page = read(html, { kind: "careers" });

    assert.deepEqual(valuesOf(page, "hiring_signal"), [
      { area: "data", place: "Ghent", count: 2, since: null },
    ]);
  });
});
