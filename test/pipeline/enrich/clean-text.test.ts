import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { readText } from "../../../pipeline/enrich/clean-text.ts";
import { readDocument } from "../../../pipeline/enrich/read-document.ts";
import { isNotice } from "../../../pipeline/enrich/read-notice.ts";
import { readPage } from "../../../pipeline/enrich/read-page.ts";

const site = "https://harbourlight.example/";

function textOf(html: string) {
  return readText(readDocument(html, site));
}

const fixture = (name: string) => readFileSync(`test/fixtures/clean-text/${name}`, "utf8");

describe("the clean text of a page", () => {
  for (const name of ["landing", "article"]) {
    it(`keeps what the page is about as Markdown: ${name}`, () => {
      const { markdown } = textOf(fixture(`${name}.html`));

      assert.equal(`${markdown}\n`, fixture(`${name}.md`));
    });
  }

  it("has the title, and in its text what menus and footers say", () => {
    const { title, text } = textOf(fixture("landing.html"));

    assert.equal(title, "Harbour Light | Lamps for ports");
    for (const words of ["Products", "Strandgaten 1, 5013 Bergen", "214 ports"]) {
      assert.ok(text.includes(words), words);
    }
    assert.ok(!text.includes("Skip to content") && !text.includes("Ignore this"));
  });

  it("holds every quote of what visitors see, on every page we have", () => {
    for (const file of globSync("test/fixtures/{pages,clean-text}/**/*.html")) {
      const html = readFileSync(file, "utf8");
      const given = { html, url: `${site}about`, headers: {}, kind: "about" } as const;
      const { facts } = readPage({ ...given, observedAt: "2026-11-21T09:00:00.000Z" });
      const { title, text } = readText(readDocument(html, given.url));
      const scripts = html.match(/<script.*?<\/script>/gs)?.join("\n") ?? "";

      for (const { name, quote, provider } of facts) {
        const isSource = /<[a-z]/i.test(quote ?? "") || scripts.includes(quote ?? "");
        if (!quote || provider !== "page" || isSource) continue;
        assert.ok(`${title}\n${text}`.includes(quote), `${file} ${name}: ${quote}`);
      }
    }
  });

  it("ends after a whole block where a page is very long", () => {
    const { markdown } = textOf(
      `<main>${"<p>One more sentence about lamps.</p>".repeat(5000)}</main>`,
    );

    assert.ok(markdown.length <= 60_000 && markdown.endsWith("lamps."));
  });

  const hostile = [
    "<div>".repeat(100_000),
    `<ul>${"<li><a href='/x'>a</a>".repeat(20_000)}`,
    `<table>${"<tr><td>".repeat(50_000)}`,
    `<p>${"<a href='/x'>b".repeat(30_000)}`,
    "[a](b) | # - > ".repeat(20_000),
  ];
  for (const html of hostile) {
    it(`is bounded for ${html.slice(0, 30)}…`, () => {
      const { text, markdown } = textOf(html);

      assert.ok(text.length <= 500_000 && markdown.length <= 60_000);
    });
  }

  it("is empty for an empty page", () => {
    assert.deepEqual(textOf(""), { title: "", text: "", markdown: "" });
  });
});

describe("a notice", () => {
  const notices: [element: string, names: string][] = [
    ["div", "cookie-banner  "],
    ["div", " cc cookieconsent "],
    ["section", " gdpr-modal "],
    ["div", "onetrust-banner-sdk  "],
    ["div", " cmplz-cookiebanner "],
    ["div", " post-share-buttons "],
    ["ul", " addtoany_list "],
    ["div", " sharethis-inline "],
    ["div", "  dialog"],
    ["div", "  alertdialog"],
  ];
  for (const [element, names] of notices) {
    it(`is a ${element} called ${names.trim()}`, () => {
      assert.ok(isNotice(element, names));
    });
  }

  const content: [element: string, names: string][] = [
    ["body", " cookie-banner-open "],
    ["main", " has-share-buttons "],
    ["div", " market-share "],
    ["div", " shareholders "],
    ["section", " cookies-and-cakes "],
    ["div", " consent-decree "],
    ["p", " sharing-is-caring "],
    ["div", " privacy-policy "],
    ["div", "  "],
    ["div", "dialogue  "],
  ];
  for (const [element, names] of content) {
    it(`is not a ${element} called ${names.trim()}`, () => {
      assert.ok(!isNotice(element, names));
    });
  }
});
