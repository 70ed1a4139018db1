import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  allowAll,
  crawlDelayMs,
  disallowAll,
  isAllowed,
  parseRobots,
  ROBOTS_BYTES,
} from "../../../pipeline/enrich/robots.ts";

/** What Baton may do with a path of a site whose robots.txt has these lines. */
function ask(lines: string[], path: string, end = "\n") {
  return isAllowed(parseRobots(lines.join(end)), "Baton", `https://site.example${path}`);
}

describe("robots.txt", () => {
  const everyone = "User-agent: *";
  const cases: { when: string; lines: string[]; yes: string[]; no: string[] }[] = [
    { when: "is empty", lines: [], yes: ["/", "/a"], no: [] },
    { when: "disallows nothing", lines: [everyone, "Disallow:"], yes: ["/", "/a"], no: [] },
    {
      when: "disallows all",
      lines: [everyone, "Disallow: /"],
      yes: [],
      no: ["/", "", "/a?b", "?b"],
    },
    {
      when: "names Baton in other letters",
      lines: ["user-AGENT: bAtOn", "DISALLOW: /x"],
      yes: ["/"],
      no: ["/x", "/xy", "/x/y"],
    },
    {
      when: "names Baton and has rules for everyone",
      lines: [everyone, "Disallow: /all", "User-agent: Baton", "Disallow: /baton"],
      yes: ["/all"],
      no: ["/baton"],
    },
    {
      when: "names Baton without a rule",
      lines: [everyone, "Disallow: /", "User-agent: Baton"],
      yes: ["/a"],
      no: [],
    },
    {
      when: "names Baton with an empty rule before a ban",
      lines: ["User-agent: Baton", "Disallow:", "User-agent: *", "Disallow: /"],
      yes: ["/a"],
      no: [],
    },
    {
      when: "names a longer bot",
      lines: ["User-agent: Batonette", "Disallow: /", "User-agent: Bat", "Disallow: /"],
      yes: ["/"],
      no: [],
    },
    {
      when: "names a version",
      lines: ["User-agent: Baton/2.0", "Disallow: /"],
      yes: [],
      no: ["/"],
    },
    { when: "adds words", lines: ["User-agent: Baton the bot", "Disallow: /"], yes: [], no: ["/"] },
    {
      when: "explains its star",
      lines: ["User-agent: * (all)", "Disallow: /"],
      yes: [],
      no: ["/"],
    },
    { when: "has a starred name", lines: ["User-agent: *bot", "Disallow: /"], yes: ["/"], no: [] },
    {
      when: "shares rules between agents",
      lines: ["User-agent: Other", "User-agent: Baton", "Disallow: /x"],
      yes: ["/"],
      no: ["/x"],
    },
    {
      when: "asks for a delay between two agents",
      lines: ["User-agent: Baton", "Crawl-delay: 5", "User-agent: Other", "Disallow: /"],
      yes: [],
      no: ["/"],
    },
    {
      when: "puts a sitemap between two agents",
      lines: [
        "User-agent: Baton",
        "Sitemap: https://site.example/s.xml",
        "User-agent: Other",
        "Disallow: /",
      ],
      yes: [],
      no: ["/"],
    },
    {
      when: "names Baton twice",
      lines: [
        "User-agent: Baton",
        "Disallow: /a",
        everyone,
        "Disallow: /",
        "User-agent: baton",
        "Disallow: /b",
      ],
      yes: ["/c"],
      no: ["/a", "/b"],
    },
    { when: "has rules before any agent", lines: ["Disallow: /", everyone], yes: ["/"], no: [] },
    { when: "forgets colons", lines: ["user-agent *", "disallow /x"], yes: ["/"], no: ["/x"] },
    { when: "has prose", lines: [everyone, "disallow all the things"], yes: ["/"], no: [] },
    {
      when: "has typos",
      lines: ["Useragent: *", "Dissallow: /x", "Disalow: /y"],
      yes: ["/"],
      no: ["/x", "/y"],
    },
    {
      when: "has unknown lines",
      lines: [everyone, "Noindex: /", "Host: x", "???"],
      yes: ["/"],
      no: [],
    },
    {
      when: "has comments",
      lines: ["# Disallow: /", `${everyone} # all`, "Disallow: /x#y"],
      yes: ["/"],
      no: ["/x", "/xz"],
    },
    {
      when: "has odd spaces",
      lines: [" \tUser-agent :\t* ", "  Disallow  :  /x  "],
      yes: ["/"],
      no: ["/x"],
    },
    {
      when: "starts with a byte order mark",
      lines: ["\uFEFFUser-agent: *", "Disallow: /"],
      yes: [],
      no: ["/"],
    },
    {
      when: "starts with half a mark",
      lines: ["\uFFFDUser-agent: *", "Disallow: /"],
      yes: [],
      no: ["/"],
    },
    { when: "is case sensitive", lines: [everyone, "Disallow: /X"], yes: ["/x"], no: ["/X"] },
    {
      when: "allows a part",
      lines: [everyone, "Disallow: /shop", "Allow: /shop/about"],
      yes: ["/", "/shop/about", "/shop/about/us"],
      no: ["/shop", "/shop/a"],
    },
    { when: "says both", lines: [everyone, "Disallow: /x", "Allow: /x"], yes: ["/x"], no: [] },
    {
      when: "weighs length, not order",
      lines: [everyone, "Allow: /page", "Disallow: /*.html"],
      yes: ["/page"],
      no: ["/page.html"],
    },
    {
      when: "anchors the end",
      lines: [everyone, "Disallow: /*.pdf$", "Disallow: /exact$"],
      yes: ["/a.pdf?x", "/a.pdfs", "/exactly"],
      no: ["/a.pdf", "/exact", "/b/a.pdf.pdf"],
    },
    {
      when: "opens the front page only",
      lines: [everyone, "Disallow: /", "Allow: /$"],
      yes: ["/", ""],
      no: ["/a", "/?a"],
    },
    { when: "has a dollar inside", lines: [everyone, "Disallow: /a$b"], yes: ["/a"], no: ["/a$b"] },
    {
      when: "has stars",
      lines: [everyone, "Disallow: /a*b**c"],
      yes: ["/ab", "/acb"],
      no: ["/abc", "/a/x/b/y/c/d"],
    },
    {
      when: "uses a piece twice",
      lines: [everyone, "Disallow: /*ab*ab$"],
      yes: ["/ab", "/aab"],
      no: ["/abab"],
    },
    {
      when: "lacks the first slash",
      lines: [everyone, "Disallow: x", "Disallow: *y"],
      yes: ["/x"],
      no: ["/y", "/a/y"],
    },
    { when: "bans queries", lines: [everyone, "Disallow: /*?"], yes: ["/a"], no: ["/a?b", "/?b"] },
    {
      when: "allows the index page",
      lines: [everyone, "Disallow: /", "Allow: /a/index.html"],
      yes: ["/a/", "/a/index.html"],
      no: ["/a/b", "/a/index.htm"],
    },
    {
      when: "writes umlauts",
      lines: [everyone, "Disallow: /über"],
      yes: ["/uber"],
      no: ["/%C3%BCber", "/%c3%bcber"],
    },
    { when: "writes a blank", lines: [everyone, "Disallow: /a b"], yes: ["/a"], no: ["/a%20b"] },
    {
      when: "escapes in small letters",
      lines: [everyone, "Disallow: /%e4"],
      yes: ["/"],
      no: ["/%E4", "/%e4"],
    },
    {
      when: "escapes plain letters",
      lines: [everyone, "Disallow: /%61"],
      yes: ["/b"],
      no: ["/%61", "/a"],
    },
    {
      when: "bans itself",
      lines: [everyone, "Disallow: /"],
      yes: ["/robots.txt"],
      no: ["/robots.txt2"],
    },
    {
      when: "is a web page",
      lines: ["<!doctype html>", "<title>Disallow: /</title>"],
      yes: ["/"],
      no: [],
    },
    {
      when: "has half a character",
      lines: [everyone, "Disallow: /\uD800"],
      yes: ["/"],
      no: ["/%EF%BF%BD"],
    },
  ];

  for (const { when, lines, yes, no } of cases) {
    it(`that ${when} allows ${yes.join(" ") || "nothing"} and bans ${no.join(" ") || "nothing"}`, () => {
      for (const path of yes) assert.equal(ask(lines, path).allowed, true, path);
      for (const path of no) assert.equal(ask(lines, path).allowed, false, path);
    });
  }

  for (const [name, end] of [
    ["CRLF", "\r\n"],
    ["CR", "\r"],
    ["LF", "\n"],
  ] as const) {
    it(`may end its lines with ${name}`, () => {
      const lines = ["User-agent: *", "", "Disallow: /x", "Allow: /x/y"];

      assert.equal(ask(lines, "/x", end).allowed, false);
      assert.equal(ask(lines, "/x/y", end).allowed, true);
    });
  }

  it("is quoted as it was written when a rule decides", () => {
    const lines = ["User-agent: *", "disallow:   /über # private"];

    assert.deepEqual(ask(lines, "/%C3%BCber/x"), { allowed: false, rule: "Disallow: /über" });
    assert.deepEqual(ask(lines, "/"), { allowed: true, rule: null });
  });

  it("is asked with the product token, a version behind it is ignored", () => {
    const robots = parseRobots("User-agent: baton\nDisallow: /");

    assert.equal(isAllowed(robots, "Baton/1.0", "https://site.example/").allowed, false);
  });

  it("is read up to its size limit and no further", () => {
    const filler = `#${"x".repeat(ROBOTS_BYTES)}`;

    assert.equal(
      ask(["User-agent: *", "Disallow: /a", filler, "Disallow: /b"], "/a").allowed,
      false,
    );
    assert.equal(
      ask(["User-agent: *", "Disallow: /a", filler, "Disallow: /b"], "/b").allowed,
      true,
    );
  });

  it("cannot stall the crawler with stars", () => {
    // Trying all ways to place 5,000 stars would not end before the sun does.
    const evil = `Disallow: /${"*a".repeat(5_000)}$`;

    const { allowed } = ask(["User-agent: *", evil], `/${"a".repeat(9_999)}b`);

    assert.equal(allowed, true);
  });

  it("matches patterns exactly as the plain definition of * and $ does", () => {
    const letters = (alphabet: string[]) =>
      fc.array(fc.constantFrom(...alphabet), { maxLength: 9 }).map((all) => all.join(""));

    fc.assert(
      fc.property(
        letters(["a", "b", "*"]),
        letters(["a", "b"]),
        fc.boolean(),
        (stars, path, end) => {
          const pattern = `/${stars}${end ? "$" : ""}`;
          const plain = new RegExp(`^/${stars.replaceAll("*", ".*")}${end ? "$" : ""}`);

          const { allowed } = ask(["User-agent: *", `Disallow: ${pattern}`], `/${path}`);

          assert.equal(allowed, !plain.test(`/${path}`));
        },
      ),
    );
  });

  it("never throws, whatever it contains", () => {
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom(
          "\n",
          "User-agent: *\n",
          "Disallow: ",
          "Crawl-delay:",
          "Allow",
          "%",
          "*",
          "$",
        ),
      ),
    );

    fc.assert(
      fc.property(text, fc.string(), fc.string(), (parts, token, url) => {
        const { allowed } = isAllowed(parseRobots(parts.join("")), token, url);

        assert.equal(typeof allowed, "boolean");
      }),
    );
  });

  it("lists its sitemaps wherever they stand", () => {
    const robots = parseRobots(
      "Sitemap: https://a.example/1\nUser-agent: x\nsite-map: https://a.example/2",
    );

    assert.deepEqual(robots.sitemaps, ["https://a.example/1", "https://a.example/2"]);
  });

  const delays: [string, string[], number | null][] = [
    ["none", ["User-agent: *", "Disallow: /x"], null],
    ["seconds", ["User-agent: *", "Crawl-delay: 10"], 10_000],
    ["parts of a second", ["User-agent: *", "Crawl-delay: 0.5"], 500],
    [
      "the longest of its own",
      [
        "User-agent: Baton",
        "Crawl-delay: 3",
        "Disallow: /x",
        "User-agent: Baton",
        "Crawl-delay: 7",
      ],
      7_000,
    ],
    ["not another agent's", ["User-agent: Other", "Crawl-delay: 10"], null],
    ["no words", ["User-agent: *", "Crawl-delay: soon"], null],
    ["no negative time", ["User-agent: *", "Crawl-delay: -5"], null],
    ["no eternity", ["User-agent: *", "Crawl-delay: 1e99"], 3_600_000],
  ];
  for (const [what, lines, expected] of delays) {
    it(`may ask for a crawl delay: ${what}`, () => {
      assert.equal(crawlDelayMs(parseRobots(lines.join("\n")), "Baton"), expected);
    });
  }

  it("that does not exist allows everything, one that cannot be had allows nothing", () => {
    assert.equal(isAllowed(allowAll, "Baton", "https://site.example/a").allowed, true);
    assert.equal(isAllowed(disallowAll, "Baton", "https://site.example/a").allowed, false);
  });
});
