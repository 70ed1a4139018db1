import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import { describe, it } from "node:test";
import { close, inside, listen } from "../../jobs/enrich/stage.ts";
import { baton } from "./baton.ts";

const front = `<html lang="en"><title>Acme</title><h1>Freight software for warehouses</h1>
  <p>180 employees work here. Acme was founded in 2011.</p></html>`;

/** A site on loopback, and what it was asked. */
async function openSite(site: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    site(request, response);
  });
  const port = await listen(server, inside, 0);
  const resolve = ["--resolve", `acme.example=${inside}:${port}`];
  return { asked, port, resolve, [Symbol.asyncDispose]: () => close(server) };
}

function page(body: string, status = 200): RequestListener {
  return ({ url }, response) => {
    const isRobots = url === "/robots.txt";
    response.writeHead(isRobots ? 404 : status, { "content-type": "text/html" });
    response.end(isRobots ? "" : body);
  };
}

describe("baton research", () => {
  it("prints what the site says, with proof, pages, cost and time", async () => {
    await using site = await openSite(page(front));

    const { code, out, err } = await baton([
      ...["research", "https://acme.example", "--json", "--no-llm", ...site.resolve],
    ]);

    assert.deepEqual([code, err], [0, ""]);
    const found = JSON.parse(out);
    assert.deepEqual(Object.keys(found), ["domain", "pages", "facts", "cost", "ms", "failure"]);
    assert.deepEqual(
      [found.domain, found.failure, found.cost],
      ["acme.example", null, { usd: 0, tokens: 0 }],
    );
    const [{ ms, ...landing }] = found.pages;
    const bytes = Buffer.byteLength(front);
    assert.deepEqual(landing, { url: "https://acme.example/", status: 200, bytes, via: "http" });
    assert.equal(typeof ms, "number");
    const size = found.facts.find(({ field }: { field: string }) => field === "employee_count");
    assert.deepEqual(
      [size.value, size.evidence, size.url, size.provider],
      [180, "180 employees work here.", "https://acme.example/", "page"],
    );
    assert.deepEqual(site.asked, ["acme.example/robots.txt", "acme.example/"]);
  });

  it("says why a site could not be read, and prints what there is all the same", async () => {
    await using site = await openSite(page("", 404));

    const { code, out, err } = await baton([
      ...["research", "acme.example", "--json", ...site.resolve],
    ]);

    assert.equal(code, 1);
    assert.equal(err, "Could not read acme.example (it answered 404 Not Found).\n");
    const { failure, pages } = JSON.parse(out);
    assert.deepEqual([failure, pages.length], ["http_error", 1]);
  });

  it("lets a stand-in be reached by its own name only", async () => {
    await using site = await openSite(page(front));
    const urls = [`http://${inside}/`, "http://localhost/"];

    const answers = await Promise.all(
      urls.map((url) => baton(["research", url, "--json", ...site.resolve])),
    );

    for (const { code, out } of answers) {
      assert.equal(code, 1);
      assert.deepEqual(JSON.parse(out).pages, []);
    }
    assert.deepEqual(site.asked, []);
  });

  const wrong: [args: string[], complaint: RegExp][] = [
    [["acme.example", "--resolve", "acme.example"], /Write host=ip:port/],
    [["acme.example", "--resolve", "acme.example=localhost:80"], /Write host=ip:port/],
    [["ftp://acme.example"], /type a domain or a web address/],
    [[], /missing required argument/],
  ];
  for (const [args, complaint] of wrong) {
    it(`calls ${JSON.stringify(args)} wrong use`, async () => {
      const { code, out, err } = await baton(["research", ...args]);

      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, complaint);
    });
  }
});
