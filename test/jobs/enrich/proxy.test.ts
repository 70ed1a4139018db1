import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { openProxy } from "../../../jobs/enrich/proxy.ts";
import { openStage, type Stage } from "./stage.ts";

type Heard = { status: number; body: string };

/** What a browser behind the proxy hears when it asks for a URL. */
async function through(stage: Stage, url: string, maxBytes = 1_000_000): Promise<Heard> {
  await using proxy = await openProxy(stage.web, maxBytes);
  const { port } = new URL(proxy.url);
  return await new Promise<Heard>((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path: url, agent: false }, (answer) => {
      let body = "";
      answer.on("data", (chunk) => {
        body += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
      answer.on("error", reject);
    });
    asked.on("error", reject).end();
  });
}

/** The first line of the answer to a CONNECT. */
async function tunnelled(stage: Stage, target: string): Promise<string> {
  await using proxy = await openProxy(stage.web, 1_000_000);
  return await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(proxy.url).port), "127.0.0.1", () => {
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
    });
    socket.once("data", (data) => resolve(data.toString().split("\r\n", 1).join()));
    socket.on("error", reject);
  });
}

describe("the browser's proxy", () => {
  it("brings what public hosts answer", async () => {
    await using stage = await openStage((_, response) => response.writeHead(418).end("tea"));

    const heard = await through(stage, "http://site.example/pot?x=1");

    assert.deepEqual(heard, { status: 418, body: "tea" });
    assert.deepEqual(stage.asked, ["site.example/pot?x=1"]);
  });

  it("brings large answers whole", async () => {
    await using stage = await openStage((_, response) => response.end("x".repeat(900_000)));

    const { body } = await through(stage, "http://site.example/");

    assert.equal(body.length, 900_000);
  });

  for (const line of [
    "HTTP/1.1 000 Nothing",
    "HTTP/1.1 099 Less",
    "HTTP/1.1 101 Switch",
    "220 SMTP",
  ]) {
    it(`survives a host that says ${line}`, async () => {
      await using stage = await openStage((request) => request.socket.end(`${line}\r\n\r\n`));

      const { status } = await through(stage, "http://site.example/");

      assert.equal(status, 502);
    });
  }

  it("passes redirects on without following them", async () => {
    await using stage = await openStage((_, response) => {
      response.writeHead(302, { location: "http://127.0.0.1/" }).end();
    });

    const heard = await through(stage, "http://site.example/");

    assert.equal(heard.status, 302);
    assert.deepEqual(stage.leaks, []);
  });

  const names = {
    "inside.example": () => ["127.0.0.1"],
    "mixed.example": () => ["127.0.0.9", "127.0.0.1"],
  };
  const forbidden = [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://[::ffff:127.0.0.1]/",
    "http://0.0.0.0/",
    "http://169.254.169.254/latest/",
    "http://inside.example/",
    "http://mixed.example/",
    "http://site.example:22/",
    "http://user:secret@site.example/",
    "https://site.example/",
    "ftp://site.example/",
    "file:///etc/passwd",
    "/",
  ];
  for (const url of forbidden) {
    it(`refuses ${url}`, async () => {
      await using stage = await openStage((_, response) => response.end(), names);

      const { status } = await through(stage, url);

      assert.ok(status === 403 || status === 502, String(status));
      assert.deepEqual([stage.leaks, stage.asked], [[], []]);
    });
  }

  const targets = ["127.0.0.1:443", "[::1]:443", "2130706433:443", "inside.example:443"];
  targets.push(
    "mixed.example:443",
    "site.example:80",
    "site.example:22",
    "user@site.example:443",
    "",
  );
  for (const target of targets) {
    it(`digs no tunnel to ${JSON.stringify(target)}`, async () => {
      await using stage = await openStage((_, response) => response.end(), names);
      const web = { ...stage.web, portFor: () => null };

      const line = await tunnelled({ ...stage, web }, target);

      assert.match(line, /^HTTP\/1.1 (400|403|502) /);
      assert.deepEqual(stage.leaks, []);
    });
  }

  it("ends an answer that is larger than a page may be", async () => {
    await using stage = await openStage((_, response) => response.end("x".repeat(500_000)));

    await assert.rejects(
      through(stage, "http://site.example/", 100_000),
      /aborted|ECONNRESET|hang up/,
    );
  });

  it("lets go of what is open when it closes", async () => {
    await using stage = await openStage(() => {}); // never answers
    const proxy = await openProxy(stage.web, 1_000);
    const socket = connect(Number(new URL(proxy.url).port), "127.0.0.1");
    socket.write("GET http://site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n");
    const closed = new Promise((resolve) => socket.on("close", resolve));
    while (stage.asked.length === 0) await new Promise(setImmediate);

    await proxy[Symbol.asyncDispose]();

    await closed;
  });
});
