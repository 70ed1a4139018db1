import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refusalOfPage } from "../../../pipeline/enrich/robots-tags.ts";

describe("a page's own wish not to be used", () => {
  const headers: [value: string, refused: boolean][] = [
    ["noai", true],
    ["NoAI, noimageai", true],
    ["none", true],
    ["index, none", true],
    ["Baton: noai", true],
    ["otherbot: noindex, baton: none", true],
    ["otherbot: none", false],
    ["otherbot: none, noai", false],
    ["noindex", false],
    ["noindex, nofollow, noarchive, nosnippet", false],
    ["unavailable_after: 2030-01-01, none", true],
    ["max-snippet: 0", false],
    ["nonesuch", false],
    ["", false],
  ];
  for (const [value, refused] of headers) {
    it(`is ${refused ? "" : "not "}said by X-Robots-Tag: ${value}`, () => {
      assert.equal(refusalOfPage({ "x-robots-tag": value }, "", "Baton") !== null, refused);
    });
  }

  const pages: [html: string, refused: boolean][] = [
    ['<meta name="robots" content="noai">', true],
    ["<META NAME=ROBOTS CONTENT=none />", true],
    ["<meta content='none' name='Baton'>", true],
    ['<meta name="otherbot" content="none">', false],
    ['<meta name="robots" content="noindex,nofollow">', false],
    ['<meta property="robots" content="none">', false],
    ['<meta name="description" content="none">', false],
    ["<p>meta name=robots content=none</p>", false],
    [`${" ".repeat(100_000)}<meta name="robots" content="none">`, false],
    [`<meta ${"x ".repeat(100_000)}`, false],
  ];
  for (const [html, refused] of pages) {
    it(`is ${refused ? "" : "not "}said by ${html.trim().slice(0, 60)}`, () => {
      assert.equal(refusalOfPage({}, html, "Baton") !== null, refused);
    });
  }
});
