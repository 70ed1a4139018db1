import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChatRefused, ChatUnreachable } from "../../../jobs/world.ts";
import { card, tenantId } from "../slack/fakes.ts";
import { deadUrl, fakeTeams } from "./support.ts";

const lead = card("L1", "New lead");
const adaptive = "application/vnd.microsoft.card.adaptive";

describe("the Teams port", () => {
  it("posts a card where it was spoken to", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("19:leads", "channel"));

    const at = await teams.port.post(tenantId, { kind: "channel", channelId: "19:leads" }, lead);

    assert.deepEqual(at, { channelId: "19:leads", messageId: "new-1" });
    const [request] = teams.requests;
    const message = {
      type: "message",
      summary: "New lead",
      attachments: [{ contentType: adaptive }],
    };
    assert.partialDeepStrictEqual(request, {
      method: "POST",
      path: "/v3/conversations/19%3Aleads/activities",
      body: message,
    });
  });

  it("posts to a channel nobody spoke in, by way of another", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("a:rita", "personal"));

    await teams.port.post(tenantId, { kind: "channel", channelId: "19:other" }, lead);

    assert.deepEqual(
      teams.requests.map(({ path }) => path),
      ["/v3/conversations/19%3Aother/activities"],
    );
  });

  it("edits a card in place", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("19:leads", "channel"));

    await teams.port.update(tenantId, { channelId: "19:leads", messageId: "m1" }, lead);

    const [request] = teams.requests;
    const path = "/v3/conversations/19%3Aleads/activities/m1";
    assert.partialDeepStrictEqual(request, { method: "PUT", path, body: { summary: "New lead" } });
  });

  it("opens a conversation with somebody who never spoke, once", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("19:leads", "channel"));

    const dm = { kind: "dm", userId: "29:ravi" } as const;
    await teams.port.post(tenantId, dm, lead);
    await teams.port.post(tenantId, dm, lead);

    const paths = teams.requests.map(({ path }) => path);
    const inDm = "/v3/conversations/new-1/activities";
    assert.deepEqual(paths, ["/v3/conversations", inDm, inDm]);
    assert.partialDeepStrictEqual(teams.requests[0]?.body, {
      isGroup: false,
      members: [{ id: "29:ravi" }],
      tenantId: "entra-1",
    });
  });

  it("whispers in the conversation itself where nobody else is", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("a:rita", "personal"));

    const to = { channelId: "a:rita", userId: "29:rita", replyUrl: null };
    await teams.port.whisper(tenantId, to, lead);

    assert.deepEqual(
      teams.requests.map(({ path }) => path),
      ["/v3/conversations/a%3Arita/activities"],
    );
  });

  it("whispers in a channel by a card that only the asker's client may turn over", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("19:leads", "channel"));

    const to = { channelId: "19:leads", userId: "29:rita", replyUrl: null };
    await teams.port.whisper(tenantId, to, lead);

    const [request] = teams.requests;
    const said = JSON.stringify(request?.body);
    assert.equal(request?.path, "/v3/conversations/19%3Aleads/activities");
    assert.match(
      said,
      /"userIds":\["29:rita"\].*"verb":"reveal"|"verb":"reveal".*"userIds":\["29:rita"\]/,
    );
    assert.doesNotMatch(said, /New lead/);
  });

  it("whispers to somebody in their own conversation where no place is named", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("a:rita", "personal"));
    await teams.memory.remember(tenantId, teams.conversation("19:leads", "channel"));

    const to = { channelId: null, userId: "29:rita", replyUrl: null };
    await teams.port.whisper(tenantId, to, lead);

    assert.deepEqual(
      teams.requests.map(({ path }) => path),
      ["/v3/conversations/a%3Arita/activities"],
    );
  });

  it("never whispers in the conversation of somebody else", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("a:rita", "personal"));

    const to = { channelId: "a:rita", userId: "29:mona", replyUrl: null };
    await teams.port.whisper(tenantId, to, lead);

    assert.equal(teams.requests.at(-1)?.path, "/v3/conversations/new-1/activities");
  });

  it("refuses for good where it was never installed", async () => {
    await using teams = await fakeTeams();

    const posted = teams.port.post(tenantId, { kind: "dm", userId: "29:rita" }, lead);

    await assert.rejects(posted, new ChatRefused("teams", "not_installed"));
    assert.deepEqual(teams.requests, []);
  });

  const notRoster = { error: { code: "BotNotInConversationRoster", message: "no" } };
  const tooBig = { error: { code: "MessageSizeTooBig" } };
  const refusals = [
    { status: 403, body: notRoster, reason: "BotNotInConversationRoster" },
    { status: 404, body: "gone", reason: "http_404" },
    { status: 413, body: tooBig, reason: "MessageSizeTooBig" },
  ];
  for (const { status, body, reason } of refusals) {
    it(`takes ${status} for a final no, and asks once`, async () => {
      await using teams = await fakeTeams(() => Response.json(body, { status }));

      await assert.rejects(teams.postSomewhere(), new ChatRefused("teams", reason));

      assert.equal(teams.requests.length, 1);
    });
  }

  const notNow = [
    { status: 429, headers: { "retry-after": "7" }, retryAfterMs: 7_000 },
    { status: 429, headers: { "retry-after": "soon" }, retryAfterMs: null },
    { status: 412, headers: {}, retryAfterMs: null },
    { status: 401, headers: {}, retryAfterMs: null },
  ];
  for (const { status, headers, retryAfterMs } of notNow) {
    it(`knows after ${status} ${JSON.stringify(headers)} that nothing was sent`, async () => {
      await using teams = await fakeTeams(() => Response.json({}, { status, headers }));

      await assert.rejects(teams.postSomewhere(), { name: "ChatUnreachable", retryAfterMs });

      assert.equal(teams.requests.length, 1);
    });
  }

  it("knows that nothing was sent where nobody listens", async () => {
    await using teams = await fakeTeams();
    const there = teams.conversation("a:rita", "personal");
    await teams.memory.remember(tenantId, { ...there, serviceUrl: await deadUrl() });

    const posted = teams.port.post(tenantId, { kind: "channel", channelId: "a:rita" }, lead);

    await assert.rejects(posted, { name: "ChatUnreachable" });
  });

  const unclear: [what: string, answer: () => Response | Promise<Response>][] = [
    ["500", () => Response.json({ error: { code: "ServiceError" } }, { status: 500 })],
    ["a proxy's page", () => new Response("<html>", { status: 502 })],
    ["408", () => new Response(null, { status: 408 })],
    ["a line cut in the middle", () => new Response(cutStream(), { status: 201 })],
  ];
  for (const [what, answer] of unclear) {
    it(`leaves open after ${what} whether it was sent, and asks once`, async () => {
      await using teams = await fakeTeams(answer);

      await assert.rejects(teams.postSomewhere(), (error: unknown) => {
        assert.ok(!(error instanceof ChatRefused) && !(error instanceof ChatUnreachable));
        return true;
      });

      assert.equal(teams.requests.length, 1);
    });
  }

  it("follows no redirect", async () => {
    await using elsewhere = await fakeTeams();
    await using teams = await fakeTeams(() => Response.redirect(`${elsewhere.url}/`, 307));
    await teams.memory.remember(tenantId, teams.conversation("a:rita", "personal"));

    const posted = teams.port.post(tenantId, { kind: "channel", channelId: "a:rita" }, lead);

    await assert.rejects(posted);
    assert.deepEqual(elsewhere.requests, []);
  });

  it("says nothing more where it was taken out, nor in a conversation of its own making", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("19:leads", "channel"));
    await teams.memory.remember(tenantId, teams.conversation("a:rita", "personal"));
    await teams.memory.forget(tenantId, "a:rita", null);

    const gone = new ChatRefused("teams", "not_installed");
    await assert.rejects(teams.port.post(tenantId, { kind: "dm", userId: "29:rita" }, lead), gone);
    const at = { channelId: "a:rita", messageId: "m1" };
    await assert.rejects(teams.port.update(tenantId, at, lead), gone);

    assert.deepEqual(teams.requests, []);
  });

  it("answers in the thread it was asked in, and posts cards beside it", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("19:leads", "channel"));
    const to = { channelId: "19:leads", userId: "29:rita", replyUrl: null, threadId: "17" };

    await teams.port.whisper(tenantId, to, lead);
    await teams.port.post(tenantId, { kind: "channel", channelId: "19:leads" }, lead);

    assert.deepEqual(
      teams.requests.map(({ path }) => decodeURIComponent(path)),
      [
        "/v3/conversations/19:leads;messageid=17/activities",
        "/v3/conversations/19:leads/activities",
      ],
    );
  });

  it("finds the conversation of somebody known by their Entra id", async () => {
    await using teams = await fakeTeams();
    const aadObjectId = "00000000-0000-4000-8000-000000000001";
    const rita = { ...teams.conversation("a:rita", "personal"), aadObjectId };
    await teams.memory.remember(tenantId, rita);

    await teams.port.post(tenantId, { kind: "dm", userId: aadObjectId }, lead);

    assert.deepEqual(
      teams.requests.map(({ path }) => decodeURIComponent(path)),
      ["/v3/conversations/a:rita/activities"],
    );
  });

  it("cannot tell what became of a post whose answer was lost", async () => {
    await using teams = await fakeTeams();

    const target = { kind: "channel", channelId: "19:leads" } as const;
    const found = await teams.port.lookup(tenantId, target, "card:1", new Date(0));

    assert.equal(found, "cannot_tell");
  });

  it("offers a file in the person's own conversation and keeps it until they choose", async () => {
    await using teams = await fakeTeams();
    await teams.memory.remember(tenantId, teams.conversation("a:rita", "personal"));
    const body = Buffer.from("line,reason\n");
    const file = { name: "left-out.csv", title: "20 rows left out", contentType: "text/csv", body };

    await teams.port.sendFile(tenantId, "29:rita", file);

    const [request] = teams.requests;
    assert.equal(request?.path, "/v3/conversations/a%3Arita/activities");
    assert.partialDeepStrictEqual(request?.body, {
      attachments: [
        {
          contentType: "application/vnd.microsoft.teams.card.file.consent",
          name: "left-out.csv",
          content: { sizeInBytes: 12, acceptContext: { kept: "file-1" } },
        },
      ],
    });
    assert.deepEqual(await teams.memory.readFile(tenantId, "29:rita", "file-1"), file);
  });
});

/** The beginning of an answer, and then nothing. */
function cutStream(): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      controller.error(new Error("cut"));
    },
  });
}
