import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { sampleWeb, startSampleWeb, withSampleWeb } from "../../bot/sample-web/sample-web.ts";
import type { Web } from "../../jobs/world.ts";
import { choosePages } from "../../pipeline/enrich/choose-pages.ts";
import type { Fact, PageVisit } from "../../pipeline/enrich/fact.ts";
import { readPage } from "../../pipeline/enrich/read-page.ts";
import { blankLead } from "../../pipeline/ingest/blank-lead.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import { defaultPlaybook } from "../../pipeline/score/playbook.ts";
import { score } from "../../pipeline/score/scorecard.ts";

let now = new Date("2026-11-21T09:00:00Z");
let served: Awaited<ReturnType<typeof startSampleWeb>>;
before(async () => {
  served = await startSampleWeb(() => now);
});
after(() => served.close());

describe("the sample companies", () => {
  const fates = [
    ["northwind.example", "A"],
    ["fabrikam.example", "B"],
    ["litware.example", "C"],
    ["adatum.example", "D"],
  ] as const;

  for (const day of ["2026-11-21T09:00:00Z", "2031-03-01T23:59:59Z"]) {
    for (const [host, label] of fates) {
      it(`score as they are meant to: ${host} is ${label} on ${day.slice(0, 10)}`, async () => {
        now = new Date(day);

        const decision = await decide(host);

        assert.equal(decision.label, label, `${host} scored ${decision.score}`);
      });
    }
  }

  it("are hiring, funded and in the news where they say so", async () => {
    now = new Date("2026-11-21T09:00:00Z");

    const facts = pickFacts(await research("northwind.example"));

    const named = (name: Fact["name"]) => facts.filter((fact) => fact.name === name);
    assert.equal(named("job").length, 6);
    assert.deepEqual(named("employees")[0]?.value, { min: 180, max: 220 });
    assert.deepEqual(named("funding")[0]?.value, {
      round: "Series B",
      amount: "€24 million",
      date: "2026-11-16",
    });
    assert.ok(named("person").some(({ quote }) => quote === "Ana Weber Head of Operations"));
    assert.equal(named("news").length, 3);
    assert.equal(named("industry")[0]?.value, "Logistics");
    assert.ok(facts.every(({ sourceUrl, quote }) => sourceUrl && quote));
  });

  it("are not all English", async () => {
    const facts = await research("wingtip.example");

    const value = (name: Fact["name"]) => facts.find((fact) => fact.name === name)?.value;
    assert.equal(value("language"), "de");
    assert.deepEqual(value("employees"), { min: 140, max: 140 });
    assert.equal(value("legal_name"), "Wingtip Fördertechnik GmbH & Co. KG");
    assert.equal(facts.filter(({ name }) => name === "job").length, 2);
  });

  it("are numbered up to 9999, each with a name, a size and a seat of its own", async () => {
    for (const host of ["c0001.sample.example", "c4711.sample.example", "c9999.sample.example"]) {
      const names = new Set((await research(host)).map(({ name }) => name));

      for (const name of ["company_name", "employees", "hq_city", "industry"] as const) {
        assert.ok(names.has(name), `${host} tells no ${name}`);
      }
    }
  });

  it("are worth a talk in about 18 of 100 cases", async () => {
    now = new Date("2026-11-21T09:00:00Z");
    const hosts = Array.from(
      { length: 120 },
      (_, i) => `c${String(i * 83 + 1).padStart(4, "0")}.sample.example`,
    );

    const labels: string[] = [];
    for (const host of hosts) labels.push((await decide(host)).label);

    const good = labels.filter((label) => label === "A" || label === "B").length;
    assert.ok(good >= 12 && good <= 32, `${good} of 120`);
  });
});

describe("the odd hosts", () => {
  it("asks not to be read: quiet.example", async () => {
    const { body } = await get("quiet.example", "/robots.txt");

    assert.match(body, /^User-agent: \*\nDisallow: \/$/m);
  });

  it("shows nothing without its script: spa.example", async () => {
    const { body } = await get("spa.example", "/");
    const { body: filled } = await get("spa.example", "/_content/about");

    assert.equal(pageOf("spa.example", "/", body).shell, true);
    assert.ok(
      pageOf("spa.example", "/about", filled).facts.some(({ name }) => name === "employees"),
    );
  });

  it("is for sale: parked.example", async () => {
    const { body } = await get("parked.example", "/");

    assert.equal(pageOf("parked.example", "/", body).parked, true);
  });

  it("answers errors only: broken.example", async () => {
    assert.equal((await get("broken.example", "/")).status, 500);
  });

  it("lives elsewhere: redirecting.example", async () => {
    const { status, headers } = await get("redirecting.example", "/about");

    assert.equal(status, 301);
    assert.equal(headers.location, "https://www.redirecting.example/about");
    assert.equal((await get("www.redirecting.example", "/about")).status, 200);
  });

  it("says who may read it and then nothing at all: slow.example", async () => {
    const robots = await get("slow.example", "/robots.txt");
    const waiting = request({
      port: served.port,
      host: "127.0.0.1",
      path: "/",
      headers: { host: "slow.example" },
    });
    waiting.on("response", () => assert.fail("slow.example answered"));
    waiting.end();
    await once(waiting, "finish");
    await get("northwind.example", "/"); // a whole answer later there is still none

    waiting.on("error", () => {});
    waiting.destroy();
    assert.equal(robots.status, 200);
  });
});

