import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
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

  for (const [what, begun] of [
    ["never sends a word", ""],
    ["sends its headers letter by letter", "POST / HTTP/1.1\r\nHost: x\r\n"],
    ["never ends its body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"],
  ] as const) {
    it(`hangs up on a client that ${what}, and serves the others meanwhile`, async () => {
      await using server = await openServer({ headersMs: 100, requestMs: 200, fileMs: 60_000 });
      server.open(async (request) => new Response(await request.text()));
      const slow = Array.from({ length: 20 }, () => sayTo(server.url, begun));

      const good = await fetch(server.url, { method: "POST", body: "hello" });

      assert.equal(await good.text(), "hello");
      await Promise.all(slow);
    });
  }

  it("waits longer for a file, which may come over a slow line", async () => {
    await using server = await openServer({ headersMs: 100, requestMs: 100, fileMs: 60_000 });
    server.open(async (request) => new Response(await request.text()));
    const head = "Host: x\r\nConnection: close\r\nContent-Length: 6\r\n\r\nabc";
    const file = connect(Number(new URL(server.url).port), "127.0.0.1");
    const answer = text(file);
    file.write(`POST /upload/token HTTP/1.1\r\n${head}`);

    await sayTo(server.url, `POST /other HTTP/1.1\r\n${head}`);
    file.write("def");

    assert.match(await answer, /abcdef$/);
  });
});

/** Opens a connection, says something, and resolves once the server hung up. */
async function sayTo(url: string, words: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => {});
  socket.write(words);
  socket.resume();
  await once(socket, "close");
}

async function openServer(limits?: { headersMs: number; requestMs: number; fileMs: number }) {
  const server = await listen("127.0.0.1", 0, limits);
  return { ...server, [Symbol.asyncDispose]: server.close };
}
