import assert from "node:assert/strict";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { describe, it } from "node:test";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { durations } from "../../../jobs/durations.ts";
import { fetchPage, type Limits, pageCaps } from "../../../jobs/enrich/fetch.ts";
import type { Web } from "../../../jobs/world.ts";
import { close, listen, openStage } from "./stage.ts";

const limits: Limits = {
  ...pageCaps,
  userAgent: "Baton/1.0 (+https://baton.example/bot)",
  timeoutMs: 5_000,
  accept: "page",
  admit: async () => null,
};

function html(
  response: ServerResponse,
  body: string | Buffer,
  headers: Record<string, string> = {},
) {
  response.writeHead(200, { "content-type": "text/html", ...headers }).end(body);
}

/** What a page that is served like this ends as. */
async function fetched(site: RequestListener, changes: Partial<Limits> = {}) {
  await using stage = await openStage(site);
  return await fetchPage("https://site.example/", stage.web, { ...limits, ...changes });
}

async function refused(site: RequestListener, changes: Partial<Limits> = {}) {
  const page = await fetched(site, changes);
  assert.ok(!page.ok, "the page was read");
  return page;
}

describe("fetching a page", () => {
  it("brings its text, status, headers and size", async () => {
    const page = await fetched((_, response) => html(response, "<h1>Grüße</h1>"));

    assert.ok(page.ok);
    assert.deepEqual([page.text, page.status, page.bytes], ["<h1>Grüße</h1>", 200, 16]);
    assert.equal(page.headers["content-type"], "text/html");
    assert.equal(page.url, "https://site.example/");
  });

  it("says who asks, for which host, and carries no cookies or credentials", async () => {
    let heard: Record<string, unknown> = {};

    await fetched((request, response) => {
      heard = request.headers;
      html(response, "");
    });

    assert.equal(heard["user-agent"], limits.userAgent);
    assert.equal(heard.host, "site.example");
    assert.equal(heard.cookie ?? heard.authorization, undefined);
  });

  const packings = {
    gzip: gzipSync("hello"),
    "X-GZIP": gzipSync("hello"),
    deflate: deflateSync("hello"),
    br: brotliCompressSync("hello"),
    identity: Buffer.from("hello"),
  };
  for (const [encoding, body] of Object.entries(packings)) {
    it(`unpacks ${encoding}`, async () => {
      const page = await fetched((_, response) =>
        html(response, body, { "content-encoding": encoding }),
      );

      assert.ok(page.ok);
      assert.deepEqual([page.text, page.bytes], ["hello", body.length]);
    });
  }

  it("makes do with a page that ends in the middle of its compression", async () => {
    const half = gzipSync("hello ".repeat(2_000)).subarray(0, 40);

    const page = await fetched((_, response) =>
      html(response, half, { "content-encoding": "gzip" }),
    );

    assert.ok(page.ok);
    assert.match(page.text, /^hello/);
  });

  it("reports errors of the site as answers, not as failures", async () => {
    const page = await fetched((_, response) => {
      response.writeHead(503, { "content-type": "text/html" }).end("<h1>busy</h1>");
    });

    assert.ok(page.ok);
    assert.deepEqual([page.status, page.text], [503, "<h1>busy</h1>"]);
  });

  it("follows redirects and says where it ended", async () => {
    await using stage = await openStage((request, response) => {
      if (request.url === "/")
        response.writeHead(301, { location: "//www.site.example/en/#top" }).end();
      else html(response, "welcome");
    });

    const page = await fetchPage("https://site.example/", stage.web, limits);

    assert.ok(page.ok);
    assert.deepEqual([page.url, page.text], ["https://www.site.example/en/", "welcome"]);
  });

  it("asks for permission before each request, redirects included", async () => {
    await using stage = await openStage((request, response) => {
      if (request.url === "/")
        response.writeHead(302, { location: "https://other.example/a" }).end();
      else html(response, "");
    });
    const permitted: string[] = [];
    const admit = async ({ href }: URL) => {
      permitted.push(`${href} after ${stage.asked.length}`);
      return null;
    };

    await fetchPage("https://site.example/", stage.web, { ...limits, admit });

    assert.deepEqual(permitted, [
      "https://site.example/ after 0",
      "https://other.example/a after 1",
    ]);
  });
});

