import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseSubject, type Subject } from "../../../pipeline/ingest/subject.ts";

/** What was typed, the kind it is, and the domain (or address, name, slug) in it. */
const corpus: [typed: string, kind: Subject["kind"], is: string | null][] = [
  ["acme.com", "domain", "acme.com"],
  ["ACME.COM", "domain", "acme.com"],
  ["  acme.com\t", "domain", "acme.com"],
  ["acme.com.", "domain", "acme.com"],
  ["acme.com,", "domain", "acme.com"],
  ["“acme.com”", "domain", "acme.com"],
  ["(acme.com)", "domain", "acme.com"],
  ["`acme.com`!", "domain", "acme.com"],
  ["@acme.com", "domain", "acme.com"],
  ["www.acme.co.uk", "domain", "acme.co.uk"],
  ["shop.acme.com.br", "domain", "acme.com.br"],
  ["https://acme.com", "domain", "acme.com"],
  ["HTTPS://WWW.Acme.com/About?x=1#team", "domain", "acme.com"],
  ["http:acme.com", "domain", "acme.com"],
  ["acme.com:8080/pricing", "domain", "acme.com"],
  ["https://user:secret@acme.com:8443/", "domain", "acme.com"],
  ["https://acme.com@evil.example/", "domain", "evil.example"],
  ["<http://acme.com|acme.com>", "domain", "acme.com"],
  ["<https://acme.com/about>", "domain", "acme.com"],
  ["<https://evil.example|acme.com>", "domain", "evil.example"],
  ["<at>Baton</at> acme.com", "domain", "acme.com"],
  ['<p><a href="http://acme.com/">acme.com</a></p>', "domain", "acme.com"],
  ["<@U0123|baton> acme.com", "domain", "acme.com"],
  ["acme.com&nbsp;", "domain", "acme.com"],
  ["ac\u200Bme.com", "domain", "acme.com"],
  ["\u202Eacme.com\u202C", "domain", "acme.com"],
  ["acme。com", "domain", "acme.com"],
  ["müller.de", "domain", "xn--mller-kva.de"],
  ["MÜLLER.DE", "domain", "xn--mller-kva.de"],
  ["xn--mller-kva.de", "domain", "xn--mller-kva.de"],
  ["例え.jp", "domain", "xn--r8jz45g.jp"],
  ["acme.github.io", "domain", "acme.github.io"],
  ["shop.myshopify.com", "domain", "shop.myshopify.com"],
  ["1password.com", "domain", "1password.com"],
  ["northwind.example", "domain", "northwind.example"],
  ["www.northwind.example", "domain", "northwind.example"],
  ["c0001.sample.example", "domain", "c0001.sample.example"],
  ["https://c0001.sample.example/about", "domain", "c0001.sample.example"],
  ["facebook.com", "domain", "facebook.com"],

  ["ana@acme.com", "email", "acme.com"],
  ["Ana.Weber+demo@mail.acme.co.uk", "email", "acme.co.uk"],
  ["mailto:ana@acme.com?subject=Hi", "email", "acme.com"],
  ["<mailto:ana@acme.com|ana@acme.com>", "email", "acme.com"],
  ["Ana Weber <ana@acme.com>", "email", "acme.com"],
  ["ana@müller.de", "email", "xn--mller-kva.de"],
  ["ana.weber@gmail.com", "email", null],
  ["ana@web.de", "email", null],
  ["x@mailinator.com", "email", null],

  ["acme", "name", "acme"],
  ["Northwind Traders", "name", "Northwind Traders"],
  ["“Acme, Inc.”", "name", "Acme, Inc."],
  ["Müller & Söhne GmbH", "name", "Müller & Söhne GmbH"],
  ["Müller &amp; Söhne", "name", "Müller & Söhne"],
  ["株式会社アクメ", "name", "株式会社アクメ"],

  ["linkedin.com/company/northwind-traders", "linkedin", "northwind-traders"],
  ["https://de.linkedin.com/company/Northwind/about/?x=1", "linkedin", "northwind"],
  ["https://www.linkedin.com/company/12345", "linkedin", "12345"],
  ["linkedin.com", "domain", "linkedin.com"],

  ["Ana Weber\nHead of Ops\nNorthwind Traders\nana@northwind.example", "text", "northwind.example"],
  ["Met Ana Weber of Northwind, ana@northwind.example, wants a demo", "text", "northwind.example"],

  ["acme.com, beta.io", "many", "acme.com beta.io"],
  ["acme.com beta.io\ngamma.dev;delta.org", "many", "acme.com beta.io gamma.dev delta.org"],
  ["acme.com and www.beta.io", "many", "acme.com beta.io"],
  ["ana@acme.com www.acme.com", "email", "acme.com"],
  ["acme.com, ACME.com, https://acme.com/", "domain", "acme.com"],
  ["Company\tWebsite\nAcme\tacme.com\nBeta\thttps://beta.io", "many", "acme.com beta.io"],
  ["Acme, acme.com\nBeta Corp, ana@beta.io", "many", "acme.com beta.io"],
  ["<http://acme.com|acme.com>, <http://beta.io|beta.io>", "many", "acme.com beta.io"],
];

