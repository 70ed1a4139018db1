import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, it } from "node:test";
import { durations } from "../../../jobs/durations.ts";
import { type PageRead, type ResearchDeps, research } from "../../../jobs/enrich/research.ts";
import type { Browser } from "../../../jobs/world.ts";
import { openStage } from "./stage.ts";

const words =
  "Northwind Traders moves parcels through all of northern Europe, by rail and by sea. ".repeat(20);
const landing = `<html lang="en"><title>Northwind</title><h1>Freight that arrives</h1><p>${words}</p>
  <a href="/about">About us</a> <a href="/careers">Careers</a> <a href="/press">Press</a>`;
const shell = '<title>Northwind</title><div id="root"></div><script src="/app.js"></script>';

type Answer = string | { status: number; body?: string; type?: string; to?: string } | "silence";

/** A site whose paths answer like this; without an own robots.txt it has none. */
type Site = Record<string, Answer | ((asked: number) => Answer)>;

function serve(site: Site) {
  const counts = new Map<string, number>();
  return (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "";
    const key = [`${request.headers.host}${path}`, path].find((name) => name in site) ?? path;
    const asked = (counts.get(key) ?? 0) + 1;
    counts.set(key, asked);
    const planned = site[key] ?? { status: 404, body: "<h1>Not found</h1>" };
    const answer = typeof planned === "function" ? planned(asked) : planned;
    if (answer === "silence") return;
    const { status, body, type, to } =
      typeof answer === "string" ? { status: 200, body: answer } : answer;
    const plain = path === "/robots.txt" ? "text/plain" : "text/html";
    response.writeHead(status, { "content-type": type ?? plain, ...(to && { location: to }) });
    response.end(body);
  };
}

type Changes = {
  domain?: string;
  browser?: Browser | null;
  researchMs?: number;
  pageMs?: number;
  names?: Record<string, () => string[]>;
};

/** Research of a site, on a clock that only moves while somebody waits. */
async function researched(site: Site, changes: Changes = {}) {
  await using stage = await openStage(serve(site), changes.names);
  const turns: [host: string, delayMs: number][] = [];
  const pages: PageRead[] = [];
  let clock = Date.parse("2026-03-01T09:00:00Z");
  const deps: ResearchDeps = {
    web: stage.web,
    browser: changes.browser ?? null,
    durations: {
      ...durations,
      hostDelayMs: 2_000,
      pageMs: changes.pageMs ?? 5_000,
      researchMs: changes.researchMs ?? 60_000,
    },
    now: () => new Date(clock),
    async sleep(ms) {
      clock += ms;
    },
    async takeTurn(host, delayMs) {
      turns.push([host, delayMs]);
      clock += delayMs;
    },
    publicUrl: "https://baton.example",
  };
  const result = await research(changes.domain ?? "northwind.example", deps, async (page) => {
    pages.push(page);
  });
  assert.deepEqual(stage.leaks, []);
  return { ...result, pages, turns, asked: stage.asked };
}

