import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import { slackClient } from "../../../bot/slack/client.ts";
import { slackPort } from "../../../bot/slack/port.ts";
import { ChatRefused, ChatUnreachable } from "../../../jobs/world.ts";
import { card, fakeLog, tenantId } from "./fakes.ts";

/* What the outbox is told when Slack does not simply say yes: a wrong word here loses a card or doubles it. */

const { log } = fakeLog();
const inC1 = { kind: "channel", channelId: "C1" } as const;
const toRita = { kind: "dm", userId: "U1" } as const;

type Respond = (response: ServerResponse) => void;
const json = (status: number, body: object, headers: Record<string, string> = {}): Respond => {
  return (response) =>
    response
      .writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
      .end(JSON.stringify(body));
};
const no = (error: string, headers = {}) => json(200, { ok: false, error }, headers);
const page = (status: number, body: string): Respond => {
  return (response) => response.writeHead(status, { "content-type": "text/html" }).end(body);
};
const reset: Respond = (response) => response.socket?.resetAndDestroy();
const resetMidBody: Respond = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
  response.write('{"ok":true,', () => response.socket?.resetAndDestroy());
};
const silence: Respond = () => {};

/** A Slack that answers each method as told, everything else with yes; `asked` counts. */
async function slackThat(answers: Record<string, Respond>, timeoutMs = 10_000) {
  const asked: string[] = [];
  const bodies: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const method = (request.url ?? "").replace("/api/", "");
    asked.push(method);
    request
      .setEncoding("utf8")
      .toArray()
      .then(
        (body) => {
          bodies.push(new URLSearchParams(body.join("")));
          const yes = json(200, { ok: true, channel: { id: "D1" }, ts: "1.1", messages: [] });
          (answers[method] ?? yes)(response);
        },
        () => {},
      );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const apiUrl = `http://127.0.0.1:${port}/api/`;
  const client = slackClient("xoxb-1", apiUrl, log, timeoutMs);
  return {
    port: slackPort({ clientFor: async () => client, apiUrl, timeoutMs }),
    asked,
    bodies,
    replyUrl: `http://127.0.0.1:${port}/respond`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** What an error means to the outbox. */
function fateOf(error: unknown): string {
  if (error instanceof ChatRefused) return `refused: ${error.reason}`;
  if (error instanceof ChatUnreachable) return `not sent, wait ${error.retryAfterMs}`;
  return "nobody knows";
}

async function fate(act: Promise<unknown>): Promise<string> {
  return act.then(() => "sent", fateOf);
}

describe("the Slack port, when Slack says something else than yes", () => {
  const cases: [what: string, respond: Respond, fate: string][] = [
    ["429 with a wait", json(429, {}, { "retry-after": "30" }), "not sent, wait 30000"],
    ["429 that does not say how long", json(429, {}), "not sent, wait null"],
    ["ratelimited", no("ratelimited", { "retry-after": "7" }), "not sent, wait 7000"],
    ["ratelimited without a wait", no("ratelimited"), "not sent, wait null"],
    ["not_in_channel", no("not_in_channel"), "refused: not_in_channel"],
    ["token_revoked", no("token_revoked"), "refused: token_revoked"],
    ["404", page(404, "nothing here"), "refused: http_404"],
    ["403", json(403, {}), "refused: http_403"],
    ["408", json(408, {}), "nobody knows"],
    ["500", json(500, {}), "nobody knows"],
    ["503 as a web page", page(503, "<h1>Down for maintenance</h1>"), "nobody knows"],
    ["internal_error", no("internal_error"), "nobody knows"],
    ["200 that is a web page", page(200, "<h1>Welcome to the hotel</h1>"), "nobody knows"],
    ["200 that is one plain word", page(200, "proxy_says_hello"), "nobody knows"],
    ["a reset before the answer", reset, "nobody knows"],
    ["a reset in the middle of the answer", resetMidBody, "nobody knows"],
  ];
  for (const [what, respond, expected] of cases) {
    it(`takes ${what} as: ${expected}; and asks once`, async () => {
      await using slack = await slackThat({
        "chat.postMessage": respond,
        "chat.update": respond,
      });

      const posted = await fate(slack.port.post(tenantId, inC1, card("L1", "New")));
      const at = { channelId: "C1", messageId: "1.1" };
      const edited = await fate(slack.port.update(tenantId, at, card("L1", "Newer")));

      assert.deepEqual([posted, edited], [expected, expected]);
      assert.deepEqual(slack.asked, ["chat.postMessage", "chat.update"]);
    });
  }

  it("gives up on silence, without knowing what became of it", async () => {
    await using slack = await slackThat({ "chat.postMessage": silence }, 50);

    assert.equal(await fate(slack.port.post(tenantId, inC1, card("L1", "New"))), "nobody knows");
  });

  it("knows that nothing was sent to a Slack that refuses connections", async () => {
    const slack = await slackThat({});
    await slack[Symbol.asyncDispose]();

    const posted = await fate(slack.port.post(tenantId, inC1, card("L1", "New")));
    const to = { channelId: "C1", userId: "U1", replyUrl: slack.replyUrl };
    const said = await fate(slack.port.whisper(tenantId, to, card("note", "Psst")));

    assert.deepEqual([posted, said], ["not sent, wait null", "not sent, wait null"]);
  });

  it("knows that nothing was sent to a Slack that has no address", async () => {
    const apiUrl = "http://slack.invalid/api/";
    const client = slackClient("xoxb-1", apiUrl, log);
    const port = slackPort({ clientFor: async () => client, apiUrl, timeoutMs: 10_000 });

    const posted = await fate(port.post(tenantId, inC1, card("L1", "New")));

    assert.equal(posted, "not sent, wait null");
  });

  it("knows that nothing was sent where TLS failed", async () => {
    await using slack = await slackThat({});
    const apiUrl = new URL(slack.replyUrl.replace("http:", "https:")).origin.concat("/api/");
    const client = slackClient("xoxb-1", apiUrl, log);
    const port = slackPort({ clientFor: async () => client, apiUrl, timeoutMs: 10_000 });

    const posted = fate(port.post(tenantId, inC1, card("L1", "New")));

    assert.equal(await posted, "not sent, wait null");
    assert.deepEqual(slack.asked, []);
  });

  for (const trouble of [json(500, {}), reset]) {
    it("knows that nothing was sent while the conversation was being opened", async () => {
      await using slack = await slackThat({ "conversations.open": trouble });

      const posted = await fate(slack.port.post(tenantId, toRita, card("L1", "New")));

      assert.equal(posted, "not sent, wait null");
      assert.deepEqual(slack.asked, ["conversations.open"]);
    });
  }

  it("knows that nothing was sent when it could not even sign in", async () => {
    const clientFor = () => Promise.reject(new Error("the database is away"));
    const port = slackPort({ clientFor, apiUrl: "http://127.0.0.1:1/", timeoutMs: 50 });

    const posted = await fate(port.post(tenantId, inC1, card("L1", "New")));

    assert.equal(posted, "not sent, wait null");
  });

  const replies: [what: string, respond: Respond, fate: string][] = [
    ["429", json(429, {}, { "retry-after": "3" }), "not sent, wait 3000"],
    ["500", json(500, {}), "nobody knows"],
  ];
  for (const [what, respond, expected] of replies) {
    it(`takes ${what} of a response_url as: ${expected}`, async () => {
      await using slack = await slackThat({ "/respond": respond });
      const to = { channelId: "C1", userId: "U1", replyUrl: slack.replyUrl };

      const said = await fate(slack.port.whisper(tenantId, to, card("note", "Psst")));

      assert.deepEqual([said, slack.asked], [expected, ["/respond"]]);
    });
  }
});

describe("looking for a post whose answer was lost", () => {
  const since = new Date("2026-11-21T09:00:00Z");
  const message = (ts: string, effect: string, event_type = "baton_card") => ({
    ts,
    metadata: { event_type, event_payload: { card: "L1", version: 1, effect } },
  });
  const historyOf = (...messages: object[]) => json(200, { ok: true, messages });

  it("finds the message that carries the effect key", async () => {
    const history = historyOf({ ts: "3.3" }, message("2.2", "key-2"), message("1.1", "key-1"));
    await using slack = await slackThat({ "conversations.history": history });

    const found = await slack.port.lookup(tenantId, inC1, "key-1", since);

    assert.deepEqual(found, { channelId: "C1", messageId: "1.1" });
    const aMinuteBefore = String(Date.parse("2026-11-21T08:59:00Z") / 1000);
    assert.equal(slack.bodies[0]?.get("oldest"), `${aMinuteBefore}.000000`);
  });

  it("looks in a person's own conversation for what was sent there", async () => {
    const history = historyOf(message("1.1", "key-1"));
    await using slack = await slackThat({ "conversations.history": history });

    const found = await slack.port.lookup(tenantId, toRita, "key-1", since);

    assert.deepEqual(found, { channelId: "D1", messageId: "1.1" });
  });

  it("says that it is absent once everything since then was read", async () => {
    const history = historyOf(message("1.1", "key-1", "somebody_elses"), message("2.2", "key-2"));
    await using slack = await slackThat({ "conversations.history": history });

    assert.equal(await slack.port.lookup(tenantId, inC1, "key-1", since), "absent");
  });

  it("reads on from page to page, but not for ever", async () => {
    const more = { ok: true, messages: [], response_metadata: { next_cursor: "more" } };
    await using slack = await slackThat({ "conversations.history": json(200, more) });

    const found = await slack.port.lookup(tenantId, inC1, "key-1", since);

    assert.deepEqual([found, slack.asked.length], ["cannot_tell", 5]);
  });

  for (const reason of ["missing_scope", "not_in_channel", "channel_not_found"]) {
    it(`cannot tell where Slack says ${reason}`, async () => {
      await using slack = await slackThat({ "conversations.history": no(reason) });

      assert.equal(await slack.port.lookup(tenantId, inC1, "key-1", since), "cannot_tell");
    });
  }

  it("is asked again later where Slack is away", async () => {
    await using slack = await slackThat({ "conversations.history": json(503, {}) });

    const looked = await fate(slack.port.lookup(tenantId, inC1, "key-1", since));

    assert.equal(looked, "nobody knows");
  });
});
