import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { given, snoozeForm, tenantId } from "./fakes.ts";
import {
  command,
  event,
  fakeSlack,
  gesture,
  interaction,
  press,
  send,
  slackDesk,
} from "./support.ts";

const json = "application/json";
const claim = JSON.stringify({ baton: { verb: "claim", args: { lead: "L1" }, version: 2 } });

describe("“Make this a lead” in Slack", () => {
  const pointed = (more: object = {}) =>
    interaction({
      type: "message_action",
      callback_id: "make_lead",
      message_ts: "17.1",
      message: {
        type: "message",
        ts: "17.1",
        user: "U7",
        text: "Ana from <http://acme.com|acme.com>",
      },
      channel: { id: "C1", name: "general" },
      response_url: "http://127.0.0.1:9/respond/1",
      ...more,
    });

  it("hands over the message with its permalink, and opens the form there and then", async () => {
    await using slack = await fakeSlack({
      "chat.getPermalink": { permalink: "https://acme.slack.com/archives/C1/p171" },
    });
    const desk = slackDesk({ fromMessage: { kind: "form", form: snoozeForm } }, slack.apiUrl);

    await gesture(desk, pointed());

    const [[message, request] = []] = given(desk.calls, "fromMessage");
    assert.deepEqual(message, {
      text: "Ana from <http://acme.com|acme.com>",
      author: "U7",
      permalink: "https://acme.slack.com/archives/C1/p171",
    });
    assert.partialDeepStrictEqual(request, { place: { channelId: "C1", messageId: null } });
    const [[opened] = []] = given(slack.calls, "views.open");
    assert.partialDeepStrictEqual(opened, { trigger_id: "trigger-1" });
  });

  it("does without the permalink where Slack does not give one", async () => {
    await using slack = await fakeSlack({
      "chat.getPermalink": { ok: false, error: "channel_not_found" },
    });
    const desk = slackDesk({}, slack.apiUrl);

    await gesture(desk, pointed());

    const [[message] = []] = given(desk.calls, "fromMessage");
    assert.partialDeepStrictEqual(message, { permalink: null });
  });

  it("listens to no shortcut but its own", async () => {
    const desk = slackDesk();

    const response = await gesture(desk, pointed({ callback_id: "somebody_elses" }));

    assert.deepEqual([response.status, desk.calls], [404, []]);
  });
});

describe("links that are pasted in Slack", () => {
  const ours = "https://baton.example.com/evidence/abc";
  const shared = (more: object = {}, around: object = {}) =>
    event(
      {
        type: "link_shared",
        channel: "C1",
        user: "U1",
        message_ts: "17.1",
        links: [{ domain: "baton.example.com", url: ours }],
        ...more,
      },
      "Ev1",
      around,
    );

  it("show the lead behind them", async () => {
    await using slack = await fakeSlack();
    const desk = slackDesk({}, slack.apiUrl);

    await gesture(desk, shared(), json);

    assert.deepEqual(given(desk.calls, "unfurl"), [[tenantId, ours, false]]);
    const [[shown] = []] = given(slack.calls, "chat.unfurl");
    const { channel, ts, unfurls } = shown as Record<string, string>;
    assert.deepEqual([channel, ts, Object.keys(JSON.parse(unfurls ?? ""))], ["C1", "17.1", [ours]]);
  });

  const readers = [
    { more: {}, around: { is_ext_shared_channel: true }, outsiders: true },
    { more: {}, around: { is_ext_shared_channel: false }, outsiders: false },
    { more: { source: "composer", unfurl_id: "X1" }, around: {}, outsiders: true },
  ];
  for (const { more, around, outsiders } of readers) {
    it(`are shown ${outsiders ? "as to outsiders" : "in full"} with ${JSON.stringify({ ...more, ...around })}`, async () => {
      await using slack = await fakeSlack();
      const desk = slackDesk({}, slack.apiUrl);

      await gesture(desk, shared(more, around), json);

      assert.deepEqual(given(desk.calls, "unfurl"), [[tenantId, ours, outsiders]]);
      assert.equal(given(slack.calls, "chat.unfurl").length, 1);
    });
  }

  it("are left alone where there is nothing to show", async () => {
    await using slack = await fakeSlack();
    const desk = slackDesk({}, slack.apiUrl);
    const links = [{ domain: "baton.example.com", url: "https://baton.example.com/bot" }];

    await gesture(desk, shared({ links }), json);

    assert.deepEqual(slack.calls, []);
  });
});

