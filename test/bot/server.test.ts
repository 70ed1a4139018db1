import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { pino } from "pino";
import { httpApp } from "../../bot/http.ts";
import { listen } from "../../bot/server.ts";

describe("the HTTP server", () => {
  it("protects every answer, also those it gives before it is open", async () => {
    await using server = await openServer();
    const before = await fetch(server.url);
    server.open(httpApp(pino({ level: "silent" }), [new Hono()]).fetch);

    const after = await fetch(server.url);

    for (const [answer, status] of [[before, 503] as const, [after, 404] as const]) {
      assert.equal(answer.status, status);
      assert.match(answer.headers.get("content-security-policy") ?? "", /^default-src 'none'/);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    }
  });

  it("leaves a page its own policy", async () => {
    await using server = await openServer();
    const page = new Hono();
    const policy = { "Content-Security-Policy": "script-src 'self'" };
    page.get("/page", (c) => c.text("here", 200, policy));
    server.open(httpApp(pino({ level: "silent" }), [page]).fetch);

    const answer = await fetch(`${server.url}/page`);

    assert.equal(answer.headers.get("content-security-policy"), "script-src 'self'");
    assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
  });

  it("gives the sender's request id back, or one of its own", async () => {
    await using server = await openServer();
    server.open(httpApp(pino({ level: "silent" }), [new Hono()]).fetch);

    const theirs = await fetch(server.url, { headers: { "x-request-id": "req-1" } });
    const ours = await fetch(server.url);

    assert.equal(theirs.headers.get("x-request-id"), "req-1");
    assert.match(ours.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
  });
});

async function openServer() {
  const server = await listen("127.0.0.1", 0);
  return { ...server, [Symbol.asyncDispose]: server.close };
}
