import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dedupeKey, matchKeys } from "../../../pipeline/ingest/dedupe.ts";

const submission = {
  idempotencyKey: null,
  bodySha256: "ab".repeat(32),
  source: "website",
  receivedAt: new Date("2026-03-01T09:00:00Z"),
};

describe("the dedupe key", () => {
  it("is the same for the same body from the same source within ten minutes", () => {
    const retry = { ...submission, receivedAt: new Date("2026-03-01T09:09:59Z") };

    assert.equal(dedupeKey(retry), dedupeKey(submission));
  });

  const others: [what: string, change: Partial<typeof submission>][] = [
    ["ten minutes later", { receivedAt: new Date("2026-03-01T09:10:00Z") }],
    ["from another source", { source: "fair" }],
    ["with another body", { bodySha256: "cd".repeat(32) }],
  ];
  for (const [what, change] of others) {
    it(`is another ${what}`, () => {
      assert.notEqual(dedupeKey({ ...submission, ...change }), dedupeKey(submission));
    });
  }

  it("is the sender's own key where there is one, whatever else changes", () => {
    const first = { ...submission, idempotencyKey: "form-7" };
    const later = {
      ...first,
      bodySha256: "cd".repeat(32),
      receivedAt: new Date("2026-03-09T00:00:00Z"),
    };

    assert.equal(dedupeKey(later), dedupeKey(first));
    assert.notEqual(dedupeKey({ ...first, idempotencyKey: "form-8" }), dedupeKey(first));
  });

  it("cannot be forged by a sender who writes a body's key as their own", () => {
    const forged = { ...submission, idempotencyKey: dedupeKey(submission) };

    assert.notEqual(dedupeKey(forged), dedupeKey(submission));
  });
});

describe("match keys", () => {
  const normal = (email: string) =>
    matchKeys({ externalId: null, domain: null, email }).emailNormal;

  it("see one mailbox behind every spelling of a Gmail address", () => {
    const spellings = [
      "ana.weber@gmail.com",
      "Ana.We.ber+demo@GMAIL.com",
      "anaweber@googlemail.com",
    ];

    assert.deepEqual([...new Set(spellings.map(normal))], ["anaweber@gmail.com"]);
  });

  it("keep dots and tags that matter elsewhere", () => {
    assert.equal(normal("Ana.Weber+x@Acme.com"), "ana.weber+x@acme.com");
  });

  it("are null for what is not known, strongest first", () => {
    const keys = matchKeys({ externalId: "42", email: null, domain: "acme.com" });

    assert.deepEqual(Object.entries(keys), [
      ["externalId", "42"],
      ["emailNormal", null],
      ["domain", "acme.com"],
    ]);
  });
});
