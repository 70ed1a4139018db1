import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { technologies } from "../../../pipeline/enrich/technologies.ts";
import { read } from "../../fixtures/pages/page-facts.ts";

function namesIn(html: string, headers: Record<string, string> = {}): string[] {
  return read(html, { headers })
    .facts.filter(({ name }) => name === "tech")
    .map(({ value }) => (value as { name: string }).name); // `tech` facts carry an object with a name
}

describe("the table of technologies", () => {
  it("knows at least sixty products, each once and each by a sign that can be looked for", () => {
    const kinds = ["host", "path", "link", "generator", "header", "cookie", "script", "markup"];

    assert.ok(technologies.length >= 60);
    assert.equal(new Set(technologies.map(({ name }) => name)).size, technologies.length);
    for (const { name, category, signs } of technologies) {
      assert.ok(category && signs.length > 0, name);
      for (const { kind, value } of signs)
        assert.ok(kinds.includes(kind) && value, `${name}: ${kind}`);
    }
  });
});

describe("technologies", () => {
  const signs = [
    ["HubSpot", '<script src="//js.hs-scripts.com/1.js"></script>', {}],
    ["Intercom", "<script>window.intercomSettings={}</script>", {}],
    ["WordPress", '<link rel="stylesheet" href="/wp-content/themes/x/style.css">', {}],
    ["Hugo", '<meta name="generator" content="Hugo 0.101.0">', {}],
    ["Calendly", '<a href="https://calendly.com/brightwater/intro">Book</a>', {}],
    ["Next.js", "", { "X-Powered-By": "Next.js" }],
    ["Cloudflare", "", { "cf-ray": "8f-FRA" }],
    ["Stripe", "", { "content-security-policy": "script-src 'self' https://js.stripe.com" }],
    ["Laravel", "", { "set-cookie": "XSRF=1, laravel_session=abc; Path=/" }],
  ] as const;

  for (const [name, html, headers] of signs) {
    it(`include ${name} from ${html || JSON.stringify(headers)}`, () => {
      assert.deepEqual(namesIn(html, headers), [name]);
    });
  }

  const innocent = [
    "<p>We replace HubSpot, Salesforce and WordPress.</p>",
    '<a href="https://www.hubspot.com/">HubSpot is a partner</a>',
    '<a href="https://www.nothubspot.example/js.hs-scripts.com">x</a>',
    '<script src="https://evil-js.stripe.com.example/a.js"></script>',
    '<script src="https://widget.example/tp.widget.bootstrap.min.js"></script>',
  ];

  for (const html of innocent) {
    it(`are not seen in ${html}`, () => {
      assert.deepEqual(namesIn(html), []);
    });
  }

  it("are proven by the tag or the header line", () => {
    const { facts } = read('<script src="https://js.hs-scripts.com/1.js" async></script>', {
      headers: { server: "nginx" },
    });

    const quotes = facts.filter(({ name }) => name === "tech").map(({ quote }) => quote);
    assert.deepEqual(quotes, [
      '<script src="https://js.hs-scripts.com/1.js" async>',
      "server: nginx",
    ]);
  });
});
