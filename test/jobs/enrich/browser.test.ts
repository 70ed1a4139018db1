import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { after, describe, it } from "node:test";
import { openBrowser } from "../../../jobs/enrich/browser.ts";
import { findBrowser } from "../../../jobs/enrich/find-browser.ts";
import type { Web } from "../../../jobs/world.ts";
import { close, inside, listen, openStage, outside } from "./stage.ts";

const found = await findBrowser({ chromiumPath: null, cacheDir: ".data/chromium" });
const skip = found ? false : "no browser here";
const agent = "Baton/1.0 (+https://baton.example/bot)";
const browser = found && openBrowser(found, agent);
after(() => browser?.close());

function render(url: string, web: Web, timeoutMs: number, mayMove = async (_: URL) => true) {
  assert.ok(browser);
  return browser.render(url, web, timeoutMs, mayMove);
}

/** Ends the browsers that this process started, as a machine out of memory would. */
function killChromium(): void {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8");
  for (const pid of children.split(" ").filter(Boolean)) {
    if (/chrom/i.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"))) process.kill(+pid, "SIGKILL");
  }
}

const script = (code: string) => `<!doctype html><div id="root"></div><script>${code}</script>`;

describe("rendering a page", { skip }, () => {
  it("shows what its scripts made of it", async () => {
    await using stage = await openStage((request, response) => {
      response.setHeader("content-type", "text/html");
      if (request.url === "/team.json") response.end('"Ana Weber"');
      else
        response.end(
          script("fetch('/team.json').then(r => r.json()).then(n => root.textContent = n)"),
        );
    });

    const page = await render("https://site.example/", stage.web, 10_000);

    assert.match(page.html, /<div id="root">Ana Weber<\/div>/);
    assert.deepEqual([page.status, page.url], [200, "https://site.example/"]);
  });

  it("asks honestly, and for no pictures or fonts", async () => {
    const agents = new Set<string | undefined>();
    await using stage = await openStage((request, response) => {
      agents.add(request.headers["user-agent"]);
      response.setHeader("content-type", "text/html");
      response.end('<img src="/a.png"><video src="/a.mp4"></video><p>hi</p>');
    });

    await render("http://site.example/", stage.web, 10_000);

    assert.deepEqual([...agents], [agent]);
    assert.deepEqual(
      stage.asked.filter((url) => /\.(png|mp4)$/.test(url)),
      [],
    );
  });

  it("keeps a small picture of what it showed", async () => {
    await using stage = await openStage((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<h1>Freight that arrives</h1>");
    });

    const { screenshot } = await render("http://site.example/", stage.web, 10_000);

    assert.deepEqual([...(screenshot?.subarray(0, 3) ?? [])], [0xff, 0xd8, 0xff]);
    assert.ok((screenshot?.length ?? 0) <= 200_000);
  });

  it("asks before a page takes it elsewhere, and stays where it may not go", async () => {
    await using stage = await openStage((request, response) => {
      response.setHeader("content-type", "text/html");
      const moves = request.headers.host === "site.example";
      response.end(moves ? script("location.href = 'http://closed.example/secret'") : "SECRET");
    });
    const moves: string[] = [];

    const shown = await render("https://site.example/", stage.web, 3_000, async ({ href }) => {
      moves.push(href);
      return false;
    }).catch(() => null);

    assert.deepEqual(moves, ["https://closed.example/secret"]);
    assert.deepEqual(stage.asked, ["site.example/"]);
    assert.doesNotMatch(shown?.html ?? "", /SECRET/);
  });

  it("starts again after its browser was killed", {
    skip: process.platform !== "linux",
  }, async () => {
    await using stage = await openStage((request, response) => {
      if (request.url === "/last") return killChromium();
      response.setHeader("content-type", "text/html");
      response.end("<p>hi</p>");
    });

    const last = render("http://site.example/last", stage.web, 10_000);
    await assert.rejects(last, /closed|crash/i);
    const next = await render("http://site.example/", stage.web, 10_000);

    assert.match(next.html, /hi/);
  });

  it("gives up on a page that never answers", async () => {
    await using stage = await openStage(() => {});

    await assert.rejects(render("http://site.example/", stage.web, 700));
  });

  it("gives up on a page that keeps itself busy for ever", async () => {
    await using stage = await openStage((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(script("setTimeout(() => { for (;;); }, 0)"));
    });

    await assert.rejects(render("http://site.example/", stage.web, 700));
  });

  it("works on after a page that failed, several at a time", async () => {
    await using stage = await openStage((request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<p>${request.url}</p>`);
    });

    const pages = await Promise.all(
      ["/1", "/2", "/3"].map((path) => render(`http://site.example${path}`, stage.web, 10_000)),
    );

    assert.deepEqual(
      pages.map((page) => /\/\d/.exec(page.html)?.[0]),
      ["/1", "/2", "/3"],
    );
  });

  for (const url of [
    "file:///etc/passwd",
    "http://user:pw@site.example/",
    "http://site.example:22/",
    "about:blank",
  ]) {
    it(`does not open ${url}`, async () => {
      await using stage = await openStage(() => {});

      await assert.rejects(render(url, stage.web, 2_000), /not a web address|password|port/);
    });
  }
});

describe("a page that attacks the network behind the browser", { skip }, () => {
  /** Ways to ask for something while the page stays. */
  const quiet: Record<string, (target: string) => string> = {
    image: (target) => `<img src="${target}">`,
    frame: (target) => `<iframe src="${target}"></iframe>`,
    script: (target) => `<script src="${target}"></script>`,
    style: (target) => `<link rel="stylesheet" href="${target}">`,
    object: (target) => `<object data="${target}"></object>`,
    fetch: (target) => script(`fetch("${target}", { mode: "no-cors" })`),
    beacon: (target) => script(`navigator.sendBeacon("${target}", "x")`),
    events: (target) => script(`new EventSource("${target}")`),
    socket: (target) => script(`new WebSocket("${target}".replace("http", "ws"))`),
    popup: (target) => script(`window.open("${target}")`),
    worker: (target) => {
      const code = `fetch("${target}", { mode: "no-cors" })`;
      return script(`new Worker(URL.createObjectURL(new Blob([${JSON.stringify(code)}])))`);
    },
  };
  /** Ways that leave the page. */
  const loud: Record<string, (target: string) => string> = {
    "submits a form": (target) =>
      `<form action="${target}" method="post"></form><script>document.forms[0].submit()</script>`,
    "moves on": (target) => script(`location.href = "${target}"`),
    refreshes: (target) => `<meta http-equiv="refresh" content="0;url=${target}">`,
  };

  /** A stage with a front page made of targets, and a second internal server on another port. */
  async function openTrap(page: (targets: string[]) => string) {
    let looks = 0;
    let isDone = () => true;
    const held: ServerResponse[] = [];
    const answers: Record<string, (response: ServerResponse) => unknown> = {
      "site.example/": (response) => response.end(page(targets)),
      "site.example/away": (response) =>
        response.writeHead(302, { location: `http://${inside}/` }).end(),
      "site.example/hold": (response) => held.push(response),
    };
    const stage = await openStage(
      (request, response) => {
        const answer = answers[`${request.headers.host}${request.url}`];
        response.setHeader("content-type", "text/html");
        if (answer) answer(response);
        else response.end();
        if (isDone()) for (const waiting of held) waiting.end();
      },
      {
        localhost: () => [inside, "::1"],
        "inside.example": () => [inside],
        "rebind.example": () => [looks++ === 0 ? outside : inside],
      },
    );
    const other = createServer((_, response) => response.end());
    other.on("connection", () => stage.leaks.push("another port"));
    const otherPort = await listen(other, inside, 0);
    const targets = [
      `http://${inside}:${stage.web.portFor("")}/`,
      `http://localhost:${otherPort}/`,
      "http://inside.example/",
      "http://rebind.example/",
      "http://site.example/away",
    ];
    return {
      ...stage,
      /** Keeps the page busy until then, so that the render waits for it. */
      holdUntil(done: () => boolean) {
        isDone = done;
      },
      async [Symbol.asyncDispose]() {
        await Promise.all([stage[Symbol.asyncDispose](), close(other)]);
      },
    };
  }

  it("reaches public hosts in every way, and nothing else in any", async () => {
    // Pictures and beacons are never asked for, popups close, sockets would need a tunnel nobody digs.
    const never = ["image", "beacon", "popup", "socket"];
    const ways = Object.keys(quiet).filter((way) => !never.includes(way));
    await using trap = await openTrap((targets) => {
      const parts = Object.entries(quiet).map(([way, part]) =>
        [`http://witness.example/${way}`, ...targets].map(part).join("\n"),
      );
      return `<script>fetch("/hold")</script>${parts.join("\n")}`;
    });
    trap.holdUntil(() => ways.every((way) => trap.asked.includes(`witness.example/${way}`)));

    await render("http://site.example/", trap.web, 40_000).catch(() => {});

    assert.deepEqual(trap.leaks, []);
    for (const way of ways) assert.ok(trap.asked.includes(`witness.example/${way}`), way);
  });

  for (const [way, part] of Object.entries(loud)) {
    it(`gets nowhere when it ${way}`, async () => {
      await using trap = await openTrap(([target = ""]) => part(target));

      await render("http://site.example/", trap.web, 3_000).catch(() => {});

      assert.deepEqual(trap.leaks, []);
      assert.deepEqual(trap.asked.slice(0, 1), ["site.example/"]);
    });
  }

  it("gets nowhere when it redirects at once", async () => {
    await using trap = await openTrap(() => "");

    const shown = await render("http://site.example/away", trap.web, 3_000).catch(() => null);

    assert.deepEqual(trap.leaks, []);
    assert.doesNotMatch(shown?.html ?? "", /SECRET/);
  });
});