describe("research", () => {
  it("reads robots.txt, then the landing page, then the pages it leads to", async () => {
    const result = await researched({
      "/robots.txt": "User-agent: *\nDisallow: /private",
      "/": landing,
      "/about": "<h1>About us</h1><p>Founded in 1999.</p>",
      "/careers": "<h1>Careers</h1>",
      "/press": "<h1>Press</h1>",
    });

    assert.deepEqual(result.asked, [
      "northwind.example/robots.txt",
      "northwind.example/",
      "northwind.example/about",
      "northwind.example/careers",
      "northwind.example/press",
    ]);
    assert.deepEqual([result.ok, result.failure, result.robots], [true, null, "allowed"]);
    assert.deepEqual(
      result.visits.map(({ kind, status, via }) => `${kind} ${status} ${via}`),
      [
        "robots 200 http",
        "landing 200 http",
        "about 200 http",
        "careers 200 http",
        "press 200 http",
      ],
    );
  });

  it("tells of each page as soon as it was read, with its facts and its text", async () => {
    const { pages } = await researched({ "/": landing, "/about": "<h1>Über uns</h1>" });

    const [robots, front, about] = pages;
    assert.deepEqual([robots?.visit.kind, robots?.facts, robots?.body], ["robots", [], null]);
    assert.ok(
      front?.facts.some(
        ({ name, value }) => name === "headline" && value === "Freight that arrives",
      ),
    );
    assert.ok(front?.facts.every(({ sourceUrl }) => sourceUrl === "https://northwind.example/"));
    assert.equal(about?.body?.toString(), "<h1>Über uns</h1>");
  });

  it("takes a turn for every page and for no robots.txt", async () => {
    const { turns } = await researched({ "/": landing, "/about": "<h1>About</h1>" });

    assert.deepEqual(turns, Array(4).fill(["northwind.example", 2_000]));
  });

  const delays: [asked: string, delayMs: number][] = [
    ["1", 2_000],
    ["10", 10_000],
    ["86400", 30_000],
  ];
  for (const [asked, delayMs] of delays) {
    it(`waits ${delayMs} ms between pages when the site asks for ${asked} s`, async () => {
      const robots = `User-agent: *\nCrawl-delay: ${asked}\nDisallow: /private`;

      const { turns } = await researched({ "/robots.txt": robots, "/": landing });

      assert.deepEqual(turns[0], ["northwind.example", delayMs]);
    });
  }

  it("leaves out what robots.txt forbids", async () => {
    const { ok, asked } = await researched({
      "/robots.txt": "User-agent: baton\nDisallow: /careers",
      "/": landing,
    });

    assert.equal(ok, true);
    assert.ok(asked.includes("northwind.example/about"));
    assert.ok(!asked.includes("northwind.example/careers"));
  });

  it("is not spoilt by a later page that cannot be read", async () => {
    const { ok, pages } = await researched({
      "/": landing,
      "/about": { status: 500 },
      "/careers": { status: 200, type: "application/pdf", body: "%PDF" },
      "/press": { status: 302, to: "http://127.0.0.1/" },
    });

    const later = pages.slice(2).filter(({ visit }) => visit.kind !== "robots");
    assert.equal(ok, true);
    assert.deepEqual(
      later.map(({ visit }) => visit.status),
      [500, 200, 302],
    );
    assert.ok(later.every(({ facts, body }) => facts.length === 0 && body === null));
  });

  it("counts a page once that is reached twice", async () => {
    const { pages } = await researched({
      "/": landing,
      "/about": { status: 302, to: "/" },
      "/careers": { status: 302, to: "/press" },
      "/press": "<h1>Press</h1>",
    });

    assert.deepEqual(
      pages.filter(({ body }) => body).map(({ visit }) => visit.url),
      ["https://northwind.example/", "https://northwind.example/press"],
    );
  });

  it("reads eight pages at the most", async () => {
    const names = ["about", "careers", "press", "pricing", "team", "imprint", "blog", "changelog"];
    names.push("company", "jobs", "news", "plans", "leadership", "contact");
    const links = names.map((name) => `<a href="/${name}">${name}</a>`).join(" ");

    const { visits } = await researched({ "/": `<p>${words}</p>${links}` });

    assert.equal(visits.filter(({ kind }) => kind !== "robots").length, 8);
  });

  it("stops when its time is up, and keeps what it has", async () => {
    const robots = "User-agent: *\nCrawl-delay: 20\nDisallow: /private";

    const result = await researched(
      { "/robots.txt": robots, "/": landing },
      { researchMs: 50_000 },
    );

    assert.equal(result.ok, true);
    assert.deepEqual(
      result.visits.map(({ kind }) => kind),
      ["robots", "landing", "about"],
    );
    assert.equal(result.ms, 40_000);
  });
});

