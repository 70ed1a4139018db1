import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { redact, redactedKinds } from "../../../pipeline/enrich/redact.ts";

const fixture = (name: string) =>
  JSON.parse(readFileSync(`test/fixtures/redaction/${name}.json`, "utf8"));
const taken = z.array(z.object({ text: z.string(), redacted: z.string() })).parse(fixture("taken"));
const left = z.array(z.string()).parse(fixture("left"));

describe("redaction", () => {
  for (const { text, redacted } of taken) {
    it(`makes ${JSON.stringify(redacted)} of ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.equal(redact(text).text, redacted);
    });
  }

  for (const text of left) {
    it(`leaves ${JSON.stringify(text)}`, () => {
      assert.equal(redact(text).text, text);
    });
  }

  it("counts what it took out, by kind", () => {
    const { found } = redact(
      "4111 1111 1111 1111, 078-05-1120, DE89370400440532013000, password=abcd, a@b.de, c@d.fr, +49 30 1234567",
    );

    assert.deepEqual(found, { card: 1, ssn: 1, iban: 1, secret: 1, email: 2, phone: 1 });
  });

  it("takes out what is planted, whatever stands around it", () => {
    const planted = ["4111 1111 1111 1111", "DE89370400440532013000", "ana@northwind.example"];
    const around = fc.stringMatching(/^[a-zäöü ,.!?()\n]{0,40}$/);

    fc.assert(
      fc.property(around, fc.constantFrom(...planted), around, (before, secret, after) => {
        const { text } = redact(`${before} ${secret} ${after}`);
        assert.ok(!text.includes(secret), text);
      }),
    );
  });

  it("finds nothing new in what it has redacted", () => {
    for (const { redacted } of taken) {
      assert.equal(redact(redacted).text, redacted);
    }
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { found } = redact(text);
        assert.ok(redactedKinds.every((kind) => found[kind] >= 0));
      }),
    );
  });

  const shapes: [shape: string, size: number][] = [
    ...["1", "1 ", "4111 "].map((shape): [string, number] => [shape, 1_000_000]),
    ...["12-", "0 ", "+49 ", "(", "eyJa-", "AA11 ", "a@", "x@a.", "a [at] ", "sk-"].map(
      (shape): [string, number] => [shape, 200_000],
    ),
    ...["password=", "password:  ", "-----BEGIN PRIVATE KEY-----", "bearer ", "://a:"].map(
      (shape): [string, number] => [shape, 200_000],
    ),
  ];
  for (const [shape, size] of shapes) {
    // Anything worse than linear would take hours.
    it(`gets through ${size} characters of ${JSON.stringify(shape)}`, () => {
      const { text } = redact(shape.repeat(size / shape.length));

      assert.ok(text.length > 0);
    });
  }
});
