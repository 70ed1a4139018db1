import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { LeadInput } from "../../../../pipeline/ingest/lead-input.ts";
import { limits } from "../../../../pipeline/ingest/mail/mail.ts";
import { readMail } from "../../../../pipeline/ingest/mail/read-mail.ts";
import { readMime, readReceived } from "../../../../pipeline/ingest/mail/read-mime.ts";
import { type Case, corpus } from "../../../fixtures/mail/corpus.ts";

const door = { name: "Sales inbox", ownDomains: ["acme.example"], mailbox: "sales.acme@gmail.com" };

describe("every mail that comes", () => {
  it("is one of two hundred and more", () => {
    assert.ok(corpus.length >= 200, String(corpus.length));
  });

  for (const one of corpus) {
    it(`ends where it belongs: ${one.name}`, async () => {
      const mail = await readMime(one.mime);
      const reading = readMail(mail, door);

      assert.equal(reading.kind, one.kind, JSON.stringify(reading.input));
      assert.equal(reading.remark !== null, one.kind === "ignored" || one.kind === "spam");
      assert.deepEqual(reading.input.flags.includes(one.flag ?? ""), one.flag !== undefined);
      checkLead(one, reading.input);
      assert.doesNotMatch(JSON.stringify(mail), /SECRET/); // what was attached
      assert.ok(mail.text.length <= limits.textCharacters);
    });
  }

  it("is read somehow however its bytes were mangled on the way", async () => {
    const mails = fc.constantFrom(...corpus.filter(({ mime }) => mime.length < 5_000));
    const cuts = fc.array(fc.tuple(fc.nat(5_000), fc.integer({ min: 0, max: 255 })), {
      maxLength: 20,
    });
    const property = fc.asyncProperty(
      mails,
      cuts,
      fc.nat(5_000),
      async ({ mime }, changes, length) => {
        const mangled = Buffer.from(mime.subarray(0, Math.max(1, length)));
        for (const [at, byte] of changes) mangled[at % mangled.length] = byte;

        const { kind } = readMail(await readReceived(mangled), door);

        assert.ok(["lead", "needs_info", "ignored", "spam"].includes(kind));
      },
    );
    await fc.assert(property, { numRuns: 300, seed: 7 });
  });
});

describe("a program's word of a lead", () => {
  const g2 = (results: string) =>
    Buffer.from(
      `Authentication-Results: mx.acme.example; ${results}\r\nFrom: G2 <leads@g2.com>\r\nSubject: New lead\r\n\r\nName: Ana Weber\r\nEmail: ana@northwind.example\r\nCompany: Northwind\r\n`,
    );

  it("is believed where the sender's domain is vouched for, and not where that failed", async () => {
    const sourceOf = async (results: string) =>
      readMail(await readReceived(g2(results)), door).input.source;

    assert.equal(await sourceOf("dkim=pass header.d=g2.com; spf=fail"), "G2");
    assert.equal(await sourceOf("spf=pass smtp.mailfrom=bounce@mail.g2.com"), "G2");
    assert.equal(await sourceOf("dmarc=pass header.from=g2.com"), "G2");
    for (const bad of [
      "dkim=fail header.d=g2.com",
      "dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example",
      "none",
    ]) {
      assert.equal(await sourceOf(bad), "Sales inbox", bad);
    }
  });

  it("is believed by the topmost header alone, which the sender cannot write", async () => {
    const forged = Buffer.concat([
      Buffer.from("Authentication-Results: mx.acme.example; dkim=fail header.d=g2.com\r\n"),
      g2("dkim=pass header.d=g2.com"),
    ]);

    assert.equal(readMail(await readReceived(forged), door).input.source, "Sales inbox");
  });
});

function checkLead({ email, domain, says = "", hides }: Case, input: LeadInput): void {
  if (email !== undefined) assert.equal(input.email, email);
  if (domain !== undefined) assert.equal(input.domain, domain);
  assert.match(input.freeText ?? "", new RegExp(says));
  if (hides) assert.doesNotMatch(input.freeText ?? "", new RegExp(hides));
}