describe("research of a site that does not want it", () => {
  it("asks for robots.txt and for nothing else", async () => {
    const result = await researched({ "/robots.txt": "User-agent: *\nDisallow: /", "/": landing });

    assert.deepEqual(result.asked, ["northwind.example/robots.txt"]);
    assert.deepEqual(
      [result.ok, result.failure, result.robots],
      [false, "robots_disallowed", "disallowed"],
    );
    assert.equal(result.detail, 'its robots.txt says "Disallow: /"');
    assert.deepEqual(result.turns, []);
  });

  for (const status of [401, 403]) {
    it(`takes a robots.txt that answers ${status} for a no`, async () => {
      const result = await researched({ "/robots.txt": { status }, "/": landing });

      assert.deepEqual([result.failure, result.robots], ["robots_disallowed", "disallowed"]);
      assert.equal(result.asked.length, 1);
    });
  }

  for (const status of [404, 400, 410]) {
    it(`takes a robots.txt that answers ${status} for none`, async () => {
      const result = await researched({
        "/robots.txt": { status, body: "User-agent: *\nDisallow: /" },
        "/": landing,
      });

      assert.deepEqual([result.ok, result.robots], [true, "none"]);
    });
  }

  for (const status of [500, 503, 429]) {
    it(`reads nothing while robots.txt answers ${status}, and tries three times`, async () => {
      const result = await researched({ "/robots.txt": { status }, "/": landing });

      assert.deepEqual([result.failure, result.robots], ["robots_unreachable", "disallowed"]);
      assert.deepEqual(result.asked, Array(3).fill("northwind.example/robots.txt"));
      assert.equal(result.detail, `its robots.txt answered ${status}`);
    });
  }

  it("reads nothing while robots.txt never answers", async () => {
    const result = await researched({ "/robots.txt": "silence", "/": landing }, { pageMs: 60 });

    assert.deepEqual([result.failure, result.tries], ["robots_unreachable", 3]);
    assert.equal(result.detail, "its robots.txt cannot be read: no answer in 0.06 s");
    assert.ok(result.asked.every((url) => url === "northwind.example/robots.txt"));
  });

  it("goes on when robots.txt comes back", async () => {
    const result = await researched({
      "/robots.txt": (asked) => (asked === 1 ? { status: 503 } : "User-agent: *\nAllow: /"),
      "/": landing,
    });

    assert.deepEqual([result.ok, result.tries, result.robots], [true, 2, "allowed"]);
  });

  it("follows a robots.txt that has moved", async () => {
    const result = await researched({
      "/robots.txt": { status: 301, to: "https://rules.example/baton.txt" },
      "rules.example/baton.txt": {
        status: 200,
        type: "text/plain",
        body: "User-agent: *\nDisallow: /",
      },
    });

    assert.equal(result.failure, "robots_disallowed");
  });

  it("takes a robots.txt that moves for ever for none", async () => {
    const result = await researched({
      "/robots.txt": { status: 302, to: "/robots.txt" },
      "/": landing,
    });

    assert.deepEqual([result.ok, result.robots], [true, "none"]);
  });

  it("does not follow a robots.txt into the network behind us", async () => {
    const result = await researched({
      "/robots.txt": { status: 302, to: "http://127.0.0.1/" },
      "/": landing,
    });

    assert.equal(result.failure, "blocked_address");
  });

  it("obeys the first half megabyte of an endless robots.txt", async () => {
    const body = `User-agent: *\nDisallow: /\n${"# so many words\n".repeat(100_000)}`;

    const result = await researched({ "/robots.txt": body, "/": landing });

    assert.equal(result.failure, "robots_disallowed");
  });

  it("obeys the host that the landing page redirects to", async () => {
    const result = await researched({
      "northwind.example/": { status: 301, to: "https://parent.example/northwind" },
      "parent.example/robots.txt": "User-agent: *\nDisallow: /northwind",
      "parent.example/northwind": landing,
    });

    assert.equal(result.failure, "robots_disallowed");
    assert.deepEqual(result.asked, [
      "northwind.example/robots.txt",
      "northwind.example/",
      "parent.example/robots.txt",
    ]);
  });
});

