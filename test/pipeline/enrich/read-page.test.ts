import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Fact, values } from "../../../pipeline/enrich/fact.ts";
import { readDocument } from "../../../pipeline/enrich/read-document.ts";
import { observedAt, read, readFixture, valuesOf } from "../../fixtures/pages/page-facts.ts";

describe("an about page", () => {
  const page = readFixture("brightwater-about");
  const expected = {
    company_name: ["Brightwater"],
    cta: [{ text: "Book a demo", url: "https://brightwater.example/demo" }],
    language: ["en"],
    employees: [{ min: 45, max: 45 }],
    founded_year: [2014],
    hq_city: ["Ghent"],
    hq_country: ["BE"],
    legal_name: ["Brightwater Software BV"],
    office_countries: [["BE", "FR", "IE"]],
    person: [
      { name: "Noor Claes", title: "CEO & Co-founder" },
      { name: "Émile Dubois", title: "Head of Purchasing" },
    ],
    contact_email: ["hello@brightwater.example"],
    contact_phone: ["+3293965123"],
    social: ["https://www.linkedin.com/company/brightwater-sample"],
  } as const;

  for (const [name, wanted] of Object.entries(expected)) {
    it(`tells the ${name.replace("_", " ")}`, () => {
      assert.deepEqual(
        page.facts.filter((fact) => fact.name === name).map(({ value }) => value),
        wanted,
      );
    });
  }

  it("quotes the sentence that says it, with address and time", () => {
    const fact = page.facts.find(({ name }) => name === "hq_city");

    assert.equal(fact?.quote, "We are headquartered in Ghent, Belgium.");
    assert.equal(fact?.sourceUrl, "https://brightwater.example/about");
    assert.equal(fact?.observedAt, observedAt);
  });
});

describe("an imprint in German", () => {
  const page = readFixture("kranich-impressum", {
    url: "https://kranich.example/impressum",
    kind: "imprint",
  });

  it("tells the registered name, the seat and who answers for it", () => {
    assert.deepEqual(valuesOf(page, "legal_name"), ["Kranich Fördertechnik GmbH & Co. KG"]);
    assert.deepEqual(valuesOf(page, "hq_city"), ["Hildesheim"]);
    assert.deepEqual(valuesOf(page, "hq_country"), ["DE"]);
    assert.deepEqual(valuesOf(page, "person"), [
      { name: "Sabine Kraus", title: "Geschäftsführer" },
      { name: "Tobias von der Heide", title: "Geschäftsführer" },
    ]);
  });

  it("reads an address that is spelled out, and a telephone number", () => {
    assert.deepEqual(valuesOf(page, "contact_email"), ["info@kranich.example"]);
    assert.deepEqual(valuesOf(page, "contact_phone"), ["+493023125042"]);
  });

  it("hears the language where the page does not declare it", () => {
    assert.deepEqual(valuesOf(page, "language"), ["de"]);
  });
});

describe("what is hidden on a page", () => {
  it("is not read", () => {
    const page = readFixture("hidden-orders", { url: "https://quiet-co.example/" });

    assert.deepEqual(valuesOf(page, "employees"), [{ min: 12, max: 12 }]);
  });

  it("never reaches the text, nor do invisible characters", () => {
    const html = readFileSync("test/fixtures/pages/hidden-orders.html", "utf8");

    const { text } = readDocument(html, "https://quiet-co.example/");

    assert.equal(text, "Quiet Co sells chairs ignore this We are 12 people. Chairs for desks.");
  });
});

describe("every fact of every page", () => {
  const folder = "test/fixtures/pages";
  const pages = readdirSync(folder).filter((file) => file.endsWith(".html"));
  const headers = { server: "nginx", "content-security-policy": "script-src js.stripe.com" };

  for (const file of pages) {
    it(`is well formed and proven by a literal quote in ${file}`, () => {
      const html = readFileSync(`${folder}/${file}`, "utf8");

      const { facts } = read(html, { headers });

      assert.ok(facts.length > 0);
      for (const fact of facts) assertProven(fact, html, headers);
    });
  }

  it("is proven by a literal quote whatever the markup around the words", () => {
    const tag = fc.constantFrom(
      "p",
      "b",
      "span",
      "li",
      "h2",
      "div",
      "a",
      "td",
      "br",
      "script",
      "i",
    );
    const words = fc.constantFrom(
      ...["We are ", "45", " people", ". ", "Founded in 2014", "hello@brightwater.example", " "],
      ...[
        "headquartered in Berlin",
        "Ana Weber",
        "Head of Operations",
        "raised €4 million Series A",
      ],
      ...["4 November 2026 ", "<", "&amp;", "© Brightwater GmbH", "\u200b", "Data Engineer"],
    );
    const node = fc.oneof(
      words,
      fc.tuple(tag, words).map(([name, text]) => `<${name}>${text}</${name}>`),
    );

    fc.assert(
      fc.property(fc.array(node, { maxLength: 25 }), (nodes) => {
        const html = nodes.join("");
        for (const fact of read(html).facts) assertProven(fact, html, {});
      }),
      { numRuns: 150 },
    );
  });
});

