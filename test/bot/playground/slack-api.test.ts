import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { WebClient } from "@slack/web-api";
import { givenPlayground } from "./given.ts";

const header = { type: "header", text: { type: "plain_text", text: "Northwind" } };

describe("the pretend Slack", () => {
  it("knows its own bot and nobody else's token", async () => {
    await using given = await givenPlayground();
    const stranger = new WebClient("xoxb-wrong", {
      slackApiUrl: given.play.slack.apiUrl,
      retryConfig: { retries: 0 },
    });

    const me = await given.slack.auth.test();

    assert.deepEqual([me.team_id, me.user_id], ["TPLAY", "UBATON"]);
    await assert.rejects(stranger.auth.test(), /invalid_auth/);
  });

  it("shows a posted card and its edits to everybody in the channel", async () => {
    await using given = await givenPlayground();
    const posted = await given.slack.chat.postMessage({
      channel: "CLEADS",
      text: "new",
      blocks: [header],
    });

    await given.slack.chat.update({ channel: "CLEADS", ts: posted.ts ?? "", text: "claimed" });

    const seen = await given.sees("ravi", "slack", "#leads");
    assert.deepEqual(
      seen.map(({ id, text, edits }) => ({ id, text, edits })),
      [{ id: posted.ts, text: "claimed", edits: 1 }],
    );
  });

  it("keeps an ephemeral message to its reader", async () => {
    await using given = await givenPlayground();

    await given.slack.chat.postEphemeral({ channel: "CLEADS", user: "URITA", text: "psst" });

    const [whisper] = await given.sees("rita", "slack", "#leads");
    assert.equal(whisper?.onlyYou, true);
    assert.deepEqual(await given.sees("ravi", "slack", "#leads"), []);
  });

  it("opens a conversation with a person, which the others do not see", async () => {
    await using given = await givenPlayground();
    const { channel } = await given.slack.conversations.open({ users: "UMONA" });

    await given.slack.chat.postMessage({ channel: channel?.id ?? "", text: "for you" });

    const [said] = await given.sees("mona", "slack", "Baton");
    assert.equal(said?.text, "for you");
    assert.deepEqual(await given.sees("adam", "slack", "Baton"), []);
  });

  const refusals: { what: string; method: string; args: object; error: string }[] = [
    {
      what: "a channel the bot is not in",
      method: "chat.postMessage",
      args: { channel: "CRANDOM", text: "hi" },
      error: "not_in_channel",
    },
    {
      what: "a channel that does not exist",
      method: "chat.postMessage",
      args: { channel: "CNOWHERE", text: "hi" },
      error: "channel_not_found",
    },
    {
      what: "an edit of a message that is gone",
      method: "chat.update",
      args: { channel: "CLEADS", ts: "1.000000", text: "hi" },
      error: "message_not_found",
    },
    {
      what: "a message without words",
      method: "chat.postMessage",
      args: { channel: "CLEADS" },
      error: "no_text",
    },
    {
      what: "a header that is too long",
      method: "chat.postMessage",
      args: {
        channel: "CLEADS",
        text: "x",
        blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }],
      },
      error: "invalid_blocks",
    },
    {
      what: "a card of 51 blocks",
      method: "chat.postMessage",
      args: { channel: "CLEADS", text: "x", blocks: Array(51).fill({ type: "divider" }) },
      error: "invalid_blocks",
    },
    {
      what: "an empty context",
      method: "chat.postMessage",
      args: { channel: "CLEADS", text: "x", blocks: [{ type: "context", elements: [] }] },
      error: "invalid_blocks",
    },
    {
      what: "an ephemeral message in somebody else's conversation",
      method: "chat.postEphemeral",
      args: { channel: "DRITA", user: "URAVI", text: "hi" },
      error: "user_not_in_channel",
    },
    {
      what: "a person nobody knows",
      method: "users.info",
      args: { user: "UNOBODY" },
      error: "user_not_found",
    },
    {
      what: "a form without a trigger of ours",
      method: "views.open",
      args: { trigger_id: "nope", view: modal("Log") },
      error: "invalid_trigger_id",
    },
    {
      what: "a method it does not have",
      method: "chat.explode",
      args: {},
      error: "unknown_method",
    },
  ];
  for (const { what, method, args, error } of refusals) {
    it(`refuses ${what}: ${error}`, async () => {
      await using given = await givenPlayground();

      await assert.rejects(given.slack.apiCall(method, { ...args }), new RegExp(`: ${error}$`));
    });
  }

  it("opens one form per trigger, within three seconds", async () => {
    await using given = await givenPlayground();
    const first = await triggerOf(given);
    const second = await triggerOf(given);

    await given.slack.views.open({ trigger_id: first, view: modal("Log outcome") });

    await assert.rejects(
      given.slack.views.open({ trigger_id: first, view: modal("Again") }),
      /exchanged_trigger_id/,
    );
    given.clock.now = new Date(+given.clock.now + 3001);
    await assert.rejects(
      given.slack.views.open({ trigger_id: second, view: modal("Late") }),
      /expired_trigger_id/,
    );
    const { views } = (await given.state("rita")).slack;
    assert.deepEqual(
      views.map(({ body }) => body.title),
      [{ type: "plain_text", text: "Log outcome" }],
    );
  });

  it("takes five answers by response URL and no sixth", async () => {
    await using given = await givenPlayground();
    await given.gesture("rita", "slack_say", {
      channelId: "CRANDOM",
      threadId: null,
      text: "/lead help",
    });
    const [command] = given.heard;
    const url = new URLSearchParams(command?.body).get("response_url") ?? "";
    const answer = () =>
      fetch(url, { method: "POST", body: JSON.stringify({ text: "here you are" }) });

    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await answer()).status);

    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 404]);
    assert.equal((await given.sees("rita", "slack", "#random")).length, 5);
    assert.deepEqual(await given.sees("ravi", "slack", "#random"), []);
  });

  it("forgets nothing when another process takes over", async () => {
    await using given = await givenPlayground();
    await given.slack.chat.postMessage({ channel: "CLEADS", text: "still here" });

    const { playCredentials } = await import("../../../bot/playground/playground.ts");
    const elsewhere = await playCredentials(given.sql);

    const { signingSecret, botToken } = given.play.slack;
    assert.deepEqual(elsewhere, { signingSecret, botToken });
  });
});

function modal(title: string) {
  return {
    type: "modal" as const,
    title: { type: "plain_text" as const, text: title },
    blocks: [],
  };
}

async function triggerOf(given: Awaited<ReturnType<typeof givenPlayground>>): Promise<string> {
  const said = { channelId: "CLEADS", threadId: null, text: "/lead" };
  await given.gesture("rita", "slack_say", said);
  return new URLSearchParams(given.heard.at(-1)?.body).get("trigger_id") ?? "";
}
