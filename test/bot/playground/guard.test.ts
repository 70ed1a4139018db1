import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Hono } from "hono";
import { onlyOurselves } from "../../../bot/playground/guard.ts";

const app = new Hono();
app.use(onlyOurselves(() => "http://127.0.0.1:3000"));
app.all("*", (c) => c.text("welcome"));

async function status(headers: Record<string, string>, path = "/_play/gesture", method = "POST") {
  const response = await app.request(`http://127.0.0.1:3000${path}`, { method, headers });
  return response.status;
}

const navigation = {
  host: "127.0.0.1:3000",
  "sec-fetch-site": "cross-site",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};

describe("the playground's guard", () => {
  const welcome: { who: string; headers: Record<string, string> }[] = [
    { who: "our own page", headers: own("127.0.0.1:3000") },
    { who: "our own page by name", headers: own("localhost:3000") },
    { who: "our own page by IPv6", headers: own("[::1]:3000") },
    { who: "a program that sends no browser headers", headers: { host: "127.0.0.1:3000" } },
  ];
  for (const { who, headers } of welcome) {
    it(`lets ${who} in`, async () => {
      assert.equal(await status(headers), 200);
    });
  }

  const strangers: { who: string; headers: Record<string, string> }[] = [
    { who: "a name that was rebound to us", headers: own("evil.example:3000") },
    { who: "another port of this machine", headers: own("127.0.0.1:4000") },
    { who: "no port", headers: own("127.0.0.1") },
    { who: "a user name in the host", headers: { host: "127.0.0.1:3000@evil.example" } },
    {
      who: "a foreign page",
      headers: { host: "127.0.0.1:3000", origin: "https://evil.example" },
    },
    { who: "a sandboxed page", headers: { host: "127.0.0.1:3000", origin: "null" } },
    {
      who: "a page on another port",
      headers: { host: "127.0.0.1:3000", origin: "http://127.0.0.1:4000" },
    },
    {
      who: "a page on https",
      headers: { host: "127.0.0.1:3000", origin: "https://127.0.0.1:3000" },
    },
    {
      who: "a foreign page whose browser hides its origin",
      headers: { host: "127.0.0.1:3000", "sec-fetch-site": "cross-site" },
    },
    {
      who: "a page on a sibling port",
      headers: { host: "127.0.0.1:3000", "sec-fetch-site": "same-site" },
    },
  ];
  for (const { who, headers } of strangers) {
    it(`keeps ${who} out`, async () => {
      assert.equal(await status(headers), 403);
    });
  }

  it("opens the page when a link elsewhere is followed", async () => {
    assert.equal(await status(navigation, "/playground", "GET"), 200);
  });

  it("does not let a link read what people said", async () => {
    assert.equal(await status(navigation, "/_play/state", "GET"), 403);
  });

  it("does not let a form elsewhere post to the page", async () => {
    assert.equal(await status(navigation, "/playground", "POST"), 403);
  });

  it("never lets a foreign origin in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.domain(), fc.constantFrom("", ":80", ":3000"), async (name, port) => {
        const headers = { host: "127.0.0.1:3000", origin: `http://${name}${port}` };
        assert.equal(await status(headers), 403);
      }),
    );
  });
});

function own(host: string) {
  return { host, origin: `http://${host}`, "sec-fetch-site": "same-origin" };
}
