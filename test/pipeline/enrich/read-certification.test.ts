import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read, valuesOf } from "../../fixtures/pages/page-facts.ts";

const security = { url: "https://brightwater.example/security", kind: "other" } as const;

describe("a certification", () => {
  const told: [html: string, names: string[]][] = [
    ["<p>We are SOC 2 Type II certified.</p>", ["SOC 2 Type 2"]],
    ["<p>Brightwater has completed its SOC 2 Type 2 audit.</p>", ["SOC 2 Type 2"]],
    ["<p>Our SOC 2 Type I report is available under NDA.</p>", ["SOC 2 Type 1"]],
    ["<p>We hold ISO/IEC 27001:2022 and ISO 9001 certificates.</p>", ["ISO 27001", "ISO 9001"]],
    ["<p>Brightwater is HIPAA compliant and PCI DSS certified.</p>", ["HIPAA", "PCI DSS"]],
    ["<p>Wir sind nach ISO 27001 zertifiziert.</p>", ["ISO 27001"]],
    ["<p>Nous sommes certifiés ISO 9001.</p>", ["ISO 9001"]],
    ["<p>Estamos certificados: nuestra empresa está certificada ISO 14001.</p>", ["ISO 14001"]],
    ["<p>Onze organisatie is ISO 27001 gecertificeerd.</p>", ["ISO 27001"]],
    ["<ul><li>SOC 2 Type II</li><li>ISO 27001 certified</li></ul>", ["SOC 2 Type 2", "ISO 27001"]],
    ['<img src="b.png" alt="SOC 2 Type 2 badge">', ["SOC 2 Type 2"]],
    ["<p>We are a certified B Corp.</p>", ["B Corp"]],
    ["<p>Brightwater is certified under Cyber Essentials Plus.</p>", ["Cyber Essentials Plus"]],
  ];
  for (const [html, names] of told) {
    it(`is held: ${html}`, () => {
      const page = read(`<h1>Security at Brightwater</h1>${html}`, security);

      assert.deepEqual(valuesOf(page, "certification"), names);
    });
  }

  const traps = [
    "<p>We are working toward SOC 2 Type 2.</p>",
    "<p>Our SOC 2 Type 2 audit is in progress.</p>",
    "<p>We expect our ISO 27001 certificate in Q2 2027.</p>",
    "<p>We will be ISO 27001 certified soon.</p>",
    "<p>AWS has achieved ISO 27001 certification.</p>",
    "<p>Our data centers are ISO 27001 and SOC 2 certified.</p>",
    "<p>Hosted on infrastructure that is SOC 2 compliant.</p>",
    "<p>Payments run through Stripe, a PCI DSS certified provider.</p>",
    "<p>We help companies become SOC 2 compliant in weeks.</p>",
    "<h2>Get SOC 2 certified without the pain</h2>",
    "<h2>What is SOC 2?</h2>",
    "<h2>Your guide to ISO 27001</h2>",
    "<p>You must not upload data that may be protected under HIPAA.</p>",
    "<p>Brightwater is not HIPAA compliant.</p>",
    "<p>Our vendors are SOC 2 Type 2 certified.</p>",
    "<p>Experience with SOC 2 and ISO 27001 audits is required.</p>",
    "<p>Our customer Litware is ISO 27001 certified, and their auditors are happy.</p>",
    "<blockquote><p>We are SOC 2 certified thanks to them.</p></blockquote>",
    '<div style="display:none"><p>We are SOC 2 certified.</p></div>',
  ];
  for (const html of traps) {
    it(`is not held: ${html}`, () => {
      assert.deepEqual(valuesOf(read(html, security), "certification"), []);
    });
  }

  it("is the surest of what a page says about one standard", () => {
    const page = read(
      "<p>We are SOC 2 compliant.</p><p>Our SOC 2 Type 2 report is here.</p>",
      security,
    );

    assert.deepEqual(valuesOf(page, "certification"), ["SOC 2 Type 2"]);
  });

  it("is not read from terms, vacancies or articles about others", () => {
    const said = "<p>SOC 2 Type 2 compliance is here to stay, and we are certified fans of it.</p>";
    const places = [
      { url: "https://brightwater.example/terms" },
      { url: "https://brightwater.example/careers/auditor", kind: "careers" },
      { url: "https://brightwater.example/blog/soc-2" },
    ] as const;

    const found = places.flatMap((place) => valuesOf(read(said, place), "certification"));

    assert.deepEqual(found, []);
  });
});
