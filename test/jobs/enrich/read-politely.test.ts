import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, it } from "node:test";
import type { HostBook } from "../../../db/hosts.ts";
import type { CachedPage } from "../../../db/page-cache.ts";
import { durations } from "../../../jobs/durations.ts";
import { memoryHostBook } from "../../../jobs/enrich/host-memory.ts";
import { openSiteReader } from "../../../jobs/enrich/read-politely.ts";
import type { Ask } from "../../../jobs/enrich/site-reader.ts";
import type { Web } from "../../../jobs/world.ts";
import { openStage } from "./stage.ts";

const ask: Ask = { kind: "landing", accept: "page", timeoutMs: 5_000 };
type Lists = { allow: string[]; deny: string[] };
const noLists: Lists = { allow: [], deny: [] };

type Answer = { status?: number; body?: string; headers?: Record<string, string> } | string;
type Site = Record<string, Answer | ((request: IncomingMessage) => Answer)>;
type Changes = {
  lists?: Lists;
  cached?: Record<string, CachedPage>;
  book?: (book: HostBook) => HostBook;
  resolve?: Web["resolve"];
};

/** Sites by `host/path`, a clock that moves only while somebody waits, and what was asked when. */
async function openWeb(site: Site, changes: Changes = {}) {
  let clock = Date.parse("2026-03-01T09:00:00Z");
  const asked: string[] = [];
  const startedAt = clock;
  const stage = await openStage((request: IncomingMessage, response: ServerResponse) => {
    const key = `${request.headers.host}${request.url}`;
    asked.push(`${(clock - startedAt) / 1_000} ${key}`);
    const planned = site[key] ?? { status: 404 };
    const answer = typeof planned === "function" ? planned(request) : planned;
    const {
      status = 200,
      body = "",
      headers = {},
    } = typeof answer === "string" ? { body: answer } : answer;
    if (status === 0) request.socket.destroy();
    else response.writeHead(status, { "content-type": "text/html", ...headers }).end(body);
  });
  const book = (changes.book ?? ((one) => one))(memoryHostBook(() => clock));
  const open = () =>
    openSiteReader(
      {
        web: { ...stage.web, ...(changes.resolve && { resolve: changes.resolve }) },
        durations,
        now: () => new Date(clock),
        async sleep(ms) {
          clock += ms;
        },
        random: () => 0.5,
        publicUrl: "https://baton.example",
      },
      {
        book,
        lists: changes.lists ?? noLists,
        cache: { find: async (url) => changes.cached?.[url] ?? null },
      },
    );
  return {
    ...open(),
    open,
    asked,
    leaks: stage.leaks,
    pass(ms: number) {
      clock += ms;
    },
    [Symbol.asyncDispose]: stage[Symbol.asyncDispose],
  };
}

