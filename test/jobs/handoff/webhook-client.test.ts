import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { postToWebhook } from "../../../jobs/handoff/webhook-client.ts";
import { ChatRefused, ChatUnreachable, type Web } from "../../../jobs/world.ts";
import type { Surface } from "../../../pipeline/surface.ts";
import { testDurations } from "../../support/world.ts";
import { slackAddress, teamsAddress, webhookServer } from "./webhook-server.ts";

const durations = { ...testDurations, providerMs: 300 };

const refused = (reason: string) => ({ way: "refused", reason: new RegExp(`^${reason}$`) });
const later = (ms: number | null) => ({ way: "not sent", reason: new RegExp(`too often.*${ms}$`) });
const unknown = (reason: RegExp) => ({ way: "nobody knows", reason });

describe("posting to a webhook", () => {
  it("posts JSON to the whole address of either chat", async () => {
    const server = await webhookServer();

    await postToWebhook({ ...server, durations }, "slack", slackAddress, { text: "Hello" });
    await postToWebhook({ ...server, durations }, "teams", teamsAddress, { type: "message" });
    await server.close();

    assert.deepEqual(server.heard, [
      { host: "hooks.slack.com", path: "/services/T0/B0/secret", text: `{"text":"Hello"}` },
      {
        host: "prod-1.westeurope.logic.azure.com",
        path: "/workflows/0f/triggers/manual/paths/invoke?sig=s",
        text: `{"type":"message"}`,
      },
    ]);
  });

  type Server = Awaited<ReturnType<typeof webhookServer>>;
  const status =
    (code: number, body: string, headers: Record<string, string> = {}): Server["mode"]["answer"] =>
    (_, response) =>
      response.writeHead(code, headers).end(body);
  const cases: {
    when: string;
    answer: Server["mode"]["answer"];
    ends: { way: string; reason: RegExp };
  }[] = [
    { when: "it is gone", answer: status(404, "no_service"), ends: refused("no_service") },
    {
      when: "it is switched off",
      answer: status(403, "action_prohibited"),
      ends: refused("action_prohibited"),
    },
    {
      when: "its flow was deleted",
      answer: status(400, `{"error":{"code":"x"}}`),
      ends: refused("http_400"),
    },
    {
      when: "it sends us elsewhere",
      answer: status(302, "", { location: "http://10.0.0.1/" }),
      ends: refused("http_302"),
    },
    {
      when: "it is asked too often",
      answer: status(429, "rate_limited", { "retry-after": "30" }),
      ends: later(30_000),
    },
    { when: "it does not say how long", answer: status(429, ""), ends: later(null) },
    { when: "it fails", answer: status(500, "rollup_error"), ends: unknown(/rollup_error/) },
    { when: "something before it fails", answer: status(503, "<html>"), ends: unknown(/http_503/) },
    {
      when: "a proxy says yes in its place",
      answer: status(200, "<html>"),
      ends: unknown(/no readable answer/),
    },
    { when: "it hangs up", answer: (_, __, request) => request.destroy(), ends: unknown(/./) },
    {
      when: "it hangs up in its answer",
      answer: (_, response) => {
        response.writeHead(200, { "content-length": "2" }).flushHeaders();
        setImmediate(() => response.destroy());
      },
      ends: unknown(/./),
    },
    { when: "it is silent", answer: () => {}, ends: unknown(/./) },
  ];
  for (const { when, answer, ends } of cases) {
    it(`says “${ends.way}” when ${when}, having asked once`, async () => {
      const server = await webhookServer(answer);

      const error = await failure(server.web);
      await server.close();

      assert.equal(wayOf(error), ends.way);
      assert.match(reasonOf(error), ends.reason);
      assert.equal(server.heard.length, 1);
    });
  }

  it("knows that nothing was sent where nobody listens or there is no such host", async () => {
    const server = await webhookServer();
    await server.close();
    const nowhere = Object.assign(new Error("not found"), { code: "ENOTFOUND" });

    const closed = await failure(server.web);
    const unheardOf = await failure({ ...server.web, resolve: () => Promise.reject(nowhere) });

    assert.deepEqual([wayOf(closed), wayOf(unheardOf)], ["not sent", "not sent"]);
  });

  it("never posts to an address that is not public, or no webhook's", async () => {
    const server = await webhookServer();
    const inside: Web = { ...server.web, isPublic: () => false };

    const rebound = await failure(inside);
    const kept = await failure(server.web, "slack", "https://hooks.slack.example/services/T/B/x");
    const retired = await failure(server.web, "teams", "https://outlook.office.com/webhook/1");
    await server.close();

    assert.deepEqual([rebound, kept, retired].map(reasonOf), [
      "blocked_address",
      "no_webhook_address",
      "no_webhook_address",
    ]);
    assert.deepEqual(server.heard, []);
  });
});

async function failure(web: Web, surface: Surface = "slack", address = slackAddress) {
  return postToWebhook({ web, durations }, surface, address, { text: "Hello" }).then(
    () => assert.fail("it was sent"),
    (error: unknown) => error,
  );
}

function wayOf(error: unknown): string {
  if (error instanceof ChatRefused) return "refused";
  return error instanceof ChatUnreachable ? "not sent" : "nobody knows";
}

function reasonOf(error: unknown): string {
  if (error instanceof ChatRefused) return error.reason;
  if (error instanceof ChatUnreachable) return `${error.message} ${error.retryAfterMs}`;
  return String(error);
}