describe("the sample web", () => {
  const real: Web = {
    resolve: async () => [{ address: "93.184.216.34", family: 4 }],
    isPublic: (address) => !address.startsWith("127."),
    portFor: () => null,
    records: () => Promise.resolve([]),
  };

  it("leads the names of sample companies, and no others, to this machine", async () => {
    const web = withSampleWeb(real, sampleWeb(4711));

    assert.deepEqual(await web.resolve("WWW.Northwind.example"), [
      { address: "127.0.0.1", family: 4 },
    ]);
    assert.equal(web.portFor("northwind.example"), 4711);
    await assert.rejects(web.resolve("nobody.example"), { code: "ENOTFOUND" });
    await assert.rejects(web.resolve("c0000.sample.example"), { code: "ENOTFOUND" });
    assert.deepEqual(await web.resolve("acme.test"), [{ address: "93.184.216.34", family: 4 }]);
  });

  it("never makes this machine public to a name of the real Internet", () => {
    const web = withSampleWeb(real, sampleWeb(4711));
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.constantFrom(
        "localhost",
        "northwind.example.evil.test",
        "example",
        "xnorthwind-example",
        "",
      ),
    );

    fc.assert(
      fc.property(host, (host) => {
        fc.pre(!host.endsWith(".example"));
        assert.equal(web.isPublic("127.0.0.1", host), false);
        assert.equal(web.portFor(host), null);
      }),
    );
  });

  it("opens nothing on this machine but its own door", () => {
    const web = withSampleWeb(real, sampleWeb(4711));

    assert.equal(web.isPublic("127.0.0.1", "northwind.example"), true);
    assert.equal(web.isPublic("127.0.0.2", "northwind.example"), false);
    assert.equal(web.isPublic("10.0.0.1", "northwind.example"), false);
    assert.equal(web.isPublic("127.0.0.1", "nobody.example"), false);
  });

  it("answers 404 for what it does not know, and escapes what it is asked", async () => {
    assert.equal((await get("nobody.example", "/")).status, 404);
    const { status, body } = await get("northwind.example", "/<script>alert(1)</script>");

    assert.equal(status, 404);
    assert.ok(!body.includes("alert"));
  });
});

async function decide(host: string) {
  const facts = pickFacts(await research(host));
  const lead = { ...blankLead("website"), domain: host };
  return score({ lead, facts, touches: [], playbook: defaultPlaybook, now });
}

async function research(host: string): Promise<Fact[]> {
  const landing = await read(host, "/", "landing");
  const next = choosePages(`https://${host}/`, landing.links, 7);
  const pages = [landing];
  for (const { url, kind } of next) pages.push(await read(host, new URL(url).pathname, kind));
  return pages.flatMap((page) => page.facts);
}

async function read(host: string, path: string, kind: PageVisit["kind"]) {
  const { status, body, headers } = await get(host, path);
  assert.equal(status, 200, `${host}${path}`);
  const single = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  const observedAt = now.toISOString();
  return readPage({
    html: body,
    url: `https://${host}${path}`,
    headers: Object.fromEntries(single),
    kind,
    observedAt,
  });
}

function pageOf(host: string, path: string, html: string) {
  const observedAt = now.toISOString();
  return readPage({ html, url: `https://${host}${path}`, headers: {}, kind: "about", observedAt });
}

async function get(host: string, path: string) {
  const asked = request({
    port: served.port,
    host: "127.0.0.1",
    path: encodeURI(path),
    headers: { host },
  });
  asked.end();
  const [response] = await once(asked, "response");
  let body = "";
  for await (const part of response.setEncoding("utf8")) body += part;
  const { statusCode: status, headers } = response as {
    statusCode: number;
    headers: Record<string, string>;
  };
  return { status, headers, body };
}