describe("a polite reader", () => {
  it("reads robots.txt first, then waits two seconds before each page", async () => {
    await using web = await openWeb({ "a.example/": "one", "a.example/b": "two" });

    const first = await web.read("https://a.example/", ask);
    await web.read("https://a.example/b", ask);

    assert.deepEqual(web.asked, ["0 a.example/robots.txt", "2 a.example/", "4 a.example/b"]);
    assert.deepEqual(
      first.visits.map(({ kind, status, via }) => [kind, status, via]),
      [
        ["robots", 404, "http"],
        ["landing", 200, "http"],
      ],
    );
  });

  it("asks for nothing but robots.txt where that says no", async () => {
    await using web = await openWeb({ "a.example/robots.txt": "User-agent: *\nDisallow: /" });

    const answers = [
      await web.read("https://a.example/", ask),
      await web.read("https://a.example/about", ask),
    ];

    assert.deepEqual(web.asked, ["0 a.example/robots.txt"]);
    for (const answer of answers) {
      assert.ok(!answer.ok);
      assert.deepEqual(
        [answer.failure, answer.detail],
        ["robots_disallowed", 'its robots.txt says "Disallow: /"'],
      );
    }
    assert.equal(web.robots("a.example"), "disallowed");
  });

  it("asks the host behind a redirect for its own robots.txt, and takes no for an answer", async () => {
    await using web = await openWeb({
      "a.example/": { status: 301, headers: { location: "https://b.example/x" } },
      "b.example/robots.txt": "User-agent: Baton\nDisallow: /x",
    });

    const answer = await web.read("https://a.example/", ask);

    assert.ok(!answer.ok);
    assert.equal(answer.failure, "robots_disallowed");
    assert.deepEqual(web.asked, [
      "0 a.example/robots.txt",
      "2 a.example/",
      "2 b.example/robots.txt",
    ]);
  });

  it("does not hold against a host what another one's redirects never brought", async () => {
    const hop = (to: string): Answer => ({ status: 302, headers: { location: to } });
    await using web = await openWeb({
      "bad.example/robots.txt": hop("/1"),
      ...Object.fromEntries([1, 2, 3].map((n) => [`bad.example/${n}`, hop(`/${n + 1}`)])),
      "bad.example/4": hop("https://a.example/robots.txt"),
      "a.example/robots.txt": hop("/real.txt"),
      "a.example/real.txt": "User-agent: *\nDisallow: /",
    });
    await web.read("https://bad.example/", ask);

    const answer = await web.read("https://a.example/", ask);

    assert.ok(!answer.ok && answer.failure === "robots_disallowed");
  });

  it("does not ask twice for a robots.txt that lives on another host of the site", async () => {
    await using web = await openWeb({
      "a.example/robots.txt": {
        status: 301,
        headers: { location: "https://www.a.example/robots.txt" },
      },
      "www.a.example/robots.txt": "User-agent: *\nCrawl-delay: 5",
      "a.example/": { status: 301, headers: { location: "https://www.a.example/" } },
      "www.a.example/": "hello",
    });

    const answer = await web.read("https://a.example/", ask);

    assert.ok(answer.ok);
    assert.deepEqual(web.asked, [
      "0 a.example/robots.txt",
      "0 www.a.example/robots.txt",
      "2 a.example/",
      "5 www.a.example/",
    ]);
  });

  const delays: [said: string, seconds: number][] = [
    ["Crawl-delay: 1", 2],
    ["Crawl-delay: 7", 7],
    ["Crawl-delay: 600", 30],
    ["Crawl-delay: never", 2],
  ];
  for (const [said, seconds] of delays) {
    it(`waits ${seconds} s between requests when robots.txt says ${said}`, async () => {
      await using web = await openWeb({ "a.example/robots.txt": `User-agent: *\n${said}` });

      await web.read("https://a.example/", ask);
      await web.read("https://a.example/b", ask);

      assert.deepEqual(web.asked.slice(1), [`${seconds} a.example/`, `${2 * seconds} a.example/b`]);
    });
  }

  it("counts each redirect on a host as a request", async () => {
    await using web = await openWeb({
      "a.example/": { status: 302, headers: { location: "/en" } },
      "a.example/en": "hello",
    });

    await web.read("https://a.example/", ask);

    assert.deepEqual(web.asked, ["0 a.example/robots.txt", "2 a.example/", "4 a.example/en"]);
  });

  it("uses what another reader read of robots.txt, for a day", async () => {
    await using web = await openWeb({ "a.example/robots.txt": "User-agent: *\nDisallow: /x" });
    await web.read("https://a.example/", ask);

    const second = await web.open().read("https://a.example/x", ask);
    web.pass(86_400_000);
    await web.open().read("https://a.example/x", ask);

    assert.ok(!second.ok && second.failure === "robots_disallowed");
    assert.deepEqual(web.asked, [
      "0 a.example/robots.txt",
      "2 a.example/",
      "86402 a.example/robots.txt",
    ]);
  });

  it("says how long the next request would wait", async () => {
    await using web = await openWeb({ "a.example/robots.txt": "User-agent: *\nCrawl-delay: 9" });
    const url = new URL("https://a.example/b");

    const before = await web.waitMs(url);
    await web.read("https://a.example/", ask);

    assert.deepEqual([before, await web.waitMs(url)], [2_000, 9_000]);
  });

  it("gives turns to whoever asks by itself, one at a time", async () => {
    await using web = await openWeb({});
    const url = new URL("https://a.example/b");
    await web.read("https://a.example/", ask);

    const first = await web.admit(url);
    const meanwhile = await web.open().admit(url);
    await web.done(url);
    const after = await web.open().admit(url);

    assert.deepEqual([first, after], [null, null]);
    assert.equal(meanwhile?.failure, undefined); // the lease ran out while it waited: nobody waits for ever
  });
});

