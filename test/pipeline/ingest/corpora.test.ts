import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countryCode } from "../../../pipeline/ingest/country.ts";
import { readEmail } from "../../../pipeline/ingest/email-address.ts";
import { findPhone, readPhone } from "../../../pipeline/ingest/phone.ts";
import { canonicalDomain, readWebAddress } from "../../../pipeline/ingest/web-address.ts";
import { addresses } from "../../fixtures/identity/addresses.ts";
import { emails } from "../../fixtures/identity/emails.ts";
import { phones } from "../../fixtures/identity/phones.ts";

describe("e-mail addresses", () => {
  it("are read as mail would take them, or not at all", () => {
    const wrong = emails
      .map((mail) => ({ ...mail, found: readEmail(mail.written) ?? null }))
      .filter(({ reads, found }) => JSON.stringify(reads) !== JSON.stringify(found));

    assert.deepEqual(wrong, []);
    assert.ok(emails.length >= 400);
  });
});

describe("phone numbers", () => {
  it("become E.164 in every spelling of their country", () => {
    const wrong = phones
      .map((phone) => {
        const country = phone.country && countryCode(phone.country);
        return { ...phone, found: readPhone(phone.written, country || null) };
      })
      .filter(({ e164, found }) => e164 !== found);

    assert.deepEqual(wrong, []);
    assert.ok(phones.length >= 300);
  });

  it("are found in a sentence as they are on a form", () => {
    const wrong = phones
      .map((phone) => {
        const country = phone.country && countryCode(phone.country);
        const text = `Please call me on ${phone.written}, or tomorrow.`;
        return { ...phone, found: findPhone(text, country || null)?.phone };
      })
      .filter(({ e164, found }) => e164 !== found);

    assert.deepEqual(wrong, []);
  });

  const others = [
    "Fax: +49 30 901820",
    "Telefax +49 (0)30 901820",
    "F: 030 901820",
    "on 2026-03-04 at 10:00",
    "am 04.03.2026 um 9 Uhr",
    "EUR 1.234.567,89",
    "Order 100 200 3004",
    "IBAN DE89 3704 0044 0532 0130 00",
    "USt-IdNr. DE123456789",
    "HRB 1234567",
    "v1.2.3-20260304",
    "AB-1234567",
  ];
  for (const text of others) {
    it(`are not seen in “${text}”`, () => {
      assert.equal(findPhone(text, "DE"), null);
    });
  }
});

describe("web addresses", () => {
  it("lead to the company's domain, or to nobody and a sentence that says why", () => {
    const wrong = addresses
      .map((address) => ({ ...address, found: canonicalDomain(address.written) }))
      .filter(({ domain, found }) => domain !== found);

    assert.deepEqual(wrong, []);
    assert.ok(addresses.length >= 400);
  });

  it("are refused in a sentence", () => {
    const refused = addresses.filter(({ domain }) => domain === null);

    const answers = refused.map(({ written }) => readWebAddress(written));

    const silent = answers.filter((answer) => answer.ok || !/^.+\.$/s.test(answer.why));
    assert.deepEqual(silent, []);
  });
});
