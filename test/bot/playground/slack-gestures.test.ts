import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { verifySlackRequest } from "@slack/bolt";
import { formOf, givenPlayground } from "./given.ts";

type Given = Awaited<ReturnType<typeof givenPlayground>>;

const leads = { channelId: "CLEADS", threadId: null };

describe("a person in the pretend Slack", () => {
  it("types a command, which arrives signed and is not a message", async () => {
    await using given = await givenPlayground();

    const done = await given.gesture("rita", "slack_say", { ...leads, text: "/lead  acme.com " });

    const [command] = given.heard;
    assert.ok(command);
    verifySlackRequest({
      signingSecret: given.play.slack.signingSecret,
      body: command.body,
      headers: {
        "x-slack-signature": command.headers.get("x-slack-signature") ?? "",
        "x-slack-request-timestamp": Number(command.headers.get("x-slack-request-timestamp")),
      },
      nowMilliseconds: +given.clock.now,
    });
    const { command: name, text, user_id, channel_id, team_id } = formOf(command);
    assert.deepEqual(
      [command.path, name, text, user_id, channel_id, team_id],
      ["/slack/events", "/lead", "acme.com", "URITA", "CLEADS", "TPLAY"],
    );
    assert.deepEqual(done, { ok: true, answer: {} });
    assert.deepEqual(await given.sees("rita", "slack", "#leads"), []);
  });

  it("writes a message that everybody sees and Baton hears", async () => {
    await using given = await givenPlayground();

    await given.gesture("ravi", "slack_say", { ...leads, text: "@Baton is <this> ours?" });

    const [seen] = await given.sees("rita", "slack", "#leads");
    assert.deepEqual(
      [seen?.author?.name, seen?.text],
      ["Ravi Rep", "<@UBATON> is &lt;this&gt; ours?"],
    );
    const events = given.heard.map(({ body }) => JSON.parse(body));
    assert.deepEqual(
      events.map(({ event }) => event.type),
      ["message", "app_mention"],
    );
    assert.notEqual(events[0].event_id, events[1].event_id);
  });

  it("talks in a channel that Baton is not in without being heard", async () => {
    await using given = await givenPlayground();

    await given.gesture("ravi", "slack_say", { ...leads, channelId: "CRANDOM", text: "lunch?" });

    assert.deepEqual(given.heard, []);
    assert.equal((await given.sees("rita", "slack", "#random")).length, 1);
  });

  it("cannot write into somebody else's conversation", async () => {
    await using given = await givenPlayground();

    const said = { channelId: "DMONA", threadId: null, text: "hi" };
    const done = await given.gesture("rita", "slack_say", said);

    assert.deepEqual(done, { ok: false, error: "There is no such channel." });
  });

  it("presses a button as it was posted, whatever the page claims", async () => {
    await using given = await givenPlayground();
    const messageId = await givenCard(given);

    await given.gesture("rita", "slack_press", {
      at: { channelId: "CLEADS", messageId },
      blockId: "acts",
      actionId: "claim",
      chosen: "forged",
      filled: {},
    });

    const pressed = formOf(given.heard[0] ?? assert.fail());
    const { action_ts: _, ...action } = pressed.actions[0];
    assert.deepEqual(action, {
      type: "button",
      action_id: "claim",
      block_id: "acts",
      text: { type: "plain_text", text: "Claim" },
      value: "lead-1",
    });
    assert.equal(pressed.type, "block_actions");
    assert.equal(pressed.message.ts, messageId);
    assert.equal(pressed.container.is_ephemeral, false);
  });

  it("picks an entry of the overflow", async () => {
    await using given = await givenPlayground();
    const messageId = await givenCard(given);

    await given.gesture("rita", "slack_press", {
      at: { channelId: "CLEADS", messageId },
      blockId: "acts",
      actionId: "more",
      chosen: "snooze",
      filled: {},
    });

    const [action] = formOf(given.heard[0] ?? assert.fail()).actions;
    assert.equal(action.selected_option.value, "snooze");
  });

  it("cannot press a button that is not there", async () => {
    await using given = await givenPlayground();
    const messageId = await givenCard(given);

    const done = await given.gesture("rita", "slack_press", {
      at: { channelId: "CLEADS", messageId },
      blockId: "acts",
      actionId: "delete_everything",
      chosen: null,
      filled: {},
    });

    assert.deepEqual(done, { ok: false, error: "This button is gone. The card has changed." });
    assert.deepEqual(given.heard, []);
  });

  it("sends a form, is told what is wrong, and sends it again", async () => {
    await using given = await givenPlayground();
    const viewId = await givenForm(given);
    given.app.answer = () =>
      Response.json({ response_action: "errors", errors: { note: "Say more." } });
    const submit = (text: string) =>
      given.gesture("rita", "slack_submit", { viewId, filled: { note: { in: text } } });

    const refused = await submit("x");
    given.app.answer = () => new Response(null);
    await submit("a whole sentence");

    assert.deepEqual(refused, { ok: true, answer: { note: "Say more." } });
    const sent = formOf(given.heard.at(-1) ?? assert.fail());
    assert.deepEqual(sent.view.state.values, {
      note: { in: { type: "plain_text_input", value: "a whole sentence" } },
      stage: { in: { type: "static_select", selected_option: null } },
    });
    assert.equal(sent.view.private_metadata, "lead-1");
    assert.deepEqual((await given.state("rita")).slack.views, []);
  });

  it("reacts once, and Baton hears of both putting on and taking off", async () => {
    await using given = await givenPlayground();
    const messageId = await givenCard(given);
    const react = (added: boolean) =>
      given.gesture("rita", "slack_react", { channelId: "CLEADS", messageId, emoji: "👎", added });

    await react(true);
    await react(true);
    const [seen] = await given.sees("ravi", "slack", "#leads");
    await react(false);

    assert.deepEqual(seen?.reactions, [{ emoji: "👎", names: ["Rita Rep"], mine: false }]);
    const events = given.heard.map(({ body }) => JSON.parse(body).event);
    assert.deepEqual(
      events.map(({ type, reaction, item }) => [type, reaction, item.ts]),
      [
        ["reaction_added", "-1", messageId],
        ["reaction_removed", "-1", messageId],
      ],
    );
  });

  it("hears what went wrong when Baton does not answer", async () => {
    await using given = await givenPlayground();
    given.app.answer = () => new Response(null, { status: 503 });

    const done = await given.gesture("rita", "slack_say", { ...leads, text: "/lead acme.com" });

    assert.deepEqual(done, {
      ok: false,
      error: "Slack waited three seconds for Baton and gave up.",
    });
  });

  it("gets a sentence for a gesture that makes no sense", async () => {
    await using given = await givenPlayground();

    const nobody = await given.gesture("eve", "slack_home", {});
    const nothing = await given.gesture("rita", "slack_dance", {});

    assert.deepEqual(nobody, { ok: false, error: "Nobody here has that name." });
    assert.equal(nothing.ok, false);
  });
});