describe("a robots.txt that cannot be had", () => {
  const statuses: [status: number, failure: string | null, said: string][] = [
    [200, null, "allowed"],
    [204, null, "allowed"],
    [400, null, "none"],
    [404, null, "none"],
    [410, null, "none"],
    [418, null, "none"],
    [451, null, "none"],
    [401, "robots_disallowed", "disallowed"],
    [403, "robots_disallowed", "disallowed"],
    [429, "robots_unreachable", "disallowed"],
    [500, "robots_unreachable", "disallowed"],
    [502, "robots_unreachable", "disallowed"],
    [503, "robots_unreachable", "disallowed"],
    [599, "robots_unreachable", "disallowed"],
    [0, "connection", "disallowed"],
  ];
  for (const [status, failure, said] of statuses) {
    it(`because of ${status} means ${failure ?? "that pages may be read"}`, async () => {
      await using web = await openWeb({
        "a.example/robots.txt": { status },
        "a.example/": "hello",
      });

      const answer = await web.read("https://a.example/", ask);

      assert.equal(answer.ok ? null : answer.failure, failure);
      assert.equal(web.robots("a.example"), said);
      assert.equal(web.asked.length, failure ? 1 : 2);
    });
  }

  it("because it redirects for ever is a missing one", async () => {
    await using web = await openWeb({
      "a.example/robots.txt": { status: 302, headers: { location: "/robots.txt" } },
      "a.example/": "hello",
    });

    const answer = await web.read("https://a.example/", ask);

    assert.ok(answer.ok);
    assert.equal(web.asked.length, 7);
  });

  it("may be five redirects away", async () => {
    const hop = (n: number): Answer => ({ status: 302, headers: { location: `/${n}` } });
    await using web = await openWeb({
      "a.example/robots.txt": hop(1),
      ...Object.fromEntries([1, 2, 3, 4].map((n) => [`a.example/${n}`, hop(n + 1)])),
      "a.example/5": "User-agent: *\nDisallow: /",
    });

    const answer = await web.read("https://a.example/", ask);

    assert.ok(!answer.ok && answer.failure === "robots_disallowed");
  });

  it("may be old while its server is down", async () => {
    let down = false;
    await using web = await openWeb({
      "a.example/robots.txt": () =>
        down ? { status: 500 } : { body: "User-agent: *\nDisallow: /x" },
      "a.example/y": "hello",
    });
    await web.read("https://a.example/y", ask);
    down = true;
    web.pass(40 * 86_400_000);

    const later = web.open();
    const banned = await later.read("https://a.example/x", ask);
    const open = await later.read("https://a.example/y", ask);

    assert.ok(!banned.ok && banned.failure === "robots_disallowed");
    assert.ok(open.ok);
  });

  it("is as good as missing after thirty days", async () => {
    await using web = await openWeb({
      "a.example/robots.txt": { status: 503 },
      "a.example/": "hello",
    });
    const first = await web.read("https://a.example/", ask);
    web.pass(31 * 86_400_000);

    const later = await web.open().read("https://a.example/", ask);

    assert.ok(!first.ok && first.failure === "robots_unreachable");
    assert.ok(later.ok);
  });
});