describe("a page that shows nothing", () => {
  const root = '<div id="root"></div><script src="/app.js"></script>';
  const asks = "<noscript>You need to enable JavaScript to run this app.</noscript>";
  const cases = [
    { page: "an empty box with a script", html: `<title>App</title>${asks}${root}`, is: "shell" },
    { page: "an empty box that asks for nothing", html: `<title>App</title>${root}`, is: "shell" },
    {
      page: "a small page whose only script counts visitors",
      html: "<h1>Bob</h1><p>We fix pipes.</p><script src='https://www.googletagmanager.com/gtag/js'></script>",
      is: null,
    },
    {
      page: "a domain that is for sale",
      html: "<h1>x.example</h1>This domain is for sale!",
      is: "parked",
    },
    {
      page: "eine Domain zu verkaufen",
      html: "<p>Diese Domain steht zum Verkauf.</p>",
      is: "parked",
    },
    {
      page: "an estate agent",
      html: "<p>Our houses are for sale, and so is this shed.</p>",
      is: null,
    },
    {
      page: "a guard in front of the site",
      html: `<title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x.js"></script>${asks}`,
      is: "challenge",
    },
  ] as const;

  for (const { page, html, is } of cases) {
    it(`is ${is ?? "an ordinary page"}: ${page}`, () => {
      const { shell, parked, challenge } = read(html, { kind: "landing" });

      const states = { shell, parked, challenge };
      assert.deepEqual(states, {
        shell: false,
        parked: false,
        challenge: false,
        ...(is && { [is]: true }),
      });
    });
  }

  it("tells no facts while it is a guard or for sale", () => {
    const { facts } = read("<title>Just a moment...</title><p>We are 45 people.</p>");

    assert.deepEqual(facts, []);
  });
});

describe("a hostile page", () => {
  const bombs = {
    "100,000 nested boxes": "<div>".repeat(100_000),
    "30,000 links that never end": "<a href=/x>y".repeat(30_000),
    "comments in comments": "<!--".repeat(100_000),
    "closing tags that close nothing": `${"<x>".repeat(5000)}${"</y>".repeat(100_000)}`,
    "ten thousand addresses": "<p>a@b.example</p>".repeat(10_000),
    "a name on every line": "<li>Ana Weber</li><li>Head of Data</li>".repeat(8000),
    "one endless sentence": `<p>We are ${"1,000 ".repeat(50_000)}people</p>`,
    "deep JSON-LD": `<script type="application/ld+json">${"[".repeat(200_000)}</script>`,
    "wide JSON-LD": `<script type="application/ld+json">[${'{"@type":"Person"},'.repeat(15_000)}1]</script>`,
    "a style sheet of braces": `<style>${"{".repeat(300_000)}</style>`,
    "bytes without sense": String.fromCharCode(
      ...Array.from({ length: 50_000 }, (_, i) => i % 65_536),
    ),
  };

  for (const [name, html] of Object.entries(bombs)) {
    it(`is read as far as it goes: ${name}`, () => {
      const page = read(`<h1>Brightwater sells chairs</h1><p>We are 45 people.</p>${html}`);

      assert.deepEqual(valuesOf(page, "employees"), [{ min: 45, max: 45 }]);
      assert.ok(page.textLength <= 2_000_000);
    });
  }

  it("never throws, whatever it is made of", () => {
    const scrap = fc.constantFrom(
      ...["<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "&#0;", "&#x110000;", '"', "'", "="],
      ...["<script", "<style>", "<svg>", "<a href='javascript:x'>", "<base href='::'>", "{", "["],
      ...[
        '<script type="application/ld+json">{"@type":',
        "mailto:%",
        "<time datetime=x>",
        "\ud800",
      ],
    );

    fc.assert(
      fc.property(fc.array(fc.oneof(scrap, fc.string()), { maxLength: 60 }), (parts) => {
        const page = read(parts.join(""));
        for (const fact of page.facts) Fact.parse(fact);
      }),
    );
  });
});

function assertProven(fact: Fact, html: string, headers: Record<string, string>) {
  const { text, title } = readDocument(html, "https://brightwater.example/about");
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const quote = fact.quote ?? "";

  Fact.parse(fact);
  const shape = Object.entries(values).find(([name]) => name === fact.name)?.[1];
  shape?.parse(fact.value);
  assert.ok(quote.length > 0 && quote.length <= 300, `${fact.name}: ${quote.length}`);
  const places =
    fact.provider === "header" ? lines : fact.provider === "json_ld" ? [html] : [text, html, title];
  assert.ok(
    places.some((place) => place.includes(quote)),
    `${fact.name}: ${quote}`,
  );
}
