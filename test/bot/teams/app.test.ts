import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Card } from "../../../cards/card.ts";
import { UserError } from "../../../pipeline/errors.ts";
import { card, given, snoozeForm, tenantId } from "../slack/fakes.ts";
import { invoke, send, teamsDesk } from "./support.ts";

const claim = { baton: { verb: "claim", args: { lead: "L1" }, version: 2 } };
const personal = { channelId: "a:rita", kind: "dm", replyUrl: null };
const inDm = { channelId: "a:rita", userId: "29:rita", replyUrl: null };
const execute = (data: unknown, more: object = {}) =>
  invoke("adaptiveCard/action", { action: { type: "Action.Execute", data }, ...more });

describe("what is said to Baton in Teams", () => {
  const at = "<at>Baton</at>";
  const mention = { type: "mention", text: at, mentioned: { id: "28:baton", name: "Baton" } };
  const other = {
    type: "mention",
    text: "<at>Ravi</at>",
    mentioned: { id: "29:ravi", name: "Ravi" },
  };
  const cases = [
    { text: "/lead acme.com", command: "acme.com" },
    { text: "lead acme.com", command: "acme.com" },
    { text: "acme.com", command: "acme.com" },
    { text: `${at} lead acme.com`, entities: [mention], command: "acme.com" },
    { text: `${at}&nbsp;acme.com`, entities: [mention], command: "acme.com" },
    { text: `${at} lead acme.com`, command: "acme.com" },
    {
      text: `${at} lead assign <at>Ravi</at> acme.com`,
      entities: [mention, other],
      command: "assign <at>Ravi</at> acme.com",
    },
    { text: "lead Fish &amp; Chips", command: "Fish &amp; Chips" },
    { text: "<p>lead acme.com</p>", command: "acme.com</p>" },
    { text: "good morning", command: "help" },
    { text: "", command: "" },
  ];
  for (const { text, entities, command } of cases) {
    it(`takes ${JSON.stringify(text)} as ${JSON.stringify(command)}`, async () => {
      const desk = teamsDesk();

      const response = await send(desk, { type: "message", text, entities });

      const [[heard, request] = []] = given(desk.calls, "command");
      assert.deepEqual([response.status, heard], [200, command]);
      assert.deepEqual(request, {
        who: {
          tenantId,
          surface: "teams",
          userId: "29:rita",
          personId: "person-29:rita",
          name: "Rita Rep",
          role: "rep",
        },
        place: { ...personal, messageId: null },
      });
    });
  }

  it("whispers the answer", async () => {
    const desk = teamsDesk({ command: { kind: "whisper", card: card("help", "Here is help.") } });

    await send(desk, { type: "message", text: "lead help" });

    assert.deepEqual(given(desk.calls, "whisper"), [["Here is help.", inDm]]);
  });

  it("offers a button for a form, which a message cannot open", async () => {
    const desk = teamsDesk({ command: { kind: "form", form: snoozeForm } });

    await send(desk, { type: "message", text: "lead snooze acme.com" });

    assert.equal(given(desk.calls, "whisper").length, 1);
  });

  it("hears a message once, however often Teams repeats it", async () => {
    const desk = teamsDesk();

    for (const id of ["a1", "a1", "a2"])
      await send(desk, { id, type: "message", text: "acme.com" });

    assert.equal(given(desk.calls, "command").length, 2);
  });

  it("knows a channel by its own id, whatever thread it was spoken to in", async () => {
    const desk = teamsDesk();
    const id = "19:leads@thread.tacv2;messageid=123";

    const conversation = { id, conversationType: "channel", tenantId: "entra-1" };
    await send(desk, { type: "message", text: "acme.com", conversation });

    const [[, request] = []] = given(desk.calls, "command");
    const place = { channelId: "19:leads@thread.tacv2", kind: "channel" };
    assert.partialDeepStrictEqual(request, { place });
    assert.partialDeepStrictEqual(desk.memory.known, [
      { conversationId: place.channelId, kind: "channel" },
    ]);
  });

  it("notes where it was installed, and not who else joined", async () => {
    const desk = teamsDesk();
    const joined = (id: string) => ({ type: "conversationUpdate", membersAdded: [{ id }] });

    await send(desk, { type: "installationUpdate", action: "add" });
    await send(desk, joined("28:baton"));
    await send(desk, joined("29:ravi"));

    assert.equal(desk.memory.known.length, 2);
  });

  it("notes that it was removed, and that it is back", async () => {
    const desk = teamsDesk();
    const left = { type: "conversationUpdate", membersRemoved: [{ id: "28:baton" }] };
    const states: unknown[] = [];

    for (const activity of [
      { type: "installationUpdate", action: "add" },
      { type: "installationUpdate", action: "remove" },
      { type: "installationUpdate", action: "add" },
      left,
      { ...left, membersRemoved: [{ id: "29:ravi" }] },
      { type: "message", text: "help" },
    ]) {
      await send(desk, activity);
      states.push(desk.memory.gone.has("a:rita"));
    }

    assert.deepEqual(states, [false, true, false, true, true, false]);
  });

  it("renews where Teams is reached with every gesture in a conversation it knows", async () => {
    const desk = teamsDesk();
    const moved = { serviceUrl: "http://127.0.0.1:10" };

    await send(desk, { type: "message", text: "help" });
    await send(desk, { ...execute(claim), ...moved });

    assert.deepEqual(
      desk.memory.known.map(({ serviceUrl }) => serviceUrl),
      ["http://127.0.0.1:10"],
    );
  });

  it("takes names as people would write them", async () => {
    const desk = teamsDesk();
    const name = `  Rita\u202E\n Rep${"e".repeat(200)}`;

    await send(desk, { type: "message", text: "help", from: { id: "29:rita", name } });

    const [[, request] = []] = given(desk.calls, "command");
    assert.partialDeepStrictEqual(request, { who: { name: `Rita Rep${"e".repeat(72)}` } });
  });

  it("answers in the thread it was asked in", async () => {
    const desk = teamsDesk({ command: { kind: "whisper", card: card("help", "Here is help.") } });
    const id = "19:leads@thread.tacv2;messageid=123";
    const conversation = { id, conversationType: "channel", tenantId: "entra-1" };

    await send(desk, { type: "message", text: "help", conversation });

    const to = { channelId: "19:leads@thread.tacv2", userId: "29:rita", replyUrl: null };
    assert.deepEqual(given(desk.calls, "whisper"), [["Here is help.", { ...to, threadId: "123" }]]);
  });

  it("hears reactions on its messages", async () => {
    const desk = teamsDesk();
    const changes = {
      reactionsAdded: [{ type: "like" }],
      reactionsRemoved: [{ type: "nonsense" }],
    };

    await send(desk, { type: "messageReaction", replyToId: "m1", ...changes });

    const [[reaction, request] = []] = given(desk.calls, "react");
    assert.equal(given(desk.calls, "react").length, 1);
    assert.deepEqual(reaction, { emoji: "👍", added: true });
    assert.partialDeepStrictEqual(request, { place: { ...personal, messageId: "m1" } });
  });
});

