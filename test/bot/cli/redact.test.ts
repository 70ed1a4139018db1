import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { baton } from "./baton.ts";

const text = "Card 4111 1111 1111 1111\nSince 2019, 40 people.\nMail ana@northwind.example\n";

describe("baton redact", () => {
  it("copies standard input without what is personal or secret", async () => {
    const { code, out, err } = await baton(["redact"], {}, text);

    assert.deepEqual([code, err], [0, ""]);
    assert.equal(out, "Card [card]\nSince 2019, 40 people.\nMail [email]\n");
  });

  it("counts what it took out where programs ask", async () => {
    const { out } = await baton(["redact", "--json"], {}, text);

    assert.deepEqual(JSON.parse(out), {
      text: "Card [card]\nSince 2019, 40 people.\nMail [email]\n",
      found: { card: 1, ssn: 0, iban: 0, secret: 0, email: 1, phone: 0 },
    });
  });

  it("cuts long input between lines only, and not inside of a key", async () => {
    const line = "Card 4111 1111 1111 1111, since 2019\n";
    const key = `-----BEGIN PRIVATE KEY-----\n${"MIIEvQIBADANBgkqhkiG9w0\n".repeat(60)}-----END PRIVATE KEY-----\n`;
    const input = (line.repeat(700) + key).repeat(50);

    const { out } = await baton(["redact"], {}, input);

    const clean = `${"Card [card], since 2019\n".repeat(700)}[secret]\n`;
    assert.equal(out, clean.repeat(50));
  });

  it("ends well on nothing", async () => {
    const { code, out } = await baton(["redact"]);

    assert.deepEqual([code, out], [0, ""]);
  });
});
