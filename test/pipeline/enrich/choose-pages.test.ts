import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { choosePages, kindOf } from "../../../pipeline/enrich/choose-pages.ts";

const home = "https://brightwater.example/";
const link = (path: string, text = "") => ({ url: new URL(path, home).href, text });

describe("the pages to read next", () => {
  it("are one of each kind, most telling first", () => {
    const links = ["/blog", "/impressum", "/team", "/pricing", "/newsroom", "/jobs", "/about"];

    const chosen = choosePages(
      home,
      links.map((path) => link(path)),
      8,
    );

    assert.deepEqual(
      chosen.map(({ kind }) => kind),
      ["about", "careers", "press", "pricing", "team", "imprint", "other"],
    );
  });

  const languages = [
    ["de", ["/ueber-uns", "/karriere", "/aktuelles", "/preise", "/impressum"]],
    ["fr", ["/a-propos", "/recrutement", "/actualites", "/tarifs", "/mentions-legales"]],
    ["es", ["/sobre-nosotros", "/empleo", "/noticias", "/precios", "/aviso-legal"]],
    ["nl", ["/over-ons", "/vacatures", "/nieuws", "/prijzen", "/colofon"]],
  ] as const;

  for (const [language, paths] of languages) {
    it(`are found by their names in ${language}`, () => {
      const chosen = choosePages(
        home,
        paths.map((path) => link(path)),
        8,
      );

      assert.deepEqual(
        chosen.map(({ kind }) => kind),
        ["about", "careers", "press", "pricing", "imprint"],
      );
    });
  }

  it("are found by the words of the link where the address says nothing", () => {
    const chosen = choosePages(home, [link("/p/17", "Über uns"), link("/p/18", "Cats")], 8);

    assert.deepEqual(chosen, [{ url: "https://brightwater.example/p/17", kind: "about" }]);
  });

  it("are the shallow ones, and each only once", () => {
    const links = ["/about/history/1990", "/about", "/about/", "/about#team", "/About"];

    const chosen = choosePages(
      home,
      links.map((path) => link(path)),
      8,
    );

    assert.deepEqual(chosen[0], { url: "https://brightwater.example/about", kind: "about" });
    assert.equal(chosen.length, 2);
  });

  it("may be on the site's own other hosts, not on a neighbour's", () => {
    const links = [
      { url: "https://careers.brightwater.example/jobs", text: "" },
      { url: "https://other.example/about", text: "" },
      { url: "https://brightwater.example.evil.test/about", text: "" },
    ];

    const chosen = choosePages(home, links, 8);

    assert.deepEqual(
      chosen.map(({ url }) => url),
      ["https://careers.brightwater.example/jobs"],
    );
  });

  const never = [
    ...[
      "/about.pdf",
      "/login?next=/about",
      "/about?page=2",
      "/careers/apply/login",
      "/team/signin",
    ],
    ...["/blog/2024/05/about-us", "/about/a/about/a/about", "mailto:about@brightwater.example"],
    ...["javascript:about()", "https://user@brightwater.example/about", "/news/category/x"],
  ];

  for (const path of never) {
    it(`are never ${path}`, () => {
      assert.deepEqual(choosePages(home, [link(path)], 8), []);
    });
  }

  it("are never more than asked for, never elsewhere and never twice", () => {
    const words = fc.constantFrom(
      "about",
      "jobs",
      "team",
      "press",
      "x",
      "..",
      "?a=1",
      "#b",
      "//evil.test",
      "%zz",
    );
    const links = fc.array(fc.array(words, { maxLength: 4 }).map((parts) => parts.join("/")));

    fc.assert(
      fc.property(links, fc.nat(10), (paths, max) => {
        const chosen = choosePages(
          home,
          paths.map((path) => ({ url: `${home}${path}`, text: path })),
          max,
        );

        assert.ok(chosen.length <= max);
        assert.equal(new Set(chosen.map(({ url }) => url)).size, chosen.length);
        assert.ok(chosen.every(({ url }) => new URL(url).hostname === "brightwater.example"));
      }),
    );
  });
});

describe("what a page is", () => {
  const cases = [
    ["https://a.example/", "landing"],
    ["https://a.example/en/", "landing"],
    ["https://a.example/index.html", "landing"],
    ["https://a.example/company/careers/", "careers"],
    ["https://a.example/company/about/index.html", "about"],
    ["https://a.example/contact.html", "imprint"],
    ["https://a.example/terms-of-use/", "other"],
  ] as const;

  for (const [url, kind] of cases) {
    it(`shows in its address: ${url} is ${kind}`, () => {
      assert.equal(kindOf(url), kind);
    });
  }
});
