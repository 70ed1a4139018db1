import assert from "node:assert/strict";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import { playgroundMail } from "../../../bot/playground/mail-port.ts";
import { ChatUnreachable, MailRefused } from "../../../jobs/world.ts";
import { givenPlayground } from "./given.ts";

const mail = {
  from: { name: "Rita Rep", address: "rita@playground.example" },
  to: { name: "Ana Weber", address: "ana@northwind.example" },
  subject: "Your six open data roles",
  text: "Dear Ana,\nI saw them.",
};

describe("the playground's mail", () => {
  it("shows what was sent, newest first, and sends it nowhere", async () => {
    await using given = await givenPlayground();
    const port = playgroundMail(given.url);

    const { providerId } = await port.send("t1", "mail:1", mail);
    given.clock.now = new Date(+given.clock.now + 1000);
    await port.send("t1", "mail:2", { ...mail, subject: "Again" });

    const shown = (await given.state("mona")).mail;
    assert.deepEqual(
      shown.map(({ subject }) => subject),
      ["Again", mail.subject],
    );
    assert.deepEqual(shown[1], {
      id: providerId,
      from: "Rita Rep <rita@playground.example>",
      to: "Ana Weber <ana@northwind.example>",
      subject: mail.subject,
      body: mail.text,
      at: "2026-11-21T09:00:00.000Z",
    });
  });

  it("takes the same key once, and answers with the same id, even twenty times at once", async () => {
    await using given = await givenPlayground();
    const port = playgroundMail(given.url);

    const sent = await Promise.all(
      Array.from({ length: 20 }, () => port.send("t1", "mail:1", mail)),
    );

    assert.equal(new Set(sent.map(({ providerId }) => providerId)).size, 1);
    assert.equal((await given.state("mona")).mail.length, 1);
  });

  it("is two mails where two tenants use one key", async () => {
    await using given = await givenPlayground();
    const port = playgroundMail(given.url);

    await port.send("t1", "mail:1", mail);
    await port.send("t2", "mail:1", mail);

    assert.equal((await given.state("mona")).mail.length, 2);
  });

  it("refuses an address for good, and names the field", async () => {
    await using given = await givenPlayground();
    const port = playgroundMail(given.url);
    const to = { name: "Ana", address: "not an address" };

    await assert.rejects(port.send("t1", "mail:1", { ...mail, to }), (error) => {
      assert.ok(error instanceof MailRefused);
      assert.match(error.message, /to\.address/);
      return true;
    });
    assert.deepEqual((await given.state("mona")).mail, []);
  });

  it("knows that nothing was sent when nobody listens", async () => {
    const sink = await givenSink(() => {});
    await sink[Symbol.asyncDispose]();
    const port = playgroundMail(sink.url);

    await assert.rejects(port.send("t1", "mail:1", mail), ChatUnreachable);
  });

  it("knows nothing when the sink breaks, is silent or talks nonsense", async () => {
    const answers = [
      (response: ServerResponse) => response.writeHead(503).end("<html>"),
      (response: ServerResponse) => response.destroy(),
      (response: ServerResponse) => response.end("not JSON"),
      () => {},
    ];
    for (const answer of answers) {
      await using sink = await givenSink(answer);
      const port = playgroundMail(sink.url, 200);

      await assert.rejects(port.send("t1", "mail:1", mail), (error) => {
        return !(error instanceof MailRefused) && !(error instanceof ChatUnreachable);
      });
    }
  });

  it("wants a key, and is nobody else's", async () => {
    await using given = await givenPlayground();
    const post = (headers: Record<string, string>) =>
      fetch(`${given.url}/_play/mail`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ tenant: "t1", ...mail }),
      });

    const keyless = await post({});
    const foreign = await post({ "idempotency-key": "k", origin: "https://evil.example" });

    assert.deepEqual([keyless.status, foreign.status], [400, 403]);
    assert.deepEqual((await given.state("mona")).mail, []);
  });
});

async function givenSink(answer: (response: ServerResponse) => void) {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo; // a server that listens has one
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