describe("research of a site in trouble", () => {
  it("tries a landing page three times while the server fails", async () => {
    const result = await researched({
      "/": (asked) => (asked < 3 ? { status: 502 } : landing),
    });

    assert.deepEqual([result.ok, result.tries], [true, 3]);
    assert.ok(
      result.pages.some(({ visit, facts }) => visit.kind === "landing" && facts.length > 0),
    );
  });

  it("gives up after the third", async () => {
    const result = await researched({ "/": { status: 503 } });

    assert.deepEqual(
      [result.failure, result.detail, result.tries],
      ["http_error", "it answered 503 Service Unavailable", 3],
    );
  });

  it("says how long it waited for a page that never came", async () => {
    const result = await researched({ "/": "silence" }, { pageMs: 60 });

    assert.deepEqual(
      [result.failure, result.detail, result.tries],
      ["timeout", "no answer in 0.06 s", 3],
    );
  });

  it("tries a page once that is not there", async () => {
    const result = await researched({});

    assert.deepEqual(
      [result.failure, result.detail, result.tries],
      ["http_error", "it answered 404 Not Found", 1],
    );
  });

  it("asks www where the bare domain has no address", async () => {
    const names = { "northwind.example": () => [] };

    const result = await researched({ "/": landing }, { names });

    assert.equal(result.ok, true);
    assert.deepEqual(result.asked.slice(0, 2), [
      "www.northwind.example/robots.txt",
      "www.northwind.example/",
    ]);
  });

  it("says so where neither has one", async () => {
    const names = { "northwind.example": () => [], "www.northwind.example": () => [] };

    const result = await researched({}, { names });

    assert.deepEqual([result.failure, result.robots, result.tries], ["dns", "none", 1]);
  });

  const states: Record<string, [page: Answer, failure: string]> = {
    "is parked": ["<title>northwind.example</title><p>This domain is for sale.</p>", "parked"],
    "asks for a human": [
      "<title>Just a moment...</title><p>Checking your browser</p>",
      "challenge",
    ],
    "asks for a human with an error": [
      { status: 403, body: "<title>Just a moment...</title><p>Checking your browser</p>" },
      "challenge",
    ],
    "is a file": [{ status: 200, type: "application/zip", body: "PK" }, "not_html"],
    "is gone": [{ status: 410 }, "http_error"],
    "turns in circles": [{ status: 302, to: "/" }, "redirect"],
    "leads inside": [{ status: 302, to: "http://169.254.169.254/latest" }, "blocked_address"],
  };
  for (const [state, [page, failure]] of Object.entries(states)) {
    it(`ends with ${failure} when the landing page ${state}`, async () => {
      const result = await researched({ "/": page, "/about": landing });

      assert.deepEqual([result.ok, result.failure], [false, failure]);
      assert.ok(result.pages.every(({ facts, body }) => facts.length === 0 && body === null));
      assert.ok(!result.asked.includes("northwind.example/about"));
    });
  }

  const nonsense = {
    "127.0.0.1": "blocked_address",
    "http://169.254.169.254/latest/meta-data": "blocked_address",
    "file:///etc/passwd": "blocked_address",
    "northwind.example:8080": "blocked_address",
    "user:pw@northwind.example": "blocked_address",
    "not a domain": "dns",
    "": "dns",
  };
  for (const [domain, failure] of Object.entries(nonsense)) {
    it(`ends with ${failure} for ${JSON.stringify(domain)}`, async () => {
      const result = await researched({ "/": landing }, { domain });

      assert.deepEqual([result.ok, result.failure, result.asked], [false, failure, []]);
    });
  }
});

describe("research of a site that needs JavaScript", () => {
  const browserThat = (render: Browser["render"]): Browser => ({ render, close: async () => {} });

  it("reads what a browser shows", async () => {
    const browser = browserThat(async (url) => ({
      html: landing,
      status: 200,
      url,
      screenshot: null,
    }));

    const result = await researched({ "/": shell }, { browser });

    assert.equal(result.ok, true);
    assert.deepEqual(
      result.visits.slice(0, 3).map(({ kind, via }) => `${kind} ${via}`),
      ["robots http", "landing http", "landing browser"],
    );
    const [, empty, shown] = result.pages;
    assert.deepEqual([empty?.facts, empty?.body], [[], null]);
    assert.ok(shown?.facts.some(({ value }) => value === "Freight that arrives"));
    assert.ok(result.asked.includes("northwind.example/about"));
  });

  it("takes another turn before the browser asks the host again", async () => {
    const browser = browserThat(async (url) => ({
      html: "<p>hi</p>",
      status: 200,
      url,
      screenshot: null,
    }));

    const { turns } = await researched({ "/": shell }, { browser });

    assert.equal(turns.length, 2);
  });

  it("keeps what the page says without a browser, and says what is missing", async () => {
    const result = await researched({ "/": shell });

    assert.deepEqual([result.ok, result.failure], [false, "needs_javascript"]);
    assert.equal(
      result.detail,
      "it shows nothing without JavaScript, and there is no browser here",
    );
    assert.equal(result.pages[1]?.body?.toString(), shell);
  });

  const failing: Record<string, Browser["render"]> = {
    fails: () => Promise.reject(new Error("crashed")),
    "shows nothing": async (url) => ({ html: shell, status: 200, url, screenshot: null }),
  };
  for (const [what, render] of Object.entries(failing)) {
    it(`ends with needs_javascript when the browser ${what}`, async () => {
      const result = await researched({ "/": shell }, { browser: browserThat(render) });

      assert.deepEqual([result.ok, result.failure], [false, "needs_javascript"]);
    });
  }

  it("throws away what a script fetched from a host that does not want it", async () => {
    const browser = browserThat(async () => ({
      html: landing,
      status: 200,
      url: "https://closed.example/",
      screenshot: null,
    }));

    const result = await researched(
      { "/": shell, "closed.example/robots.txt": "User-agent: *\nDisallow: /" },
      { browser },
    );

    assert.equal(result.failure, "robots_disallowed");
    assert.ok(result.pages.every(({ facts }) => facts.length === 0));
  });
});