async function givenCard({ slack }: Given): Promise<string> {
  const text = (text: string) => ({ type: "plain_text" as const, text });
  const { ts } = await slack.chat.postMessage({
    channel: "CLEADS",
    text: "Northwind",
    blocks: [
      {
        type: "actions",
        block_id: "acts",
        elements: [
          { type: "button", action_id: "claim", text: text("Claim"), value: "lead-1" },
          {
            type: "overflow",
            action_id: "more",
            options: [
              { text: text("Snooze"), value: "snooze" },
              { text: text("Release"), value: "release" },
            ],
          },
        ],
      },
    ],
  });
  return ts ?? "";
}

async function givenForm(given: Given): Promise<string> {
  await given.gesture("rita", "slack_say", { ...leads, text: "/lead" });
  const { trigger_id } = formOf(given.heard.at(-1) ?? assert.fail());
  const text = (text: string) => ({ type: "plain_text" as const, text });
  const { view } = await given.slack.views.open({
    trigger_id,
    view: {
      type: "modal",
      title: text("Log outcome"),
      submit: text("Save"),
      private_metadata: "lead-1",
      blocks: [
        {
          type: "input",
          block_id: "note",
          label: text("Note"),
          element: { type: "plain_text_input", action_id: "in" },
        },
        {
          type: "input",
          block_id: "stage",
          label: text("Stage"),
          element: {
            type: "static_select",
            action_id: "in",
            options: [{ text: text("Met"), value: "met" }],
          },
        },
      ],
    },
  });
  return view?.id ?? "";
}
