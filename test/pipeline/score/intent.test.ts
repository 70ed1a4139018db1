import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { areaOf } from "../../../pipeline/enrich/extract/names.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { changelog, day, fact, funding, job, news, now, playbook, touch } from "./examples.ts";
import { isUnknown, said } from "./said.ts";

const heavyTiming = playbook({ weights: { fit: 0, intent: 0, timing: 1 } });

type Case = [about: string, facts: Fact[], says: string | null];

const jobs = (...daysAgo: (number | null)[]) =>
  daysAgo.map((days, at) => job(at === 0 ? "Data Engineer" : `Planner ${at}`, days));

function crew(...titles: string[]): Fact[] {
  return titles.map((title, at) =>
    fact("job", { title, area: areaOf(title), place: "Berlin", postedAt: day(at + 1) }),
  );
}

function hiringSignal(count: number, daysAgo: number | null): Fact {
  const since = daysAgo === null ? null : day(daysAgo);
  return fact("hiring_signal", { area: "engineering", place: "Austin", count, since });
}

const cases: Case[] = [
  [
    "hiring",
    jobs(3, 5, 9, 12, 20, 30),
    "+7 Hiring 6 people, Data Engineer among them (newest 3 days ago)",
  ],
  ["hiring", jobs(0, 1, 2), "+5 Hiring 3 people, Data Engineer among them (newest today)"],
  ["hiring", jobs(1, 2), "+3 Hiring 2 people, Data Engineer among them (newest yesterday)"],
  ["hiring", jobs(20, 91), "+3 Hiring: Data Engineer (posted 3 weeks ago)"],
  ["hiring", jobs(200), null],
  ["hiring", jobs(null, null), "+3 Hiring 2 people, Data Engineer among them"],
  ["hiring", [job("Fahrer (m/w/d)", 1)], "+3 Hiring: Fahrer (posted yesterday)"],
  [
    "hiring",
    crew("Senior Data Engineer", "Data Engineer", "Analytics Engineer"),
    "+5 Hiring 3 data engineers in Berlin (newest yesterday)",
  ],
  [
    "hiring",
    [...crew("Backend Engineer", "Platform Engineer"), job("Office Manager", 4)],
    "+5 Hiring 3 people, 2 engineers in Berlin among them (newest yesterday)",
  ],
  [
    "hiring",
    [job("Planner", 3), hiringSignal(40, 8)],
    "+7 Hiring 40 people for engineering in Austin (8 days ago)",
  ],
  ["hiring", [hiringSignal(40, null)], "+7 Hiring 40 people for engineering in Austin"],
  [
    "hiring",
    [...crew("Data Engineer", "Data Analyst"), hiringSignal(2, 1)],
    "+3 Hiring 2 people, Data Engineer among them (newest yesterday)",
  ],

  [
    "funding",
    [funding("Series B", 5, "€24 million")],
    "+5 Raised a Series B (€24 million) 5 days ago",
  ],
  ["funding", [funding("Seed", 200)], "+2 Raised a seed round 7 months ago"],
  [
    "funding",
    [funding("Series A", 400), funding("Series B", 20)],
    "+5 Raised a Series B 3 weeks ago",
  ],
  ["funding", [funding("Series B", 366)], null],
  [
    "funding",
    [fact("funding", { round: null, amount: "€2 million", date: "2026-09" })],
    "+5 Raised €2 million in September 2026",
  ],
  [
    "funding",
    [fact("funding", { round: null, amount: null, date: "2026" })],
    "+2 Raised money in 2026",
  ],

  ["news_sentiment", [news("Opens an office", 5)], "+2 In the news 5 days ago: “Opens an office”"],
  [
    "news_sentiment",
    [news("Opens an office", 120)],
    "+1 In the news 4 months ago: “Opens an office”",
  ],
  [
    "news_sentiment",
    [news("Closes €24M Series B", 5)],
    "+2 In the news 5 days ago: “Closes €24M Series B”",
  ],
  [
    "news_sentiment",
    [news("Meldet Insolvenz an", 5)],
    "-4 In the news 5 days ago: “Meldet Insolvenz an”",
  ],
  [
    "news_sentiment",
    [news("Wins an award", 2), news("Announces layoffs", 40)],
    "-4 In the news 6 weeks ago: “Announces layoffs”",
  ],
  [
    "news_sentiment",
    [news("Wins an award", 2), news("Announces layoffs", 100)],
    "+2 In the news 2 days ago: “Wins an award”",
  ],
  ["news_sentiment", [news("Opens an office", 366)], null],
  [
    "news_sentiment",
    [news("Wins an award", 2), fact("layoff_signal", { count: 80, date: day(30) })],
    "-4 Laid off 80 people 4 weeks ago",
  ],
  [
    "news_sentiment",
    [news("Wins an award", 2), fact("layoff_signal", { count: null, date: day(200) })],
    "+2 In the news 2 days ago: “Wins an award”",
  ],

  [
    "product_maturity",
    [changelog("Faster pages", 30)],
    "+1 Product news 4 weeks ago: “Faster pages”",
  ],
  ["product_maturity", [changelog("Faster pages", 91)], null],

  ["velocity", jobs(3, 5, 9, 12), "+1 Within 30 days: hiring"],
  [
    "velocity",
    [job("x", 3), news("x", 4), changelog("x", 5), funding("Seed", 20)],
    "+3 Within 30 days: hiring, press, product news and funding",
  ],
  ["velocity", [job("x", 60)], null],
  [
    "velocity",
    [
      fact("acquisition", { role: "buyer", other: "Kestrel", date: day(9) }),
      fact("tech_change", { from: "Oracle", to: "Snowflake", date: day(12) }),
    ],
    "+2 Within 30 days: an acquisition and new technology",
  ],
  ["velocity", [job("x", 3), hiringSignal(40, 4)], "+1 Within 30 days: hiring"],
  ["recency", [hiringSignal(40, 1)], "+3 Last event yesterday: hiring"],
  ["recency", [fact("layoff_signal", { count: 80, date: day(3) })], null],
  ["recency", [job("x", 1), news("x", 100)], "+3 Last event yesterday: hiring"],
  ["recency", [news("x", 17)], "+1 Last event 2 weeks ago: press"],
  ["recency", [news("x", 120)], null],
  ["recency", [news("x", 400)], "-5 Last event 13 months ago: press"],
];