describe("a button in Teams", () => {
  const newer = card("L1", "Claimed by Rita");

  it("answers with the card as it is now, and edits it for the others", async () => {
    const desk = teamsDesk({ press: { kind: "replace", card: newer, whisper: "It's yours." } });

    const response = await send(desk, execute(claim));

    const body = { statusCode: 200, type: "application/vnd.microsoft.card.adaptive" };
    assert.partialDeepStrictEqual(await response.json(), body);
    const [[pressed] = []] = given(desk.calls, "press");
    assert.deepEqual(pressed, { verb: "claim", args: { lead: "L1" }, version: 2 });
    const at = { channelId: "a:rita", messageId: "m1" };
    assert.deepEqual(given(desk.calls, "update"), [[at, "Claimed by Rita"]]);
    const inTheirOwn = { channelId: null, userId: "29:rita", replyUrl: null };
    assert.deepEqual(given(desk.calls, "whisper"), [["It's yours.", inTheirOwn]]);
  });

  const button = { label: "Claim", verb: "claim", args: { lead: "L1" }, tone: "plain", url: null };
  const actions = { kind: "actions", buttons: [button], more: [] } as const;
  const answered = { ...newer, parts: [...newer.parts, actions] } as Card;

  it("turns a private answer over for its reader, and whatever they press in it stays theirs", async () => {
    const desk = teamsDesk({ press: { kind: "reveal", card: answered } });
    const shown = JSON.stringify(await (await send(desk, execute(claim))).json());
    const [, data] = /"verb":"claim","data":(\{"baton":\{.*?\}\}),/.exec(shown) ?? [];
    assert.ok(data, shown);
    desk.answers.press = { kind: "replace", card: answered, whisper: null };

    const response = await send(desk, execute(JSON.parse(data)));

    assert.match(shown, /Claimed by Rita/);
    assert.match(JSON.stringify(await response.json()), /Claimed by Rita/);
    assert.deepEqual(given(desk.calls, "press").at(-1)?.[0], { ...claim.baton, version: 3 });
    assert.deepEqual(given(desk.calls, "update"), []);
  });

  it("counts even when the message cannot be edited for the others", async () => {
    const desk = teamsDesk({ press: { kind: "replace", card: newer, whisper: null } });
    desk.port.update = () => Promise.reject(new Error("Teams answered 500"));

    const response = await send(desk, execute(claim));

    assert.match(JSON.stringify(await response.json()), /Claimed by Rita/);
    assert.equal(desk.lines.length, 1);
  });

  it("reloads a card somebody looks at, as often as they look, and edits nothing", async () => {
    const desk = teamsDesk({ press: { kind: "replace", card: newer, whisper: null } });
    const refresh = { baton: { verb: "refresh", args: {}, version: 2 } };
    const look = { ...execute(refresh, { trigger: "automatic" }), id: "same" };

    await send(desk, look);
    const response = await send(desk, look);

    assert.partialDeepStrictEqual(await response.json(), {
      type: "application/vnd.microsoft.card.adaptive",
    });
    assert.deepEqual(given(desk.calls, "press").length, 2);
    assert.deepEqual(given(desk.calls, "update"), []);
  });

  it("takes one press, however often Teams repeats it", async () => {
    const desk = teamsDesk();
    const press = { ...execute(claim), id: "same" };

    await send(desk, press);
    await send(desk, press);

    assert.equal(given(desk.calls, "press").length, 1);
  });

  it("says a sentence at the card itself", async () => {
    const desk = teamsDesk({ press: { kind: "whisper", card: card("note", "Rita took it.") } });

    const response = await send(desk, execute(claim));

    const message = { type: "application/vnd.microsoft.activity.message", value: "Rita took it." };
    assert.deepEqual(await response.json(), { statusCode: 200, ...message });
    assert.deepEqual(given(desk.calls, "whisper"), []);
  });

  it("works in clients that know only Action.Submit", async () => {
    const desk = teamsDesk({ press: { kind: "replace", card: newer, whisper: null } });

    await send(desk, { type: "message", value: claim, replyToId: "m1" });

    assert.equal(given(desk.calls, "press").length, 1);
    assert.deepEqual(given(desk.calls, "update").length, 1);
  });

  it("says what to do about a button it cannot read", async () => {
    const desk = teamsDesk();

    const response = await send(desk, execute({ baton: { verb: "drop tables" } }));

    const value = "This card is out of date. Type lead and the company instead.";
    assert.partialDeepStrictEqual(await response.json(), { statusCode: 200, value });
    assert.deepEqual(desk.calls, []);
  });
});