describe("fetching from a site without TLS", () => {
  const lonely = "127.0.0.10";
  const web: Web = {
    resolve: async () => [{ address: lonely, family: 4 }],
    isPublic: (address) => address === lonely,
    portFor: () => null,
    records: () => Promise.resolve([]),
  };

  it("asks http where nobody listens for https", async (test) => {
    const server = createServer((_, response) => html(response, "old but true"));
    const refusal = await listen(server, lonely, 80).then(
      () => null,
      (error: Error) => error.message, // port 80 is not for everybody
    );
    if (refusal !== null) return test.skip(refusal);

    const page = await fetchPage("https://old.example/", web, limits);
    await close(server);

    assert.ok(page.ok);
    assert.deepEqual([page.url, page.text], ["http://old.example/", "old but true"]);
  });

  it("says so where nobody listens at all", async () => {
    const page = await fetchPage("https://old.example/", web, limits);

    assert.ok(!page.ok);
    assert.deepEqual([page.failure, page.detail], ["connection", "it refused the connection"]);
  });
});

describe("a page that cannot be read", () => {
  const bomb = Buffer.alloc(40_000_000);

  it("is a gzip bomb", async () => {
    const body = gzipSync(bomb);

    const page = await refused((_, response) =>
      html(response, body, { "content-encoding": "gzip" }),
    );

    assert.equal(page.failure, "too_large");
    assert.equal(page.detail, "the page is larger than 10 MB");
    assert.ok(page.bytes < 100_000);
  });

  it("is a brotli bomb", async () => {
    const body = brotliCompressSync(bomb);

    const page = await refused((_, response) => html(response, body, { "content-encoding": "br" }));

    assert.equal(page.failure, "too_large");
    assert.ok(page.bytes < 10_000);
  });

  it("announces two gigabytes", async () => {
    const page = await refused((_, response) => {
      response.writeHead(200, { "content-type": "text/html", "content-length": "2147483648" });
      response.write("<p>");
    });

    assert.deepEqual([page.failure, page.bytes], ["too_large", 0]);
  });

  it("never stops sending", async () => {
    let sent = 0;

    const page = await refused((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      const send = () => {
        while (!response.destroyed && response.write("x".repeat(65_536))) sent += 65_536;
      };
      response.on("drain", send);
      send();
    });

    assert.equal(page.failure, "too_large");
    assert.ok(page.bytes <= pageCaps.wireBytes + 65_536);
    assert.ok(sent < 20_000_000);
  });

  it("sends more headers than anyone needs", async () => {
    const page = await refused((_, response) =>
      html(response, "", { "x-flood": "x".repeat(60_000) }),
    );

    assert.deepEqual(
      [page.failure, page.detail],
      ["too_large", "its headers are longer than 16 KB"],
    );
  });

  it("never answers", async () => {
    const page = await refused(() => {}, { timeoutMs: 100 });

    assert.deepEqual([page.failure, page.detail], ["timeout", "no answer in 0.1 s"]);
  });

  it("drips", async () => {
    const page = await refused(
      (_, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        const drip = setInterval(() => response.write("."), 20);
        response.on("close", () => clearInterval(drip));
      },
      { timeoutMs: 150 },
    );

    assert.equal(page.failure, "timeout");
  });

  it("spends the time of all its redirects together", async () => {
    let hops = 0;

    const page = await refused(
      (_, response) => {
        hops += 1;
        setTimeout(() => response.writeHead(302, { location: `/${hops}` }).end(), 60);
      },
      { timeoutMs: 150 },
    );

    assert.deepEqual([page.failure, hops <= 3], ["timeout", true]);
  });

  it("hangs up", async () => {
    const page = await refused((request) => request.socket.destroy());

    assert.deepEqual([page.failure, page.detail], ["connection", "it hung up"]);
  });

  it("does not speak HTTP", async () => {
    const page = await refused((request) => request.socket.end("SSH-2.0-OpenSSH_9.2\r\n"));

    assert.deepEqual([page.failure, page.detail], ["connection", "it does not speak HTTP"]);
  });

  for (const type of [
    "application/pdf",
    "image/png",
    "application/json",
    "application/octet-stream",
  ]) {
    it(`is ${type}`, async () => {
      const page = await refused((_, response) => html(response, "%PDF", { "content-type": type }));

      assert.deepEqual([page.failure, page.detail], ["not_html", `it is ${type}, not a web page`]);
    });
  }

  it("is packed in a way nobody asked for", async () => {
    const page = await refused((_, response) =>
      html(response, "?", { "content-encoding": "zstd" }),
    );

    assert.equal(page.failure, "not_html");
  });

  it("is not what its packing says", async () => {
    for (const encoding of ["gzip", "br", "deflate"]) {
      const page = await refused((_, response) =>
        html(response, "<html>hello", { "content-encoding": encoding }),
      );

      assert.deepEqual(
        [page.failure, page.detail],
        ["connection", "its answer could not be unpacked"],
      );
    }
  });

  it("redirects for ever", async () => {
    let asked = 0;

    const page = await refused((_, response) => {
      asked += 1;
      response.writeHead(302, { location: "/" }).end();
    });

    assert.deepEqual([page.failure, asked], ["redirect", 6]);
  });

  it("redirects for ever with a body that never ends", async () => {
    const page = await refused((_, response) => {
      response.writeHead(302, { location: "/" }).write("x".repeat(100_000));
    });

    assert.equal(page.failure, "redirect");
  });

  const elsewhere = {
    "file:///etc/passwd": "it redirects, but file: is not a web address",
    "ftp://site.example/": "it redirects, but ftp: is not a web address",
    "javascript:alert(1)": "it redirects, but javascript: is not a web address",
    "https://user:secret@site.example/": "it redirects, but the address carries a password",
    "https://site.example:22/": "it redirects, but port 22 is not for the web",
    "https://[bad/": "it redirects to something that is no address",
  };
  for (const [location, detail] of Object.entries(elsewhere)) {
    it(`redirects to ${location}`, async () => {
      const page = await refused((_, response) => response.writeHead(302, { location }).end());

      assert.deepEqual([page.failure, page.detail], ["redirect", detail]);
    });
  }

  it("is cut, where half of it is better than nothing", async () => {
    const page = await fetched((_, response) => html(response, "x".repeat(300_000)), {
      cut: true,
      accept: "any",
      wireBytes: 100_000,
    });

    assert.ok(page.ok);
    assert.match(page.text, /^x+$/);
    assert.ok(page.text.length <= 100_000);
  });

  it("has no address", async () => {
    const web: Web = {
      resolve: async () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })),
      isPublic: () => true,
      portFor: () => null,
      records: () => Promise.resolve([]),
    };

    const page = await fetchPage("https://nobody.example/", web, limits);

    assert.ok(!page.ok);
    assert.deepEqual([page.failure, page.detail], ["dns", "there is no such site"]);
  });
});

