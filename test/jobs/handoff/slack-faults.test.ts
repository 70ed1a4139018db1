import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { after, describe, it } from "node:test";
import { pino } from "pino";
import { slackClient } from "../../../bot/slack/client.ts";
import { slackPort } from "../../../bot/slack/port.ts";
import { saveSetting } from "../../../db/settings.ts";
import { deliverCard } from "../../../jobs/handoff/deliver-card.ts";
import { testDb } from "../../support/db.ts";
import { givenScored } from "../../support/given.ts";
import { sendOutbox } from "../../support/outbox.ts";
import { testDurations, testWorld } from "../../support/world.ts";
import { openScene, rowsOf } from "../scene.ts";

const TIMEOUT_MS = 150;
const LOG = pino({ level: "silent" });
const db = await testDb();
after(() => db[Symbol.asyncDispose]());

type Fault = (response: ServerResponse) => void;
const json = { "content-type": "application/json" };
const ok = JSON.stringify({ ok: true, channel: "CLEADS", ts: "1.000001" });

/** What Slack does with the first post, and whether the message is there all the same. */
const faults: Record<string, { fault: Fault; arrives: boolean }> = {
  "429 with Retry-After": {
    fault: (response) => response.writeHead(429, { "retry-after": "30" }).end(),
    arrives: false,
  },
  "ok: false, ratelimited": {
    fault: (response) =>
      response.writeHead(200, json).end(JSON.stringify({ ok: false, error: "ratelimited" })),
    arrives: false,
  },
  "500": { fault: (response) => response.writeHead(500).end("{}"), arrives: false },
  "503 and a page": {
    fault: (response) => response.writeHead(503, { "content-type": "text/html" }).end("<h1>Oops"),
    arrives: false,
  },
  silence: { fault: () => {}, arrives: false },
  "silence, though it took the message": { fault: () => {}, arrives: true },
  "an answer that breaks off": {
    fault: (response) => {
      response.writeHead(200, { ...json, "content-length": ok.length });
      response.write(ok.slice(0, 5), () => response.destroy());
    },
    arrives: true,
  },
  "a connection that ends without an answer": {
    fault: (response) => response.destroy(),
    arrives: true,
  },
};

describe("a card for a Slack that is in trouble", () => {
  for (const [name, { fault, arrives }] of Object.entries(faults)) {
    it(`is there once in the end, and never counts as sent before: ${name}`, async () => {
      const scene = await openScene(db);
      await using slack = await openSlack(fault, arrives);
      const port = slackPort({
        clientFor: async () => slackClient("xoxb-1", slack.apiUrl, LOG, TIMEOUT_MS),
        ...{ apiUrl: slack.apiUrl, timeoutMs: TIMEOUT_MS },
      });
      const durations = { ...testDurations, backOffMs: 0, graceMs: 0, providerMs: TIMEOUT_MS };
      const world = testWorld(scene, { chat: { slack: port, teams: null }, durations });
      await scene.inTenant(scene.tenantId, (tx) =>
        saveSetting(tx, "channels.slack", { leads: "CLEADS", aLeads: null }, "test"),
      );
      const id = await givenScored(scene, scene.tenantId, "C");
      await deliverCard.run({ tenantId: scene.tenantId, id }, world);

      const told: string[] = [];
      for (let tries = 0; tries < 5; tries += 1) {
        await sendOutbox(world, scene.tenantId);
        const [row] = await rowsOf<{ status: string }>(scene, "select status from route_event");
        told.push(`${row?.status} with ${slack.messages.length}`);
        if (row?.status === "sent") break;
        await rowsOf(scene, "update route_event set next_at = now(), lease_until = now()");
        await scene.owner.query("delete from dispatch.host_state where host like $1", [
          `${scene.tenantId}/%`,
        ]);
      }

      assert.equal(told.at(-1), "sent with 1", told.join(", "));
      assert.ok(told.slice(0, -1).every((one) => !one.startsWith("sent")));
    });
  }
});

/** A Slack with one channel, whose first post goes wrong. */
async function openSlack(fault: Fault, arrives: boolean) {
  const messages: { ts: string; metadata: unknown }[] = [];
  let posts = 0;
  const server = createServer(async (request, response) => {
    const fields = new URLSearchParams(await text(request));
    if (request.url?.endsWith("conversations.history")) {
      return void response.writeHead(200, json).end(JSON.stringify({ ok: true, messages }));
    }
    posts += 1;
    const isBad = posts === 1;
    if (!isBad || arrives) {
      const metadata: unknown = JSON.parse(fields.get("metadata") ?? "null");
      messages.push({ ts: `${messages.length}.000001`, metadata });
    }
    if (isBad) return fault(response);
    return void response.writeHead(200, json).end(ok);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    messages,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