describe("what goes wrong in Teams", () => {
  const invokes = [
    { sent: invoke("adaptiveCard/action", { nope: 1 }), status: 400 },
    { sent: invoke("adaptiveCard/action", null), status: 400 },
    { sent: invoke("task/fetch", { data: "x" }), status: 400 },
    { sent: { ...invoke("task/submit", {}), from: undefined }, status: 400 },
    { sent: invoke("unknown/thing", {}), status: 501 },
  ];
  for (const { sent, status } of invokes) {
    it(`answers ${status} to ${JSON.stringify(sent)}`, async () => {
      const desk = teamsDesk();

      const response = await send(desk, sent);

      assert.deepEqual([response.status, desk.calls], [status, []]);
    });
  }

  it("tells a person what they can fix, as it stands", async () => {
    const desk = teamsDesk({
      press: () => {
        throw new UserError("Reassigning is for managers.");
      },
    });

    const response = await send(desk, execute(claim));

    assert.partialDeepStrictEqual(await response.json(), { value: "Reassigning is for managers." });
  });

  it("owns up to what is our fault, with the reference of the log line", async () => {
    const desk = teamsDesk({
      command: () => {
        throw new Error("password=hunter2");
      },
    });

    const response = await send(desk, { type: "message", text: "acme.com" });

    const [[sentence] = []] = given(desk.calls, "whisper");
    const [reference] = desk.lines.map((line) => line.reference).filter(Boolean);
    assert.equal(
      sentence,
      `That did not work, and it is our fault. Nothing was lost; reference ${reference}.`,
    );
    assert.deepEqual([response.status, await response.text()], [200, ""]);
  });

  it("says so where Baton is not connected", async () => {
    const desk = teamsDesk();
    const conversation = { id: "a:eve", conversationType: "personal", tenantId: "entra-2" };

    const response = await send(desk, { ...execute(claim), conversation });

    const value = "Baton is not connected to this organisation yet. An admin can do that.";
    assert.partialDeepStrictEqual(await response.json(), { value });
    assert.deepEqual(desk.calls, []);
  });
});
