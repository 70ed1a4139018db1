import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CardFactory } from "botbuilder";
import { pino } from "pino";
import { teamsLine } from "../../../bot/teams/adapter.ts";
import { teamsRoutes } from "../../../bot/teams/shim.ts";
import { givenPlayground } from "./given.ts";

type Given = Awaited<ReturnType<typeof givenPlayground>>;

const leads = { channelId: "19:leads@thread.tacv2", threadId: null };
const card = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "Hi" }] };

describe("the pretend Teams", () => {
  it("carries a whole turn of Microsoft's own adapter: message, thread, edit, deletion", async () => {
    await using given = await givenPlayground();
    const bot = teamsRoutes(
      teamsLine(null),
      async (turn) => {
        const sent = await turn.sendActivity({ attachments: [CardFactory.adaptiveCard(card)] });
        await turn.updateActivity({ id: sent?.id ?? "", type: "message", text: "edited" });
        const slip = await turn.sendActivity("a slip");
        await turn.deleteActivity(slip?.id ?? "");
        return { status: 200 };
      },
      pino({ level: "silent" }),
    );
    given.app.answer = ({ path, body }) =>
      bot.request(`${given.url}${path}`, {
        method: "POST",
        body,
        headers: { host: new URL(given.url).host, "content-type": "application/json" },
      });

    const done = await given.gesture("rita", "teams_say", { ...leads, text: "lead acme.com" });

    assert.deepEqual(done, { ok: true, answer: {} });
    const [asked, answered, ...more] = await given.sees("ravi", "teams", "#leads");
    assert.deepEqual([asked?.author?.name, asked?.text], ["Rita Rep", "lead acme.com"]);
    assert.deepEqual(
      [answered?.text, answered?.edits, answered?.threadId],
      ["edited", 1, asked?.id],
    );
    assert.deepEqual(more, []);
  });

  it("passes on in a channel only what mentions Baton", async () => {
    await using given = await givenPlayground();

    await given.gesture("rita", "teams_say", { ...leads, text: "lunch?" });
    await given.gesture("rita", "teams_say", { ...leads, text: "@Baton lead acme.com" });
    await given.gesture("rita", "teams_say", { ...leads, text: "/lead acme.com" });

    const activities = given.heard.map(({ body }) => JSON.parse(body));
    assert.deepEqual(
      activities.map(({ text, entities }) => [text, entities[0].mentioned.id]),
      [
        ["<at>Baton</at> lead acme.com", "28:baton"],
        ["<at>Baton</at> /lead acme.com", "28:baton"],
      ],
    );
  });

  it("passes on every word of a private chat, as it was said", async () => {
    await using given = await givenPlayground();

    const said = { channelId: "a:mona", threadId: null, text: "who has acme?" };
    await given.gesture("mona", "teams_say", said);

    const activity = JSON.parse(given.heard[0]?.body ?? "");
    assert.deepEqual(
      [activity.text, activity.conversation, activity.from.id, activity.serviceUrl],
      [
        "who has acme?",
        {
          conversationType: "personal",
          id: "a:mona",
          tenantId: "11111111-1111-4111-8111-111111111111",
        },
        "29:mona",
        `${given.url}/_play/teams`,
      ],
    );
  });

  it("turns a press into an invoke and hands back what Baton answered", async () => {
    await using given = await givenPlayground();
    const messageId = await givenMessage(given);
    const answer = {
      statusCode: 200,
      type: "application/vnd.microsoft.card.adaptive",
      value: card,
    };
    given.app.answer = () => Response.json(answer);

    const done = await given.gesture("rita", "teams_execute", {
      where: { channelId: "19:leads@thread.tacv2", messageId },
      action: { verb: "claim", data: { lead: "1" } },
      trigger: "manual",
    });

    assert.deepEqual(done, { ok: true, answer });
    const { type, name, value, replyToId } = JSON.parse(given.heard[0]?.body ?? "");
    assert.deepEqual(
      [type, name, value, replyToId],
      [
        "invoke",
        "adaptiveCard/action",
        {
          action: { type: "Action.Execute", verb: "claim", data: { lead: "1" } },
          trigger: "manual",
        },
        messageId,
      ],
    );
  });

  it("reports reactions on Baton's messages and on nobody else's", async () => {
    await using given = await givenPlayground();
    const messageId = await givenMessage(given);
    await given.gesture("ravi", "teams_say", { ...leads, text: "lunch?" });
    const [, lunch] = await given.sees("ravi", "teams", "#leads");
    const react = (on: string) =>
      given.gesture("rita", "teams_react", {
        channelId: leads.channelId,
        messageId: on,
        emoji: "👍",
        added: true,
      });

    await react(messageId);
    await react(lunch?.id ?? "");

    const activities = given.heard.map(({ body }) => JSON.parse(body));
    assert.deepEqual(
      activities.map(({ type, reactionsAdded, replyToId }) => [type, reactionsAdded, replyToId]),
      [["messageReaction", [{ type: "like" }], messageId]],
    );
  });

  it("opens a conversation with a person by id", async () => {
    await using given = await givenPlayground();

    const body = JSON.stringify({ members: [{ id: "29:ravi" }], isGroup: false });
    const made = await connector(given, "POST", "", body);

    assert.deepEqual(await made.json(), { id: "a:ravi" });
  });

  it("lists who is in a private chat", async () => {
    await using given = await givenPlayground();

    const list = await connector(given, "GET", "/a:ravi/members");

    const names = ((await list.json()) as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names, ["Ravi Rep"]);
  });

  const refusals: { what: string; method: string; path: string; body: string; code: string }[] = [
    {
      what: "a conversation it does not know",
      method: "POST",
      path: "/19:nowhere/activities",
      body: '{"type":"message","text":"hi"}',
      code: "ConversationNotFound",
    },
    {
      what: "an edit of a message that is gone",
      method: "PUT",
      path: "/a:rita/activities/1",
      body: '{"type":"message","text":"hi"}',
      code: "ActivityNotFoundInConversation",
    },
    {
      what: "a message that is too big",
      method: "POST",
      path: "/a:rita/activities",
      body: JSON.stringify({ type: "message", text: "x".repeat(103_000) }),
      code: "MessageSizeTooBig",
    },
    {
      what: "what is not JSON",
      method: "POST",
      path: "/a:rita/activities",
      body: "{",
      code: "BadSyntax",
    },
  ];
  for (const { what, method, path, body, code } of refusals) {
    it(`refuses ${what}: ${code}`, async () => {
      await using given = await givenPlayground();

      const response = await connector(given, method, path, body);

      assert.ok(response.status >= 400);
      assert.deepEqual(await response.json(), { error: { code, message: code } });
    });
  }
});

function connector({ url }: Given, method: string, path: string, body?: string) {
  const init = body === undefined ? { method } : { method, body };
  return fetch(`${url}/_play/teams/v3/conversations${path}`, init);
}

async function givenMessage(given: Given): Promise<string> {
  const attachments = [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }];
  const body = JSON.stringify({ type: "message", attachments });
  const path = `/${encodeURIComponent(leads.channelId)}/activities`;
  const response = await connector(given, "POST", path, body);
  return ((await response.json()) as { id: string }).id;
}
