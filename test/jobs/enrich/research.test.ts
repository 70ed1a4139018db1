import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { after, describe, it } from "node:test";
import { durations } from "../../../jobs/durations.ts";
import type { About, FactSource } from "../../../jobs/enrich/fact-source.ts";
import { memoryHostBook } from "../../../jobs/enrich/host-memory.ts";
import { openSiteReader } from "../../../jobs/enrich/read-politely.ts";
import { type ResearchDeps, research, type Step } from "../../../jobs/enrich/research.ts";
import type { Browser } from "../../../jobs/world.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { defaultResearchSettings } from "../../../pipeline/enrich/research-settings.ts";
import { testDb } from "../../support/db.ts";
import { testWorld } from "../../support/world.ts";
import { openStage } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

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
  pages?: number;
  quickMs?: number;
  names?: Record<string, () => string[]>;
  sources?: readonly FactSource[];
};

/** Research of a site, on a clock that only moves while somebody waits. */
async function researched(site: Site, changes: Changes = {}) {
  await using stage = await openStage(serve(site), changes.names);
  const steps: Step[] = [];
  let clock = Date.parse("2026-03-01T09:00:00Z");
  const pageMs = changes.pageMs ?? 5_000;
  const world = testWorld(db, {
    web: stage.web,
    browser: changes.browser ?? null,
    durations: {
      ...durations,
      ...{ hostDelayMs: 2_000, pageMs, quickMs: changes.quickMs ?? pageMs },
      researchMs: changes.researchMs ?? 60_000,
    },
    now: () => new Date(clock),
    async sleep(ms) {
      clock += ms;
    },
  });
  const settings = { ...defaultResearchSettings, pages: changes.pages ?? 8 };
  const book = memoryHostBook(() => clock);
  const reader = openSiteReader(world, { book, lists: settings, cache: null });
  const { sources = [] } = changes;
  const deps: ResearchDeps = { ...world, reader, settings, sources, lead: null, name: null };
  const result = await research(changes.domain ?? "northwind.example", deps, async (step) => {
    steps.push(step);
  });
  assert.deepEqual(stage.leaks, []);
  return { ...result, steps, kept: steps.flatMap(({ page }) => page ?? []), asked: stage.asked };
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
    assert.equal(result.failure, null);
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
    const { steps } = await researched({ "/": landing, "/about": "<h1>Über uns</h1>" });

    const [front, about] = steps;
    assert.deepEqual(
      front?.visits.map(({ kind }) => kind),
      ["robots", "landing"],
    );
    assert.ok(
      front?.facts.some(
        ({ name, value }) => name === "headline" && value === "Freight that arrives",
      ),
    );
    assert.ok(front?.facts.every(({ sourceUrl }) => sourceUrl === "https://northwind.example/"));
    assert.deepEqual([front?.read, front?.expected], [1, 8]);
    assert.equal(about?.page?.html, "<h1>Über uns</h1>");
    assert.deepEqual([about?.read, about?.expected], [2, 4]);
  });

  it("waits two seconds between two requests to a host, robots.txt among them", async () => {
    const { ms, asked } = await researched({ "/": landing, "/about": "<h1>About</h1>" });

    assert.equal(asked.length, 5);
    assert.equal(ms, 4 * 2_000);
  });

  it("leaves out what robots.txt forbids", async () => {
    const { failure, asked } = await researched({
      "/robots.txt": "User-agent: baton\nDisallow: /careers",
      "/": landing,
    });

    assert.equal(failure, null);
    assert.ok(asked.includes("northwind.example/about"));
    assert.ok(!asked.includes("northwind.example/careers"));
  });

  it("is not spoilt by a later page that cannot be read", async () => {
    const { failure, steps } = await researched({
      "/": landing,
      "/about": { status: 404 },
      "/careers": { status: 200, type: "application/pdf", body: "%PDF" },
      "/press": { status: 302, to: "http://127.0.0.1/" },
    });

    const later = steps.slice(1);
    assert.equal(failure, null);
    assert.deepEqual(
      later.map(({ visits }) => visits.at(-1)?.status),
      [404, 200, 302],
    );
    assert.ok(later.every(({ facts, page }) => facts.length === 0 && page === null));
  });

  it("counts a page once that is reached twice", async () => {
    const { kept } = await researched({
      "/": landing,
      "/about": { status: 302, to: "/" },
      "/careers": { status: 302, to: "/press" },
      "/press": "<h1>Press</h1>",
    });

    assert.deepEqual(
      kept.map(({ url }) => url),
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

  it("reads as many pages as the desk wants", async () => {
    const { asked } = await researched({ "/": landing }, { pages: 2 });

    assert.deepEqual(asked.slice(2), ["northwind.example/about"]);
  });

  it("stops when its time is up, and keeps what it has", async () => {
    const robots = "User-agent: *\nCrawl-delay: 20\nDisallow: /private";

    const result = await researched(
      { "/robots.txt": robots, "/": landing },
      { researchMs: 50_000 },
    );

    assert.equal(result.failure, null);
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
    assert.equal(result.failure, "robots_disallowed");
    assert.equal(result.detail, 'its robots.txt says "Disallow: /"');
  });

  for (const status of [401, 403]) {
    it(`takes a robots.txt that answers ${status} for a no`, async () => {
      const result = await researched({ "/robots.txt": { status }, "/": landing });

      assert.equal(result.failure, "robots_disallowed");
      assert.equal(result.asked.length, 1);
    });
  }

  it("reads nothing while robots.txt cannot be had", async () => {
    const result = await researched({ "/robots.txt": { status: 503 }, "/": landing });

    assert.deepEqual(
      [result.failure, result.detail, result.tries],
      ["robots_unreachable", "its robots.txt answered 503", 1],
    );
    assert.deepEqual(result.asked, ["northwind.example/robots.txt"]);
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
  it("takes a quick look first, and a patient one where the site is slow", async () => {
    const result = await researched(
      { "/": (asked) => (asked === 1 ? "silence" : landing) },
      { quickMs: 60 },
    );

    assert.deepEqual([result.failure, result.tries], [null, 2]);
    assert.ok(result.facts.some(({ name }) => name === "headline"));
  });

  it("leaves a server alone that asks for time, rather than keep a card waiting", async () => {
    const result = await researched({ "/": { status: 503 } });

    assert.deepEqual(
      [result.failure, result.detail, result.tries],
      ["http_error", "it answered 503 Service Unavailable", 1],
    );
  });

  it("says how long it waited for a page that never came", async () => {
    const result = await researched({ "/": "silence" }, { pageMs: 60 });

    assert.deepEqual(
      [result.failure, result.detail, result.tries],
      ["timeout", "no answer in 0.06 s", 2],
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

    assert.equal(result.failure, null);
    assert.deepEqual(result.asked.slice(0, 2), [
      "www.northwind.example/robots.txt",
      "www.northwind.example/",
    ]);
  });

  it("says so where neither has one", async () => {
    const names = { "northwind.example": () => [], "www.northwind.example": () => [] };

    const result = await researched({}, { names });

    assert.deepEqual([result.failure, result.tries], ["dns", 1]);
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

      assert.equal(result.failure, failure);
      assert.deepEqual([result.facts, result.kept], [[], []]);
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

      assert.deepEqual([result.failure, result.asked], [failure, []]);
    });
  }
});

describe("research of a site that needs JavaScript", () => {
  const browserThat = (render: Browser["render"]): Browser => ({ render, close: async () => {} });

  it("reads what a browser shows, and keeps a picture of it", async () => {
    const screenshot = Buffer.from("a picture");
    const browser = browserThat(async (url) => ({ html: landing, status: 200, url, screenshot }));

    const result = await researched({ "/": shell }, { browser });

    assert.equal(result.failure, null);
    assert.deepEqual(
      result.visits.slice(0, 3).map(({ kind, via }) => `${kind} ${via}`),
      ["robots http", "landing http", "landing browser"],
    );
    assert.ok(result.facts.some(({ value }) => value === "Freight that arrives"));
    assert.deepEqual(result.kept[0]?.screenshot, screenshot);
    assert.ok(result.asked.includes("northwind.example/about"));
  });

  it("takes another turn before the browser asks the host again, and for each move of the page", async () => {
    let mayMove = true;
    const browser = browserThat(async (url, _web, _ms, ask) => {
      mayMove = await ask(new URL("/home", url));
      return { html: "<p>hi</p>", status: 200, url: `${url}home`, screenshot: null };
    });

    const { ms } = await researched({ "/": shell }, { browser });

    assert.ok(mayMove);
    assert.equal(ms, 3 * 2_000);
  });

  it("does not let a page move where robots.txt forbids", async () => {
    let mayMove = true;
    const browser = browserThat(async (url, _web, _ms, ask) => {
      mayMove = await ask(new URL("/private", url));
      return { html: landing, status: 200, url, screenshot: null };
    });
    const robots = "User-agent: *\nDisallow: /private";

    const result = await researched({ "/robots.txt": robots, "/": shell }, { browser });

    assert.equal(mayMove, false);
    assert.equal(result.failure, null, "it stayed where it was");
  });

  it("keeps what the page says without a browser, and says what is missing", async () => {
    const result = await researched({ "/": shell });

    assert.equal(result.failure, "needs_javascript");
    assert.equal(
      result.detail,
      "it shows nothing without JavaScript, and there is no browser here",
    );
    assert.equal(result.kept[0]?.html, shell);
  });

  const failing: Record<string, Browser["render"]> = {
    fails: () => Promise.reject(new Error("crashed")),
    "shows nothing": async (url) => ({ html: shell, status: 200, url, screenshot: null }),
  };
  for (const [what, render] of Object.entries(failing)) {
    it(`ends with needs_javascript when the browser ${what}`, async () => {
      const result = await researched({ "/": shell }, { browser: browserThat(render) });

      assert.equal(result.failure, "needs_javascript");
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
    assert.deepEqual(result.facts, []);
  });
});

describe("research beyond the pages of a site", () => {
  const site = { "/": landing, "/careers": "<h1>Careers</h1>" };
  const fact = (value: string): Fact => ({
    ...{ name: "tech_change", value, sourceUrl: null, quote: null },
    ...{ observedAt: "2026-03-01T09:00:00.000Z", provider: "dns", confidence: 0.9 },
  });
  const source = (own: Partial<FactSource>): FactSource => ({
    name: "test",
    when: "beside",
    find: async () => ({ facts: [fact("found")], visits: [] }),
    ...own,
  });

  it("adds what other sources find", async () => {
    const result = await researched(site, { sources: [source({})] });

    assert.ok(result.facts.some(({ value }) => value === "found"));
    assert.ok(result.steps.some(({ facts }) => facts[0]?.value === "found"));
  });

  it("goes on without a source that fails", async () => {
    const find = () => Promise.reject(new Error("down"));

    const result = await researched(site, { sources: [source({ find }), source({})] });

    assert.equal(result.failure, null);
    assert.ok(result.facts.some(({ value }) => value === "found"));
  });

  it("asks each when it is its time, with what is known by then", async () => {
    const known: Record<string, string[]> = {};
    const noting = (name: string, own: Partial<FactSource>) => {
      const find = async ({ pages }: About) => {
        known[name] = pages.map(({ kind }) => kind);
        return { facts: [], visits: [] };
      };
      return source({ ...own, find });
    };

    await researched(site, {
      sources: [
        noting("last", { when: "after" }),
        noting("first", {}),
        noting("board", { waitsFor: "careers" }),
      ],
    });

    assert.deepEqual(known, {
      first: ["landing"],
      board: ["landing", "careers"],
      last: ["landing", "careers"],
    });
  });

  it("asks the others about a site that may not be read", async () => {
    const robots = "User-agent: *\nDisallow: /";

    const result = await researched({ "/robots.txt": robots }, { sources: [source({})] });

    assert.equal(result.failure, "robots_disallowed");
    assert.ok(result.facts.some(({ value }) => value === "found"));
  });

  it("asks nobody about a domain that does not exist", async () => {
    const names = { "northwind.example": () => [], "www.northwind.example": () => [] };

    const result = await researched({}, { names, sources: [source({})] });

    assert.deepEqual([result.failure, result.facts], ["dns", []]);
  });
});
