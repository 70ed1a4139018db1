import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { UserError } from "../../../pipeline/errors.ts";
import { card, given, snoozeForm, tenantId } from "./fakes.ts";
import { command, event, fakeSlack, gesture, press, slackDesk } from "./support.ts";

const claim = JSON.stringify({ baton: { verb: "claim", args: { lead: "L1" }, version: 2 } });
const inC1 = { channelId: "C1", userId: "U1", replyUrl: "http://127.0.0.1:9/respond/1" };
const json = "application/json";

describe("the Slack app", () => {
  it("hands over who asked, where, and the text as Slack sent it", async () => {
    const desk = slackDesk();
    const text = "assign <@U2|ravi> <http://acme.com|acme.com> &amp; co";

    await gesture(desk, command({ text }));

    const who = {
      surface: "slack",
      userId: "U1",
      personId: "person-U1",
      name: "rita",
      role: "rep",
    };
    const place = { channelId: "C1", kind: "channel", messageId: null, replyUrl: inC1.replyUrl };
    assert.deepEqual(desk.calls, [["command", text, { who: { tenantId, ...who }, place }]]);
  });

  it("whispers an answer to whoever typed the command", async () => {
    const desk = slackDesk({ command: { kind: "whisper", card: card("help", "Here is help.") } });

    await gesture(desk, command());

    assert.deepEqual(given(desk.calls, "whisper"), [["Here is help.", inC1]]);
  });

  it("edits the pressed message, and whispers besides", async () => {
    const newer = card("L1", "Claimed by Rita");
    const desk = slackDesk({ press: { kind: "replace", card: newer, whisper: "It's yours." } });

    await gesture(desk, press(claim));

    const [pressed] = given(desk.calls, "press");
    assert.deepEqual(pressed?.[0], { verb: "claim", args: { lead: "L1" }, version: 2 });
    const at = { channelId: "C1", messageId: "17.1" };
    assert.deepEqual(given(desk.calls, "update"), [[at, "Claimed by Rita"]]);
    assert.deepEqual(given(desk.calls, "whisper"), [["It's yours.", inC1]]);
  });

  it("edits a message that only the presser sees through its response_url", async () => {
    await using slack = await fakeSlack();
    const newer = card("L1", "Claimed by Rita");
    const answers = { press: { kind: "replace", card: newer, whisper: null } } as const;
    const desk = slackDesk(answers, `${slack.url}/api/`);
    const container = { type: "message", is_ephemeral: true };

    await gesture(desk, press(claim, { container, response_url: `${slack.url}/respond/1` }));

    const [[reply] = []] = given(slack.calls, "respond");
    assert.partialDeepStrictEqual(reply, { text: "Claimed by Rita", replace_original: true });
    assert.deepEqual(given(desk.calls, "update"), []);
  });

  const menus = [
    { menu: "the overflow", type: "overflow" },
    { menu: "a select", type: "static_select" },
  ];
  for (const { menu, type } of menus) {
    it(`takes what was picked from ${menu}`, async () => {
      const desk = slackDesk();
      const actions = [{ type, action_id: "more_actions", selected_option: { value: claim } }];

      await gesture(desk, press("", { actions }));

      assert.equal(given(desk.calls, "press").length, 1);
    });
  }

  it("asks nobody about a button that opened a page", async () => {
    const desk = slackDesk();
    const actions = [{ type: "button", action_id: "link", url: "https://acme.com", value: "" }];

    const response = await gesture(desk, press("", { actions }));

    assert.deepEqual([response.status, desk.calls], [200, []]);
  });

  it("says what to do about a button it cannot read", async () => {
    const desk = slackDesk();

    await gesture(desk, press('{"baton":{"verb":"drop tables"}}'));

    const sentence = "This card is out of date. Type /lead and the company instead.";
    assert.deepEqual(desk.calls, [["whisper", sentence, inC1]]);
  });

  it("opens a form on the trigger, and remembers where", async () => {
    await using slack = await fakeSlack();
    const desk = slackDesk({ press: { kind: "form", form: snoozeForm } }, `${slack.url}/api/`);

    await gesture(desk, press(claim));

    const [[opened] = []] = given(slack.calls, "views.open");
    assert.partialDeepStrictEqual(opened, { trigger_id: "trigger-1" });
    const { view } = opened as { view: string };
    assert.deepEqual(JSON.parse(JSON.parse(view).private_metadata), {
      baton: { verb: "snooze", args: { lead: "L1" } },
      place: { channelId: "C1", messageId: "17.1" },
    });
  });

  it("offers a button where Slack opens no form", async () => {
    const desk = slackDesk({ command: { kind: "form", form: snoozeForm } });
    const mention = { type: "app_mention", channel: "C1", user: "U1", text: "<@UBOT> acme.com" };

    await gesture(desk, event(mention), json);

    assert.deepEqual(given(desk.calls, "whisper").length, 1);
  });
});