describe("a host that fails", () => {
  const url = "https://a.example/";
  const robots = { "a.example/robots.txt": "User-agent: *\nDisallow:" };

  for (const status of [429, 503]) {
    it(`with ${status} is left alone for as long as it says`, async () => {
      let busy = true;
      await using web = await openWeb({
        ...robots,
        "a.example/": () => (busy ? { status, headers: { "retry-after": "20" } } : "hello"),
      });
      await web.read(url, ask);
      busy = false;

      const answer = await web.read(url, ask);

      assert.ok(answer.ok);
      assert.deepEqual(web.asked.slice(1), ["2 a.example/", "22 a.example/"]);
    });
  }

  it("may name the time when it is back", async () => {
    await using web = await openWeb({
      ...robots,
      "a.example/": { status: 503, headers: { "retry-after": "Sun, 01 Mar 2026 10:00:02 GMT" } },
    });
    await web.read(url, ask);

    const refused = await web.read(url, ask);
    web.pass(3_600_000);
    const asked = await web.read(url, ask);

    assert.ok(!refused.ok);
    assert.deepEqual(
      [refused.failure, refused.detail, refused.visits],
      ["resting", "it is left alone for another 60 min", []],
    );
    assert.ok(asked.ok && asked.status === 503);
  });

  it("without a word of when is asked after twice as long each time, then not for a day", async () => {
    await using web = await openWeb({ ...robots, "a.example/": { status: 500 } });

    for (let tries = 0; tries < 3; tries++) {
      const answer = await web.read(url, ask);
      assert.ok(answer.ok && answer.status === 500);
      web.pass(45_000 * 2 ** tries);
    }
    const refused = await web.read(url, ask);
    web.pass(86_400_000);
    const probe = await web.read(url, ask);
    const after = await web.read(url, ask);

    assert.ok(!refused.ok && refused.failure === "resting");
    assert.match(refused.detail, /^it failed 3 times in a row and is left alone for another 24 h$/);
    assert.ok(probe.ok && probe.status === 500); // one try, and it failed too
    assert.ok(!after.ok && after.failure === "resting");
    assert.equal(web.asked.length, 5);
  });

  it("three times without an answer is left alone for a day", async () => {
    await using web = await openWeb({ ...robots, "a.example/": { status: 0 } });

    const answers = [];
    for (let tries = 0; tries < 4; tries++) answers.push(await web.read(url, ask));

    assert.deepEqual(
      answers.map((answer) => answer.ok || answer.failure),
      ["connection", "connection", "connection", "resting"],
    );
    assert.equal(web.asked.length, 4);
  });

  it("is forgiven as soon as it answers", async () => {
    let asked = 0;
    await using web = await openWeb({
      ...robots,
      "a.example/": () => (++asked % 3 === 0 ? "hello" : { status: 0 }),
    });

    const answers = [];
    for (let tries = 0; tries < 9; tries++) answers.push(await web.read(url, ask));

    assert.deepEqual(
      answers.map((answer) => answer.ok),
      [false, false, true, false, false, true, false, false, true],
    );
  });

  it("counts a page that does not exist as an answer", async () => {
    await using web = await openWeb({ ...robots });

    for (let tries = 0; tries < 5; tries++) {
      const answer = await web.read(url, ask);
      assert.ok(answer.ok && answer.status === 404);
    }
  });

  it("is not blamed while names cannot be looked up at all", async () => {
    const down = () => Promise.reject(Object.assign(new Error("down"), { code: "EAI_AGAIN" }));
    await using web = await openWeb({ ...robots, "a.example/": "hello" }, { resolve: down });

    for (let tries = 0; tries < 5; tries++) {
      const answer = await web.read(url, ask);
      assert.ok(!answer.ok);
      assert.deepEqual([answer.failure, answer.detail], ["dns", "its name could not be looked up"]);
    }
    assert.deepEqual([web.asked, await web.waitMs(new URL(url))], [[], 4_000]);
  });

  it("is not blamed for an address that must not be asked", async () => {
    await using web = await openWeb({});
    const nowhere = "https://[::ffff:10.0.0.1]/";

    for (let tries = 0; tries < 5; tries++) {
      const answer = await web.read(nowhere, ask);
      assert.ok(!answer.ok && answer.failure === "blocked_address");
    }
    assert.deepEqual([web.asked, web.leaks], [[], []]);
  });
});