describe("a subject", () => {
  for (const [typed, kind, is] of corpus) {
    it(`${JSON.stringify(typed)} is ${kind} ${is}`, () => {
      const subject = parseSubject(typed);

      assert.deepEqual([subject.kind, gist(subject)], [kind, is], JSON.stringify(subject));
    });
  }

  const refused: [typed: string, why: RegExp][] = [
    ["", /acme\.com/],
    ["   \u200B ", /acme\.com/],
    ["!!!", /acme\.com/],
    ["<!channel>", /acme\.com/],
    ["127.0.0.1", /IP address/],
    ["10.0.0.1:8080/x", /IP address/],
    ["169.254.169.254", /IP address/],
    ["http://169.254.169.254/latest/meta-data/", /IP address/],
    ["2130706433", /IP address/],
    ["http://2130706433/", /IP address/],
    ["0x7f000001", /IP address/],
    ["0x7f.1", /IP address/],
    ["0177.0.0.1", /IP address/],
    ["127.1", /IP address/],
    ["１２７.０.０.１", /IP address/],
    ["①②⑦.0.0.1", /IP address/],
    ["[::1]", /IP address/],
    ["::1", /IP address/],
    ["http://[::ffff:127.0.0.1]:80/", /IP address/],
    ["fe80::1%eth0", /IP address/],
    ["ana@[127.0.0.1]", /IP address/],
    ["localhost", /inside a network/],
    ["http://localhost:3000/", /inside a network/],
    ["localhost:3000", /inside a network/],
    ["printer.local", /inside a network/],
    ["metadata.google.internal", /inside a network/],
    ["abcdef.onion", /inside a network/],
    ["1.0.0.127.in-addr.arpa", /inside a network/],
    ["acme.test", /inside a network/],
    ["ana@mail.internal", /inside a network/],
    ["http://intranet/", /inside a network/],
    ["http://wiki/", /ending/],
    ["https://acme", /ending/],
    ["co.uk", /acme\.co\.uk/],
    ["github.io", /acme\.github\.io/],
    ["acme.cmo", /No domain ends in \.cmo/],
    ["acme..com", /not a domain/],
    [".acme.com", /not a domain/],
    ["-acme.com", /not a domain/],
    ["ac_me.com", /not a domain/],
    ["file:///etc/passwd", /web addresses/],
    ["javascript:alert(1)", /web addresses/],
    ["ftp://acme.com", /web addresses/],
    ["data:text/html,x", /web addresses/],
    ["gopher://acme.com", /web addresses/],
    ["gmail.com", /mail provider/],
    ["facebook.com/acme", /facebook\.com/],
    ["linkedin.com/in/ana-weber", /person's LinkedIn/],
    ["a..b@acme.com", /e-mail address/],
    [`${"a".repeat(65)}@acme.com`, /e-mail address/],
    ["x".repeat(300), /too long/],
    ["x".repeat(40_000), /40,000 characters/],
    ["acme.com ".repeat(5_000), /45,000 characters/],
  ];

  for (const [typed, why] of refused) {
    it(`${JSON.stringify(typed.slice(0, 50))} is refused with a way out`, () => {
      const subject = parseSubject(typed);

      assert.equal(subject.kind, "none", JSON.stringify(subject));
      assert.match(subject.kind === "none" ? subject.why : "", why);
    });
  }

  it("keeps the page somebody gave, without port, password and fragment", () => {
    const subject = parseSubject("http://me:secret@shop.acme.com:8080/de/?x=1#top");

    assert.deepEqual(subject, {
      kind: "domain",
      domain: "acme.com",
      website: "https://shop.acme.com/de/?x=1",
    });
  });

  it("has no page where only the domain was typed, even if Slack made it a link", () => {
    const subject = parseSubject("<http://acme.com|acme.com>");

    assert.deepEqual(subject, { kind: "domain", domain: "acme.com", website: null });
  });

  it("says of an address what is odd about it", () => {
    const flags = (typed: string) => {
      const subject = parseSubject(typed);
      return subject.kind === "email" ? subject.flags : subject;
    };

    assert.deepEqual(flags("ana@gmail.com"), ["free_mail"]);
    assert.deepEqual(flags("ana@mailinator.com"), ["disposable_mail"]);
    assert.deepEqual(flags("no-reply@acme.com"), ["role_mail"]);
    assert.deepEqual(flags("ana@acme.com"), []);
  });

  it("reads a pasted signature into a lead", () => {
    const subject = parseSubject(
      "Ana Weber\nHead of Ops | Northwind Traders GmbH\nT +49 30 901820\nana@northwind.example",
    );

    assert.equal(subject.kind, "text");
    const lead = subject.kind === "text" ? subject.lead : null;
    assert.equal(lead?.name, "Ana Weber");
    assert.equal(lead?.company, "Northwind Traders GmbH");
    assert.equal(lead?.phone, "+4930901820");
    assert.equal(lead?.country, "DE");
  });

  it("lists what it could not use of a pasted list, and why", () => {
    const subject = parseSubject("acme.com, 10.0.0.1, beta.io, co.uk");

    assert.equal(subject.kind, "many");
    const rejected = subject.kind === "many" ? subject.rejected : [];
    assert.deepEqual(
      rejected.map(({ text }) => text),
      ["10.0.0.1", "co.uk"],
    );
    assert.match(rejected[0]?.why ?? "", /IP address/);
  });

  it("takes 25 pasted domains", () => {
    const domains = Array.from({ length: 25 }, (_, i) => `company${i}.com`);

    const subject = parseSubject(domains.join("\n"));

    assert.equal(gist(subject), domains.join(" "));
  });

  it("never throws, and never takes a host that is no company's", () => {
    const piece = fc.constantFrom(
      "http://",
      "file:",
      "<",
      ">",
      "|",
      "@",
      ".",
      ":",
      "/",
      "[",
      "]",
      "::",
      "%",
      "\\",
      "127",
      "0x",
      "acme",
      "com",
      "co.uk",
      "local",
      " ",
      "\n",
      ",",
      "\u200B",
      "\u202E",
      "ü",
      "１",
      "\ud800",
      "&lt;",
      "<at>",
      "mailto:",
    );
    const typed = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    );

    fc.assert(
      fc.property(typed, (typed) => {
        for (const subject of each(parseSubject(typed))) {
          if (subject.kind === "none") assert.match(subject.why, /\S.*\.$/s);
          if (subject.kind === "domain")
            assert.match(subject.domain, /^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
          if (subject.kind === "domain") assert.doesNotMatch(subject.domain, /\.(local|\d+)$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function each(subject: Subject): Subject[] {
  return subject.kind === "many" ? subject.subjects : [subject];
}

function gist(subject: Subject): string | null {
  switch (subject.kind) {
    case "domain":
    case "email":
      return subject.domain;
    case "name":
      return subject.name;
    case "linkedin":
      return subject.slug;
    case "text":
      return subject.lead.domain;
    case "many":
      return subject.subjects.map(gist).join(" ");
    case "none":
      return subject.why;
  }
}
