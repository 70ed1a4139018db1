import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import type WebSocket from "ws";
import { UserError } from "../../../pipeline/errors.ts";
import { given } from "./fakes.ts";
import { command, slackDesk } from "./support.ts";

// The types that are installed are of an older ws, which knew its server by another name.
const { WebSocketServer } = createRequire(import.meta.url)("ws");

/** Slack's end of Socket Mode: hands out addresses, says hello, and sends what it is told to. */
async function slackByWire({ trouble = [] as number[] } = {}) {
  const connections: WebSocket[] = [];
  const waiting: ((socket: WebSocket) => void)[] = [];
  const server = createServer((request, response) => {
    const status = trouble.shift();
    const isKnown = request.headers.authorization === "Bearer xapp-good";
    const url = `ws://${request.headers.host}/link`;
    const body = isKnown ? { ok: true, url } : { ok: false, error: "invalid_auth" };
    request.resume();
    response.writeHead(status ?? 200, { "content-type": "application/json" });
    response.end(JSON.stringify(status ? {} : body));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket: WebSocket) => {
    connections.push(socket);
    socket.send(JSON.stringify({ type: "hello" }));
    waiting.shift()?.(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    connections,
    /** The next connection Baton makes. */
    called: () => new Promise<WebSocket>((resolve) => waiting.push(resolve)),
    async [Symbol.asyncDispose]() {
      for (const socket of connections) socket.terminate();
      sockets.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

const typed = Object.fromEntries(new URLSearchParams(command()));
const envelope = { type: "slash_commands", envelope_id: "e1", payload: typed };

/** Sends one envelope; resolves with what Baton acknowledged it with. */
async function deliver(socket: WebSocket | undefined): Promise<unknown> {
  assert.ok(socket);
  const acknowledged = once(socket, "message");
  socket.send(JSON.stringify(envelope));
  const [data] = await acknowledged;
  return JSON.parse(String(data));
}

describe("Slack by Socket Mode", () => {
  it("hears a command over the connection, and acknowledges it there", async () => {
    await using slack = await slackByWire();
    const desk = slackDesk({}, slack.apiUrl, "T1", "xapp-good");
    await desk.app.start();

    const acknowledged = await deliver(slack.connections[0]);
    await desk.app.stop();

    assert.partialDeepStrictEqual(acknowledged, { envelope_id: "e1" });
    assert.deepEqual(
      given(desk.calls, "command").map(([text]) => text),
      ["acme.com"],
    );
    assert.ok(desk.lines.some(({ msg }) => msg === "connected to Slack by Socket Mode"));
  });

  it("answers nothing by HTTP, where anybody could call", async () => {
    const desk = slackDesk({}, "http://127.0.0.1:9/api/", "T1", "xapp-good");

    const response = await desk.app.routes.request("/slack/events", { method: "POST" });

    assert.equal(response.status, 404);
  });

  it("finishes the work in hand before it hangs up", async () => {
    await using slack = await slackByWire();
    const desk = slackDesk({}, slack.apiUrl, "T1", "xapp-good");
    const released = Promise.withResolvers<void>();
    const finished: string[] = [];
    desk.handlers.command = async () => {
      await released.promise;
      finished.push("work");
      return { kind: "done" };
    };
    await desk.app.start();
    await deliver(slack.connections[0]);

    const stopped = desk.app.stop().then(() => finished.push("stop"));
    released.resolve();
    await stopped;

    assert.deepEqual(finished, ["work", "stop"]);
    assert.notEqual(slack.connections[0]?.readyState, slack.connections[0]?.OPEN);
  });

  it("says which setting is wrong when Slack does not take the token", async () => {
    await using slack = await slackByWire();
    const desk = slackDesk({}, slack.apiUrl, "T1", "xapp-bad");

    await assert.rejects(desk.app.start(), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /SLACK_APP_TOKEN \(invalid_auth\).*connections:write/);
      return true;
    });
  });

  it("calls again when the connection is lost, and hears as before", async () => {
    await using slack = await slackByWire();
    const desk = slackDesk({}, slack.apiUrl, "T1", "xapp-good");
    await desk.app.start();

    const again = slack.called();
    slack.connections[0]?.terminate();
    const acknowledged = await deliver(await again);
    await desk.app.stop();

    assert.partialDeepStrictEqual(acknowledged, { envelope_id: "e1" });
    assert.equal(slack.connections.length, 2);
  });

  it("starts while Slack is away, and calls until it is back", async () => {
    await using slack = await slackByWire({ trouble: [503] });
    const desk = slackDesk({}, slack.apiUrl, "T1", "xapp-good");
    const called = slack.called();

    await desk.app.start();
    const acknowledged = await deliver(await called);
    await desk.app.stop();

    assert.partialDeepStrictEqual(acknowledged, { envelope_id: "e1" });
  });

  it("stops at once while Slack is away", async () => {
    await using slack = await slackByWire({ trouble: [503, 503, 503] });
    const desk = slackDesk({}, slack.apiUrl, "T1", "xapp-good");
    await desk.app.start();

    await desk.app.stop();

    assert.equal(slack.connections.length, 0);
  });
});
