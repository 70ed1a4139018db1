import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readDocument } from "../../../pipeline/enrich/read-document.ts";
import { isShell } from "../../../pipeline/enrich/shell.ts";

const shells: Record<string, string> = {
  "a box and its bundle": '<div id="root"></div><script src="/static/js/main.4f2.js"></script>',
  "a box and a module":
    '<div id="app"></div><script type="module" src="/assets/index.js"></script>',
  "an app's own element": '<app-root></app-root><script src="runtime.js"></script>',
  "a box with a spinner":
    '<div id="__nuxt"><p>Loading…</p></div><script src="/_nuxt/a.js"></script>',
  "a box that an inline script fills": '<div id="root"></div><script>start()</script>',
  "a wish for JavaScript":
    "<noscript>You need to enable JavaScript to run this app.</noscript><script src=/app.js></script>",
  "a bundle that is called like a watcher":
    '<div id="root"></div><script src="/assets/segment.9c1.js"></script>',
  "a bundle on a host of its own":
    '<div id="app"></div><script src="https://cdn.acme.example/app.js"></script>',
};

const watcher = (host: string) => `<script async src="https://${host}/x.js"></script>`;
const contents: Record<string, string> = {
  "a small page": "<h1>Acme</h1><p>We move freight.</p>",
  "a small page that is watched": `<h1>Acme</h1>${["www.googletagmanager.com", "js.hs-scripts.com", "static.hotjar.com", "plausible.io", "widget.intercom.io"].map(watcher).join("")}`,
  "a long page in an app's box": `<div id="__next"><p>${"We move freight. ".repeat(100)}</p></div><script src="/_next/a.js"></script>`,
  "a page with some words and a script": `<p>${"We move freight. ".repeat(20)}</p><script src=/menu.js></script>`,
  "an empty page": "",
  "a box that is watched and nothing more": `<div id="root"></div>${watcher("www.google-analytics.com")}`,
};

describe("a page's need for a browser", () => {
  for (const [what, html] of Object.entries(shells)) {
    it(`is seen in ${what}`, () => {
      assert.equal(isShell(readDocument(html, "https://acme.example/")), true);
    });
  }
  for (const [what, html] of Object.entries(contents)) {
    it(`is not seen in ${what}`, () => {
      assert.equal(isShell(readDocument(html, "https://acme.example/")), false);
    });
  }
});