describe("a quick look", () => {
  it("is over after two seconds, however slow the site", async () => {
    const share = 0.05; // nobody waits two seconds for a test
    const timeoutMs = durations.quickMs * share;

    const page = await refused(
      (_, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        const drip = setInterval(() => response.write("<p>so slow</p>"), 20);
        response.on("close", () => clearInterval(drip));
      },
      { ...pageCaps, timeoutMs },
    );

    assert.equal(durations.quickMs, 2_000);
    assert.deepEqual([page.failure, page.detail], ["timeout", "no answer in 0.1 s"]);
  });
});

describe("a request that depends on what we have", () => {
  it("says so at every hop, and takes a short no for an answer", async () => {
    const heard: (string | undefined)[] = [];
    const page = await fetched(
      (request, response) => {
        heard.push(request.headers["if-none-match"]);
        if (request.url === "/") response.writeHead(302, { location: "/en" }).end();
        else response.writeHead(304).end();
      },
      { conditions: async ({ pathname }) => ({ "if-none-match": `"${pathname}"` }) },
    );

    assert.ok(page.ok);
    assert.deepEqual([heard, page.status, page.text], [['"/"', '"/en"'], 304, ""]);
  });

  it("does not blame the site for our own trouble", async () => {
    const admit = () =>
      Promise.reject(Object.assign(new Error("the database is gone"), { code: "57P01" }));

    await assert.rejects(
      fetched(() => {}, { admit }),
      /the database is gone/,
    );
  });
});
