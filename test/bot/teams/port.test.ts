import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChatRefused } from "../../../jobs/world.ts";
import { card, tenantId } from "../slack/fakes.ts";
import { fakeTeams } from "./support.ts";

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
  const troubles = [
    { status: 403, body: notRoster, refused: "BotNotInConversationRoster" },
    { status: 404, body: "gone", refused: "http_404" },
    { status: 413, body: { error: { code: "MessageSizeTooBig" } }, refused: "MessageSizeTooBig" },
    { status: 429, body: {}, headers: { "retry-after": "7" }, retryAfter: 7 },
    { status: 401, body: {}, retryAfter: null },
    { status: 500, body: {}, retryAfter: null },
    { status: 503, body: "<html>", retryAfter: null },
  ];
  for (const { status, body, headers, refused, retryAfter } of troubles) {
    it(`asks once and ${refused ? "gives up" : "leaves it to the outbox"} on ${status}`, async () => {
      await using teams = await fakeTeams(() =>
        Response.json(body, { status, ...(headers && { headers }) }),
      );
      await teams.memory.remember(tenantId, teams.conversation("a:rita", "personal"));

      const posted = teams.port.post(tenantId, { kind: "channel", channelId: "a:rita" }, lead);

      await assert.rejects(posted, (error: Error) => {
        assert.equal(error instanceof ChatRefused, refused !== undefined);
        assert.partialDeepStrictEqual({ ...error }, refused ? { reason: refused } : { retryAfter });
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
});
