import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sealBytes } from "../../db/vault.ts";

describe("a seal", () => {
  it("never has the initialisation vector of another one", () => {
    const key = Buffer.alloc(32, "key");
    const plain = Buffer.from("ana@acme.example");

    const seals = Array.from({ length: 5_000 }, () => sealBytes(key, plain));

    const vectors = new Set(seals.map((seal) => seal.toString("hex", 1, 13)));
    assert.equal(vectors.size, seals.length);
  });
});