describe("intent and timing", () => {
  for (const [about, facts, says] of cases) {
    const given = facts.map(({ value }) => JSON.stringify(value)).join(", ");

    it(`says of ${about}, given ${given}: ${says ?? "nothing"}`, () => {
      assert.equal(said(about, { facts }), says);
    });
  }

  it("takes no page's reading day for the day of an event", () => {
    const facts = [
      job("Planner", null),
      news("Opens", null),
      funding("Seed", null),
      changelog("x", null),
    ];

    const lines = ["velocity", "recency", "news_sentiment", "funding", "product_maturity"];
    assert.ok(lines.every((name) => isUnknown(name, { facts })));
  });

  it("believes no event before its day", () => {
    const facts = [news("Will open", -9)];

    assert.ok(isUnknown("news_sentiment", { facts }) && isUnknown("recency", { facts }));
  });

  it("halves the weight of the last event in fourteen days", () => {
    const weight = (days: number) => {
      const at = new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
      return said("recency", {
        facts: [fact("news", { title: "x", date: at })],
        playbook: heavyTiming,
      });
    };

    assert.deepEqual([weight(0)?.slice(0, 3), weight(14)?.slice(0, 3)], ["+15", "+7 "]);
  });
});

describe("contact so far", () => {
  const cases: [touches: ReturnType<typeof touch>[], says: string | null][] = [
    [[touch("connected", 2)], "+4 You talked 2 days ago"],
    [[touch("meeting", 1), touch("connected", 4)], "+6 Meeting booked yesterday"],
    [[touch("no_answer", 1), touch("meeting", 9)], "+5 Meeting booked 9 days ago"],
    [[touch("no_answer", 1), touch("no_answer", 3)], "-2 Did not answer yesterday"],
    [[touch("not_a_fit", 1), touch("meeting", 9)], "-4 Marked as not a fit yesterday"],
    [[touch(null, 1), touch("opened", 2)], null],
  ];
  for (const [touches, says] of cases) {
    const outcomes = touches.map(({ outcome }) => outcome ?? "nothing").join(", ");

    it(`after ${outcomes} says ${says ?? "nothing"}`, () => {
      assert.equal(said("engagement", { touches }), says);
    });
  }

  it("counts as an event of its day", () => {
    assert.equal(
      said("recency", { touches: [touch("meeting", 1)] }),
      "+3 Last event yesterday: a talk with you",
    );
  });

  it("is unknown before anybody tried", () => {
    assert.ok(isUnknown("engagement", {}));
  });
});
