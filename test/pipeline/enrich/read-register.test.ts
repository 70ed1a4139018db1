import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read, valuesOf } from "../../fixtures/pages/page-facts.ts";

const imprint = { url: "https://brightwater.example/imprint", kind: "imprint" } as const;

describe("a VAT number", () => {
  const told = [
    ["USt-IdNr.: DE 136695976", "DE136695976"],
    ["VAT ID: ATU13585627", "ATU13585627"],
    ["BTW: NL 0044.95.445.B01", "NL004495445B01"],
    ["BTW BE 0428.759.497", "BE0428759497"],
    ["TVA intracommunautaire : FR 40 303265045", "FR40303265045"],
    ["VAT number GB 980 7806 84", "GB980780684"],
    ["P. IVA 00743110157", "IT00743110157"],
    ["CIF: B58378431", "ESB58378431"],
    ["VAT: PL 8567346215", "PL8567346215"],
    ["VAT DK 13 58 56 28", "DK13585628"],
    ["VAT FI 20774740", "FI20774740"],
    ["VAT SE 556188840401", "SE556188840401"],
    ["UID: CHE-123.456.788 MWST", "CHE123456788"],
  ] as const;
  for (const [line, vat] of told) {
    it(`is read from “${line}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${line}</p>`, imprint), "vat"), [vat]);
    });
  }

  const traps = [
    "USt-IdNr.: DE 136695977",
    "VAT number GB 980 7806 85",
    "VAT: NL 123",
    "Order DE 136695976 arrived.",
    "VAT is not included.",
  ];
  for (const line of traps) {
    it(`is not read from “${line}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${line}</p>`, imprint), "vat"), []);
    });
  }
});

describe("a register number", () => {
  const told = [
    ["Amtsgericht Gent, HRB 12345", "HRB 12345"],
    ["Firmenbuch: FN 123456a", "123456a"],
    ["Registration Number: 123 456 789 R.C.S. Paris", "123 456 789 R.C.S. Paris"],
    ["SIREN 123 456 789", "123 456 789"],
    ["KvK-nummer: 12345678", "12345678"],
    ["Registered in England and Wales No. 01234567", "01234567"],
    ["Company number: SC123456", "SC123456"],
    ["CVR-nr. 12345678", "12345678"],
    ["Org.nr: 556123-4567", "556123-4567"],
  ] as const;
  for (const [line, value] of told) {
    it(`is read from “${line}”`, () => {
      assert.deepEqual(valuesOf(read(`<p>${line}</p>`, imprint), "register_number"), [value]);
    });
  }

  it("is not a telephone number or a phrase about registering", () => {
    const page = read(
      "<p>Register now: call 12345678.</p><p>Registered users: 1234567</p>",
      imprint,
    );

    assert.deepEqual(valuesOf(page, "register_number"), []);
  });
});