describe("when Slack takes Baton away", () => {
  const at = Date.parse("2026-11-21T08:59:00Z") / 1000;
  const cases = [
    { event: { type: "app_uninstalled" }, revokes: true },
    { event: { type: "tokens_revoked", tokens: { bot: ["UBOT"] } }, revokes: true },
    { event: { type: "tokens_revoked", tokens: { oauth: ["U1"] } }, revokes: false },
  ];
  for (const { event: happened, revokes } of cases) {
    it(`${revokes ? "forgets" : "keeps"} the team's tokens on ${JSON.stringify(happened)}`, async () => {
      const desk = slackDesk();

      const response = await gesture(desk, event(happened, "Ev1", { event_time: at }), json);

      const expected = revokes ? [["T1", new Date(at * 1000)]] : [];
      assert.deepEqual([response.status, given(desk.calls, "revoke")], [200, expected]);
    });
  }
});

describe("people of other organisations in a shared channel", () => {
  const refusal = "Baton works for the team that brought it here. Ask them about this company.";

  it("are told politely, and become nobody here", async () => {
    await using slack = await fakeSlack();
    const desk = slackDesk({}, slack.apiUrl);
    const user = { id: "U9", name: "otto", team_id: "T9" };
    const response_url = `${slack.url}/respond/1`;

    await gesture(desk, press(claim, { user, response_url }));

    assert.deepEqual(desk.calls, []);
    const [[reply] = []] = given(slack.calls, "respond");
    assert.partialDeepStrictEqual(reply, { text: refusal });
  });

  it("are told where only they see it when they mention Baton", async () => {
    await using slack = await fakeSlack();
    const desk = slackDesk({}, slack.apiUrl);
    const mention = { type: "app_mention", channel: "C1", user: "U9", text: "<@UBOT> acme.com" };

    await gesture(desk, event({ ...mention, user_team: "T9" }), json);

    assert.deepEqual(desk.calls, []);
    const [[said] = []] = given(slack.calls, "chat.postEphemeral");
    assert.partialDeepStrictEqual(said, { channel: "C1", user: "U9", text: refusal });
  });

  const asked = [
    { user: { team_id: "T1" }, heard: 1 },
    { user: { team_id: "T9" }, heard: 0 },
    { user: undefined, heard: 0 },
  ];
  for (const { user, heard } of asked) {
    it(`are looked up where the event does not say: ${JSON.stringify(user)}`, async () => {
      await using slack = await fakeSlack({
        "users.info": user ? { user } : { ok: false, error: "x" },
      });
      const desk = slackDesk({}, slack.apiUrl);
      const item = { type: "message", channel: "C1", ts: "17.1" };
      const reaction = { type: "reaction_added", user: "U9", reaction: "+1", item };

      await gesture(desk, event(reaction, "Ev1", { is_ext_shared_channel: true }), json);

      assert.equal(given(desk.calls, "react").length, heard);
    });
  }

  const ofTheGroup = [
    { user: { team_id: "T2", enterprise_user: { enterprise_id: "E1" } }, heard: 1 },
    { user: { team_id: "T9", enterprise_user: { enterprise_id: "E9" } }, heard: 0 },
  ];
  for (const { user, heard } of ofTheGroup) {
    it(`are no colleagues in an organisation's install either: ${JSON.stringify(user)}`, async () => {
      await using slack = await fakeSlack({ "users.info": { user } });
      const desk = slackDesk({}, slack.apiUrl, "E1");
      const organisation = {
        ...{ is_enterprise_install: true, enterprise: { id: "E1", name: "Acme Group" } },
        ...{ team: { id: "T1" }, user: { id: "U9", name: "otto", team_id: user.team_id } },
      };
      const response_url = `${slack.url}/respond/1`;

      await gesture(desk, press(claim, { ...organisation, response_url }));

      assert.equal(given(desk.calls, "press").length, heard);
    });
  }
});

describe("who a Slack request names", () => {
  for (const user_id of ["", "\0", "U1\0", "<script>", "u".repeat(300)]) {
    it(`is nobody with ${JSON.stringify(user_id.slice(0, 20))}`, async () => {
      const desk = slackDesk();

      const response = await gesture(desk, command({ user_id }));

      assert.deepEqual([response.status, desk.calls], [200, []]);
    });
  }

  it("is kept by a name that can be shown", async () => {
    const desk = slackDesk();

    await gesture(desk, command({ user_name: ` ri\0ta\u202e\n${"x".repeat(300)}` }));

    const [[, request] = []] = given(desk.calls, "command");
    const { name } = (request as { who: { name: string } }).who;
    assert.match(name, /^rita x{70,}$/);
    assert.equal(name.length, 80);
  });

  it("may press a card that was edited in the same moment: its blocks have other names by now", async () => {
    const desk = slackDesk();
    const message = { type: "message", ts: "17.1", blocks: [{ block_id: "L1:3" }] };
    const actions = [{ type: "button", action_id: "claim", block_id: "L1:2", value: claim }];

    await send(desk, press(claim, { message, actions }));
    await desk.app.stop();

    assert.equal(given(desk.calls, "press").length, 1);
  });
});
