import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "node:test";
import { verifySignature } from "../../../pipeline/ingest/signature.ts";

const body = Buffer.from('{"email":"ada@example.com","company":"Acme"}');
const plain = "6de4747874ade8167ce58b2f91dff12b1cd2430aa46813ed9aa004ddef46fdda";
const timed = "v1=9ff3e60795021144fc270c8281eb87d0206a4af83d7263ec914230c1ed79b163";
const timestamp = "1700000000";
const signedAtMs = 1_700_000_000_000;

function verify(change: Partial<Parameters<typeof verifySignature>[0]>) {
  return verifySignature({
    headers: { signature: plain, timestamp: null },
    body,
    secrets: ["test_secret"],
    nowMs: signedAtMs,
    windowMs: 300_000,
    ...change,
  });
}

const v1 = { signature: timed, timestamp };

describe("a signature", () => {
  const good: [what: string, change: Parameters<typeof verify>[0]][] = [
    ["the plain scheme", {}],
    ["upper-case hex", { headers: { signature: plain.toUpperCase(), timestamp: null } }],
    ["the sha256= scheme", { headers: { signature: `sha256=${plain}`, timestamp: null } }],
    ["the timed scheme", { headers: v1 }],
    ["the timed scheme at the window's edges", { headers: v1, nowMs: signedAtMs + 300_000 }],
    ["a sender's clock that is five minutes ahead", { headers: v1, nowMs: signedAtMs - 300_000 }],
    ["either of two secrets", { secrets: ["old_secret", "test_secret"] }],
  ];
  for (const [what, change] of good) {
    it(`holds for ${what}`, () => {
      assert.deepEqual(verify(change), { ok: true });
    });
  }

  const bad: [what: string, change: Parameters<typeof verify>[0]][] = [
    ["no signature", { headers: { signature: null, timestamp: null } }],
    ["an empty one", { headers: { signature: "", timestamp: null } }],
    ["a truncated one", { headers: { signature: plain.slice(0, 62), timestamp: null } }],
    ["two at once", { headers: { signature: `${plain}, ${plain}`, timestamp: null } }],
    [
      "another algorithm",
      { headers: { signature: `sha1=${plain.slice(0, 40)}`, timestamp: null } },
    ],
    ["other bytes", { body: Buffer.concat([body, Buffer.from(" ")]) }],
    ["another secret", { secrets: ["other"] }],
    ["no secret", { secrets: [] }],
    ["an empty secret", { secrets: [""], headers: { signature: hmac("", body), timestamp: null } }],
    ["a timed one without time", { headers: { signature: timed, timestamp: null } }],
    ["a timed one with another time", { headers: { signature: timed, timestamp: "1700000001" } }],
    ["a time in words", { headers: { signature: timed, timestamp: "now" } }],
    ["a timed one passed off as plain", { headers: { signature: timed.slice(3), timestamp } }],
    ["a stale one", { headers: v1, nowMs: signedAtMs + 300_001 }],
    ["one from the future", { headers: v1, nowMs: signedAtMs - 300_001 }],
  ];
  for (const [what, change] of bad) {
    it(`fails for ${what}`, () => {
      const verdict = verify(change);

      assert.equal(verdict.ok, false);
      assert.match(verdict.ok ? "" : verdict.why, /^X-\w+ .*\.$/);
    });
  }

  it("fails when any single digit is changed", () => {
    for (let i = 0; i < plain.length; i++) {
      const forged = plain.slice(0, i) + (plain[i] === "0" ? "1" : "0") + plain.slice(i + 1);

      assert.equal(verify({ headers: { signature: forged, timestamp: null } }).ok, false);
    }
  });
});

function hmac(secret: string, body: Buffer): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}