describe("a site nobody may read", () => {
  const site: Site = {
    "a.example/": { status: 301, headers: { location: "https://www.b.example/" } },
    "www.b.example/": "hello",
  };
  const cases: [what: string, lists: Lists, url: string, detail: string][] = [
    [
      "is on the deny-list",
      { allow: [], deny: ["b.example"] },
      "https://shop.b.example/",
      "b.example is on your deny-list",
    ],
    [
      "is on both lists",
      { allow: ["b.example"], deny: ["b.example"] },
      "https://b.example/",
      "b.example is on your deny-list",
    ],
    [
      "is not on the allow-list",
      { allow: ["a.example"], deny: [] },
      "https://b.example/",
      "b.example is not on your allow-list",
    ],
    [
      "has a dot at its end",
      { allow: [], deny: ["b.example"] },
      "https://b.example./",
      "b.example is on your deny-list",
    ],
  ];
  for (const [what, lists, url, detail] of cases) {
    it(`because it ${what} is not even asked for robots.txt`, async () => {
      await using web = await openWeb(site, { lists });

      const answer = await web.read(url, ask);

      assert.ok(!answer.ok);
      assert.deepEqual([answer.failure, answer.detail], ["not_allowed", detail]);
      assert.deepEqual([web.asked, answer.visits], [[], []]);
    });
  }

  it("is not reached by a redirect either", async () => {
    await using web = await openWeb(site, { lists: { allow: ["a.example"], deny: [] } });

    const answer = await web.read("https://a.example/", ask);

    assert.ok(!answer.ok && answer.failure === "not_allowed");
    assert.deepEqual(web.asked, ["0 a.example/robots.txt", "2 a.example/"]);
  });

  it("may have asked for it", async () => {
    const optedOut = (book: HostBook): HostBook => ({
      ...book,
      look: async (host) => ({ ...(await book.look(host)), optedOut: host === "b.example" }),
    });
    await using web = await openWeb(site, { book: optedOut });

    const answer = await web.read("https://b.example/", ask);

    assert.ok(!answer.ok);
    assert.deepEqual(
      [answer.failure, answer.detail, web.asked],
      ["opted_out", "its owner asked not to be read", []],
    );
  });

  const pages: [what: string, answer: Answer, detail: string | null][] = [
    ["says noai in its headers", { headers: { "x-robots-tag": "noai" } }, "X-Robots-Tag: noai"],
    [
      "says none in its headers",
      { headers: { "x-robots-tag": "noarchive, none" } },
      "X-Robots-Tag: none",
    ],
    ["says none to us", { headers: { "x-robots-tag": "baton: none" } }, "X-Robots-Tag: none"],
    ["says none to another bot", { headers: { "x-robots-tag": "otherbot: none" } }, null],
    ["is not for search engines", { headers: { "x-robots-tag": "noindex, nofollow" } }, null],
    ["reserves text mining", { headers: { "tdm-reservation": "1" } }, "TDM-Reservation: 1"],
    ["says noai in its meta", '<META content="noindex,NOAI" name=robots>', "meta robots: noai"],
    ["says none to us in its meta", "<meta name='baton' content='none'>", "meta robots: none"],
    ["says none to another bot in its meta", '<meta name="otherbot" content="none">', null],
    ["only writes about it", '<p>Use <code>name="robots" content="none"</code></p>', null],
    ["has a description with none", '<meta name="description" content="none">', null],
  ];
  for (const [what, page, detail] of pages) {
    it(`or may: a page that ${what}`, async () => {
      await using web = await openWeb({ "a.example/": page });

      const answer = await web.read("https://a.example/", ask);

      const said = answer.ok ? null : answer.detail;
      assert.equal(said, detail && `the page asks not to be used (${detail})`);
      assert.equal(answer.visits.length, 2);
    });
  }
});

describe("a page we have", () => {
  const url = "https://a.example/";
  const page: CachedPage = {
    etag: '"v1"',
    lastModified: "Sat, 28 Feb 2026 09:00:00 GMT",
    headers: { "content-type": "text/html", server: "nginx" },
    text: "<h1>as it was</h1>",
  };

  it("is asked for only in case it has changed", async () => {
    let heard: IncomingMessage["headers"] = {};
    const cached = { [url]: page };
    await using web = await openWeb(
      {
        "a.example/": (request) => {
          heard = request.headers;
          return { status: 304, headers: { etag: '"v1"' } };
        },
      },
      { cached },
    );

    const answer = await web.read(url, ask);

    assert.deepEqual(
      [heard["if-none-match"], heard["if-modified-since"]],
      [page.etag, page.lastModified],
    );
    assert.ok(answer.ok);
    assert.deepEqual(
      [answer.unchanged, answer.status, answer.text, answer.headers.server],
      [true, 200, page.text, "nginx"],
    );
    assert.deepEqual(
      answer.visits.map(({ kind, status, via, bytes }) => [kind, status, via, bytes]),
      [
        ["robots", 404, "http", 0],
        ["landing", 304, "cache", 0],
      ],
    );
  });

  it("is replaced when it has", async () => {
    await using web = await openWeb({ "a.example/": "new" }, { cached: { [url]: page } });

    const answer = await web.read(url, ask);

    assert.ok(answer.ok);
    assert.deepEqual([answer.unchanged, answer.text], [false, "new"]);
  });

  it("is asked for where redirects end, too", async () => {
    await using web = await openWeb(
      {
        "b.example/": { status: 301, headers: { location: url } },
        "a.example/": ({ headers }) => (headers["if-none-match"] ? { status: 304 } : "new"),
      },
      { cached: { [url]: page } },
    );

    const answer = await web.read("https://b.example/", ask);

    assert.ok(answer.ok);
    assert.deepEqual([answer.unchanged, answer.url], [true, url]);
  });

  it("is not made up when a host says unchanged to somebody who has nothing", async () => {
    await using web = await openWeb({ "a.example/": { status: 304 } });

    const answer = await web.read(url, ask);

    assert.ok(answer.ok);
    assert.deepEqual([answer.unchanged, answer.status, answer.text], [false, 304, ""]);
  });
});
