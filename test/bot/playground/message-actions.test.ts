import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { verifySlackRequest } from "@slack/bolt";
import { formOf, givenPlayground } from "./given.ts";

type Given = Awaited<ReturnType<typeof givenPlayground>>;

const inSlack = { channelId: "CLEADS", threadId: null };
const inTeams = { channelId: "19:leads@thread.tacv2", threadId: null };

describe("Make this a lead", () => {
  it("arrives from Slack as a signed message shortcut with the message", async () => {
    await using given = await givenPlayground();
    const messageId = await said(given, "slack", "Ask ana@acme.example for a demo");

    const done = await given.gesture("ravi", "slack_shortcut", { ...inSlack, messageId });

    assert.deepEqual(done, { ok: true, answer: {} });
    const sent = given.heard.at(-1) ?? assert.fail();
    verifySlackRequest({
      signingSecret: given.play.slack.signingSecret,
      body: sent.body,
      headers: {
        "x-slack-signature": sent.headers.get("x-slack-signature") ?? "",
        "x-slack-request-timestamp": Number(sent.headers.get("x-slack-request-timestamp")),
      },
      nowMilliseconds: +given.clock.now,
    });
    const { type, callback_id, trigger_id, user, channel, message, message_ts } = formOf(sent);
    assert.deepEqual(
      [type, callback_id, user.id, channel.id, message.text, message.user, message_ts],
      [
        "message_action",
        "make_lead",
        "URAVI",
        "CLEADS",
        "Ask ana@acme.example for a demo",
        "URITA",
        messageId,
      ],
    );
    const opened = await given.slack.views.open({ trigger_id, view: form });
    assert.equal(opened.ok, true);
    assert.equal((await given.state("ravi")).slack.views.length, 1);
  });

  it("works in a channel that Baton is not in", async () => {
    await using given = await givenPlayground();
    const messageId = await said(given, "slack", "lunch at acme.example?", "CRANDOM");

    const at = { channelId: "CRANDOM", messageId };
    const done = await given.gesture("rita", "slack_shortcut", at);

    assert.equal(done.ok, true);
    assert.equal(formOf(given.heard.at(-1) ?? assert.fail()).channel.id, "CRANDOM");
  });

  it("is not there for what only one person sees", async () => {
    await using given = await givenPlayground();
    const { message_ts } = await given.slack.chat.postEphemeral({
      channel: "CLEADS",
      user: "URITA",
      text: "psst",
    });

    const at = { channelId: "CLEADS", messageId: message_ts };
    const done = await given.gesture("rita", "slack_shortcut", at);

    assert.equal(done.ok, false);
    assert.deepEqual(given.heard, []);
  });

  it("asks in Teams for the dialog, and then sends it, both about the message", async () => {
    await using given = await givenPlayground();
    const messageId = await said(given, "teams", "Ask ana@acme.example <now> & soon");
    const task = { type: "continue", value: { title: "Make this a lead" } };
    given.app.answer = () => Response.json({ task });
    const at = { ...inTeams, messageId };

    const asked = await given.gesture("ravi", "teams_action", { ...at, data: null });
    await given.gesture("ravi", "teams_action", { ...at, data: { company: "acme.example" } });

    assert.deepEqual(asked, { ok: true, answer: { task } });
    const [fetched, submitted] = given.heard.slice(-2).map(({ body }) => JSON.parse(body));
    assert.deepEqual(
      [fetched.type, fetched.name, fetched.from.id, fetched.value.commandId],
      ["invoke", "composeExtension/fetchTask", "29:ravi", "make_lead"],
    );
    const { messagePayload } = fetched.value;
    assert.equal(
      messagePayload.body.content,
      "<div>Ask ana@acme.example &lt;now&gt; &amp; soon</div>",
    );
    assert.equal(messagePayload.from.user.displayName, "Rita Rep");
    assert.match(messagePayload.linkToMessage, /^http:\/\/127\.0\.0\.1:\d+\/playground\?/);
    assert.deepEqual(
      [submitted.name, submitted.value.data, submitted.value.messagePayload.id],
      ["composeExtension/submitAction", { company: "acme.example" }, messageId],
    );
  });
});

describe("a link of ours in Slack", () => {
  it("is reported, and what it leads to stands below the message", async () => {
    await using given = await givenPlayground();
    const url = `${given.url}/evidence/abc?a=1&b=2`;

    await said(given, "slack", `Look: ${url}`);

    const { event } = JSON.parse(given.heard.at(-1)?.body ?? "");
    assert.deepEqual(
      [event.type, event.user, event.channel, event.links],
      ["link_shared", "URITA", "CLEADS", [{ url, domain: "127.0.0.1" }]],
    );
    const blocks = [{ type: "section" as const, text: text("Northwind · A") }];
    const { unfurl_id, source } = event;
    await given.slack.chat.unfurl({ unfurl_id, source, unfurls: { [url]: { blocks } } });
    const [seen] = await given.sees("ravi", "slack", "#leads");
    assert.deepEqual(seen?.unfurls, [[{ block_id: "b0", ...blocks[0] }]]);
  });

  it("is nobody's business when it is somebody else's link", async () => {
    await using given = await givenPlayground();

    await said(given, "slack", "see https://example.com/evidence/abc");

    const events = given.heard.map(({ body }) => JSON.parse(body).event.type);
    assert.deepEqual(events, ["message"]);
  });

  it("cannot be unfurled in a message that does not have it", async () => {
    await using given = await givenPlayground();
    const ts = await said(given, "slack", "no link here");
    const unfurls = { "https://acme.example": { blocks: [] } };

    const unfurling = given.slack.chat.unfurl({ channel: "CLEADS", ts, unfurls });

    await assert.rejects(unfurling, /cannot_unfurl_url/);
  });
});

