import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { registrableDomain } from "../../../pipeline/ingest/domain.ts";
import { canonicalDomain } from "../../../pipeline/ingest/web-address.ts";

describe("the registrable domain", () => {
  const cases: [host: string, domain: string | null][] = [
    ["acme.com", "acme.com"],
    ["a.b.Acme.COM.", "acme.com"],
    ["www.acme.co.uk", "acme.co.uk"],
    ["acme.com.br", "acme.com.br"],
    ["city.kawasaki.jp", "city.kawasaki.jp"],
    ["acme.github.io", "acme.github.io"],
    ["x.acme.github.io", "acme.github.io"],
    ["食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"],
    ["northwind.example", "northwind.example"],
    ["c0001.sample.example", "c0001.sample.example"],
    ["co.uk", null],
    ["github.io", null],
    ["com", null],
    ["acme", null],
    ["acme.local", null],
    ["127.0.0.1", null],
    ["::1", null],
    ["[::1]", null],
    ["0x7f.1", null],
    ["acme.com/x", null],
    ["me@acme.com", null],
    ["acme.com:80", null],
    ["a b.com", null],
    [".acme.com", null],
    ["", null],
    [`${"a".repeat(64)}.com`, null],
    [`${"a.".repeat(130)}com`, null],
  ];
  for (const [host, domain] of cases) {
    it(`of ${JSON.stringify(host.slice(0, 40))} is ${domain}`, () => {
      assert.equal(registrableDomain(host), domain);
    });
  }
});

describe("the canonical domain", () => {
  it("is the same for every way to write a company's site", () => {
    const spellings = [
      "acme.com",
      " ACME.com ",
      "http://acme.com",
      "https://www.acme.com/de?x=1",
      "shop.acme.com.:443/x",
    ];

    assert.deepEqual([...new Set(spellings.map(canonicalDomain))], ["acme.com"]);
  });

  it("is null for what is no company's site", () => {
    const others = ["", "n/a", "none", "gmail.com", "facebook.com/acme", "http://10.0.0.1/", "-"];

    assert.deepEqual(
      others.filter((typed) => canonicalDomain(typed) !== null),
      [],
    );
  });
});
