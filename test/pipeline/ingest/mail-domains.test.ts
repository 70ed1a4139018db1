import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { freeMail } from "../../../pipeline/data/free-mail.ts";
import { isDisposable, isFreeMail, isRole } from "../../../pipeline/ingest/mail-domains.ts";

describe("mail domains", () => {
  it("knows the free providers of many countries, in any case", () => {
    const free = [
      "gmail.com",
      "GMAIL.com",
      "web.de",
      "orange.fr",
      "freemail.hu",
      "yahoo.co.uk",
      "qq.com",
      "proton.me",
    ];

    assert.deepEqual(
      free.filter((host) => !isFreeMail(host)),
      [],
    );
    assert.ok(freeMail.size >= 150);
  });

  it("takes companies for companies, even with a provider's name in theirs", () => {
    const companies = ["acme.com", "notgmail.com", "gmail.com.acme.io", "northwind.example", "com"];

    assert.deepEqual(
      companies.filter((host) => isFreeMail(host) || isDisposable(host)),
      [],
    );
  });

  it("knows addresses that are made to be thrown away, also below a provider's domain", () => {
    assert.deepEqual(
      ["mailinator.com", "MAILINATOR.COM", "x.mailinator.com", "yopmail.com"].map(isDisposable),
      [true, true, true, true],
    );
  });

  it("does not call a forwarding service for careful people disposable", () => {
    assert.deepEqual(["duck.com", "mozmail.com", "gmail.com", "pm.me"].map(isDisposable), [
      false,
      false,
      false,
      false,
    ]);
  });

  it("tells a function's mailbox from a person's", () => {
    const roles = [
      "info@a.com",
      "INFO@a.com",
      "no-reply@a.com",
      "sales+eu@a.com",
      "customer.service@a.com",
      "jobs2@a.com",
    ];
    const people = [
      "ana@a.com",
      "infor@a.com",
      "sally.sales@a.com",
      "h.r@b.com",
      "presley@a.com",
      "all.in@a.com",
    ];

    assert.deepEqual(
      roles.filter((email) => !isRole(email)),
      [],
    );
    assert.deepEqual(people.filter(isRole), ["h.r@b.com"]);
  });
});