describe("what is said to Baton in Slack", () => {
  const mention = { type: "app_mention", channel: "C1", user: "U1" };
  const direct = { type: "message", channel: "D1", channel_type: "im", user: "U1" };
  const cases = [
    { event: { ...mention, text: "<@UBOT> lead acme.com" }, command: "acme.com" },
    {
      event: { ...mention, text: "<@UBOT> <http://acme.com|acme.com>" },
      command: "<http://acme.com|acme.com>",
    },
    { event: { ...mention, text: "hello <@UBOT>" }, command: "help" },
    { event: { ...direct, text: "lead assign <@U2> acme.com" }, command: "assign <@U2> acme.com" },
    { event: { ...direct, text: "acme.com" }, command: "acme.com" },
    { event: { ...direct, text: "thanks a lot" }, command: "help" },
    { event: { ...direct, text: "edited", subtype: "message_changed" }, command: undefined },
    { event: { ...direct, text: "acme.com", bot_id: "B2" }, command: undefined },
    { event: { ...direct, text: "acme.com", user: "UBOT" }, command: undefined },
    { event: { ...direct, text: "acme.com", channel_type: "channel" }, command: undefined },
  ];
  for (const { event: happened, command } of cases) {
    it(`takes ${JSON.stringify(happened)} as ${command}`, async () => {
      const desk = slackDesk();

      const response = await gesture(desk, event(happened), json);

      const [[text] = []] = given(desk.calls, "command");
      assert.deepEqual([response.status, text], [200, command]);
    });
  }

  const item = { type: "message", channel: "C1", ts: "17.1" };
  const reaction = { type: "reaction_added", user: "U1", reaction: "+1", item, item_user: "UBOT" };
  const reactions = [
    { event: reaction, hears: { emoji: "👍", added: true } },
    { event: { ...reaction, type: "reaction_removed" }, hears: { emoji: "👍", added: false } },
    { event: { ...reaction, reaction: "+1::skin-tone-3" }, hears: { emoji: "👍", added: true } },
    { event: { ...reaction, item_user: "U2" }, hears: undefined },
    { event: { ...reaction, reaction: "custom_parrot" }, hears: undefined },
    { event: { ...reaction, item: { type: "file", file: "F1" } }, hears: undefined },
  ];
  for (const { event: happened, hears } of reactions) {
    it(`hears ${JSON.stringify(hears)} in ${JSON.stringify(happened)}`, async () => {
      const desk = slackDesk();

      await gesture(desk, event(happened), json);

      const [[heard, request] = []] = given(desk.calls, "react");
      assert.deepEqual(heard, hears);
      if (hears) assert.partialDeepStrictEqual(request, { place: { messageId: "17.1" } });
    });
  }

  for (const tab of ["home", "messages"]) {
    it(`${tab === "home" ? "draws" : "does not draw"} the Home when the ${tab} tab opens`, async () => {
      await using slack = await fakeSlack();
      const desk = slackDesk({}, `${slack.url}/api/`);

      await gesture(desk, event({ type: "app_home_opened", user: "U1", tab }), json);

      assert.equal(given(slack.calls, "views.publish").length, tab === "home" ? 1 : 0);
    });
  }

  it("draws the Home again after a press in it", async () => {
    await using slack = await fakeSlack();
    const newer = card("L1", "Claimed by Rita");
    const answers = { press: { kind: "replace", card: newer, whisper: null } } as const;
    const desk = slackDesk(answers, `${slack.url}/api/`);
    const home = { view: { type: "home" }, container: { type: "view" }, channel: undefined };

    await gesture(desk, press(claim, { ...home, message: undefined }));

    assert.equal(given(slack.calls, "views.publish").length, 1);
  });
});

describe("what goes wrong in Slack", () => {
  it("tells a person what they can fix, as it stands", async () => {
    const desk = slackDesk({
      press: () => {
        throw new UserError("Reassigning is for managers.");
      },
    });

    await gesture(desk, press(claim));

    assert.deepEqual(given(desk.calls, "whisper"), [["Reassigning is for managers.", inC1]]);
    assert.deepEqual(desk.lines, []);
  });

  it("owns up to what is our fault, with the reference of the log line", async () => {
    const desk = slackDesk({
      command: () => {
        throw new Error("password=hunter2");
      },
    });

    const response = await gesture(desk, command());

    const [[sentence] = []] = given(desk.calls, "whisper");
    const [reference] = desk.lines.map((line) => line.reference).filter(Boolean);
    assert.match(String(reference), /^[0-9A-Z]{4}$/);
    assert.equal(
      sentence,
      `That did not work, and it is our fault. Nothing was lost; reference ${reference}.`,
    );
    assert.equal(response.status, 200);
  });

  it("says so where Baton is not installed", async () => {
    await using slack = await fakeSlack();
    const desk = slackDesk({}, `${slack.url}/api/`);
    const raw = command({ team_id: "T2", response_url: `${slack.url}/respond/1` });

    const response = await gesture(desk, raw);

    const [[reply] = []] = given(slack.calls, "respond");
    const text = "Baton is not installed here. An admin can add it to Slack.";
    assert.partialDeepStrictEqual(reply, { text });
    assert.deepEqual([response.status, desk.calls], [200, []]);
  });

  it("never posts to a response_url that is not Slack's", async () => {
    await using elsewhere = await fakeSlack();
    const desk = slackDesk();

    await gesture(desk, command({ team_id: "T2", response_url: `${elsewhere.url}/respond/1` }));

    assert.deepEqual(elsewhere.calls, []);
  });
});