describe("the pretend Slack", () => {
  it("delivers a press on a card that was edited meanwhile as the person saw it", async () => {
    await using given = await givenPlayground();
    const card = (version: number) => [
      {
        type: "actions" as const,
        block_id: `lead:${version}:0`,
        elements: [
          {
            type: "button" as const,
            action_id: "claim",
            text: { type: "plain_text" as const, text: "Claim" },
            value: `lead-1 version ${version}`,
          },
        ],
      },
    ];
    const posted = { channel: "CLEADS", text: "Northwind" };
    const { ts = "" } = await given.slack.chat.postMessage({ ...posted, blocks: card(1) });
    for (const version of [2, 3]) {
      await given.slack.chat.update({ ...posted, ts, blocks: card(version) });
    }
    const press = (blockId: string) =>
      given.gesture("rita", "slack_press", {
        at: { channelId: "CLEADS", messageId: ts },
        blockId,
        actionId: "claim",
        chosen: null,
        filled: {},
      });

    const [old, never] = [await press("lead:1:0"), await press("lead:9:0")];

    assert.equal(old.ok, true);
    const { actions, message } = formOf(given.heard[0] ?? assert.fail());
    assert.equal(actions[0].value, "lead-1 version 1");
    assert.equal(message.blocks[0].block_id, "lead:3:0");
    assert.equal(never.error, "This button is gone. The card has changed.");
    assert.equal(given.heard.length, 1);
  });

  it("takes a file in three steps and gives it to people", async () => {
    await using given = await givenPlayground();
    const bytes = Buffer.from("pools:\n  Sales: [Rita]\n");

    await given.slack.filesUploadV2({
      channel_id: "CLEADS",
      filename: "settings.yaml",
      title: "Settings",
      file: bytes,
    });

    const [seen] = await given.sees("rita", "slack", "#leads");
    assert.deepEqual(
      seen?.files.map(({ title }) => title),
      ["Settings"],
    );
    const response = await fetch(`${given.url}/_play/files/${seen?.files[0]?.id}`);
    assert.equal(await response.text(), bytes.toString());
    assert.match(response.headers.get("content-disposition") ?? "", /^attachment;.*settings\.yaml/);
    assert.equal(response.headers.get("content-type"), "application/octet-stream");
  });

  it("takes no other bytes than were announced", async () => {
    await using given = await givenPlayground();
    const asked = await given.slack.files.getUploadURLExternal({ filename: "a.txt", length: 3 });

    const more = await fetch(asked.upload_url ?? "", { method: "POST", body: "four" });
    const files: [{ id: string }] = [{ id: asked.file_id ?? "" }];
    const completing = given.slack.files.completeUploadExternal({ files, channel_id: "CLEADS" });

    assert.equal(more.status, 400);
    await assert.rejects(completing, /file_not_found/);
  });

  it("says where a message is, and reads back from a moment on", async () => {
    await using given = await givenPlayground();
    const post = async (text: string) => {
      const { ts = "" } = await given.slack.chat.postMessage({ channel: "CLEADS", text });
      given.clock.now = new Date(+given.clock.now + 60_000);
      return ts;
    };
    await post("old");
    const ts = await post("first");
    await post("second");

    const { permalink } = await given.slack.chat.getPermalink({
      channel: "CLEADS",
      message_ts: ts,
    });
    const read = (inclusive: boolean, limit = 10) =>
      given.slack.conversations.history({ channel: "CLEADS", oldest: ts, inclusive, limit });

    assert.ok(permalink?.startsWith(`${given.url}/playground?`) && permalink.includes(ts));
    const texts = (messages?: { text?: string }[]) => messages?.map(({ text }) => text);
    assert.deepEqual(texts((await read(true)).messages), ["second", "first"]);
    assert.deepEqual(texts((await read(false)).messages), ["second"]);
    const page = await read(true, 1);
    assert.deepEqual([texts(page.messages), page.has_more], [["second"], true]);
  });
});

const text = (text: string) => ({ type: "mrkdwn" as const, text });
const form = {
  type: "modal" as const,
  title: { type: "plain_text" as const, text: "Make this a lead" },
  blocks: [],
};

/** Something Rita said; returns the message's id. */
async function said(given: Given, surface: "slack" | "teams", text: string, channelId?: string) {
  const place = surface === "slack" ? inSlack : inTeams;
  await given.gesture("rita", `${surface}_say`, {
    ...place,
    ...(channelId && { channelId }),
    text,
  });
  const { channels } = (await given.state("rita"))[surface];
  const channel = channels.find(({ id }) => id === (channelId ?? place.channelId));
  return channel?.messages.at(-1)?.id ?? "";
}
