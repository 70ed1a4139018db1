import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Answer } from "../../../bot/handlers/request.ts";
import { UserError } from "../../../pipeline/errors.ts";
import { type Answers, type Calls, card, snoozeForm } from "../slack/fakes.ts";
import * as slack from "../slack/support.ts";
import * as teams from "./support.ts";

const claim = { baton: { verb: "claim", args: { lead: "L1" }, version: 2 } };
const newer = card("L1", "Claimed by Rita");

type Gesture = "command" | "press" | "react" | "say";

/** The same gesture in each chat; gives back what Baton's own parts were asked. */
const chats: Record<string, (gesture: Gesture, answers: Answers) => Promise<Calls>> = {
  async Slack(gesture, answers) {
    const desk = slack.slackDesk(answers);
    const item = { type: "message", channel: "C1", ts: "17.1" };
    const reaction = { type: "reaction_added", user: "U1", reaction: "+1", item };
    const direct = {
      type: "message",
      channel: "D1",
      channel_type: "im",
      user: "U1",
      text: "hello",
    };
    if (gesture === "command") await slack.send(desk, slack.command({ text: "acme.com" }));
    if (gesture === "press") await slack.send(desk, slack.press(JSON.stringify(claim)));
    const event = gesture === "react" ? reaction : gesture === "say" ? direct : undefined;
    if (event) await slack.send(desk, slack.event(event), "application/json");
    await desk.app.stop();
    return desk.calls;
  },
  async Teams(gesture, answers) {
    const desk = teams.teamsDesk(answers);
    const press = { action: { type: "Action.Execute", data: claim } };
    const activities = {
      command: { type: "message", text: "lead acme.com" },
      press: teams.invoke("adaptiveCard/action", press),
      react: { type: "messageReaction", replyToId: "m1", reactionsAdded: [{ type: "like" }] },
      say: { type: "message", text: "hello" },
    };
    await teams.send(desk, activities[gesture]);
    return desk.calls;
  },
};

const whisper: Answer = { kind: "whisper", card: card("help", "Here is help.") };
const replace: Answer = { kind: "replace", card: newer, whisper: "It's yours." };
const refuse = () => {
  throw new UserError("Nothing is waiting.");
};

/** What is asked and said must not depend on the chat: calls by name, and what they were about. */
const behaviours: { gesture: Gesture; answers: Answers; asks: unknown[] }[] = [
  { gesture: "command", answers: {}, asks: [["command", "acme.com"]] },
  { gesture: "say", answers: {}, asks: [["command", "help"]] },
  {
    gesture: "command",
    answers: { command: whisper },
    asks: [
      ["command", "acme.com"],
      ["whisper", "Here is help."],
    ],
  },
  {
    gesture: "command",
    answers: { command: replace },
    asks: [
      ["command", "acme.com"],
      ["whisper", "Claimed by Rita"],
      ["whisper", "It's yours."],
    ],
  },
  {
    gesture: "command",
    answers: { command: { kind: "invalid", errors: { a: "Too long.", b: "Too far." } } },
    asks: [
      ["command", "acme.com"],
      ["whisper", "Too long. Too far."],
    ],
  },
  {
    gesture: "command",
    answers: { command: refuse },
    asks: [
      ["command", "acme.com"],
      ["whisper", "Nothing is waiting."],
    ],
  },
  { gesture: "press", answers: {}, asks: [["press", claim.baton]] },
  {
    gesture: "press",
    answers: { press: replace },
    asks: [
      ["press", claim.baton],
      ["update", "Claimed by Rita"],
      ["whisper", "It's yours."],
    ],
  },
  { gesture: "react", answers: {}, asks: [["react", { emoji: "👍", added: true }]] },
];

for (const [chat, make] of Object.entries(chats)) {
  describe(`${chat}, as every chat`, () => {
    for (const { gesture, answers, asks } of behaviours) {
      it(`turns a ${gesture} into ${JSON.stringify(asks)}`, async () => {
        const calls = await make(gesture, answers);

        const about = calls.map(([name, first, last]) => [name, name === "update" ? last : first]);
        assert.deepEqual(about, asks);
      });
    }

    it("offers one button for a form that it cannot open at once", async () => {
      const form: Answer = { kind: "form", form: snoozeForm };

      const calls = await make("say", { command: form });

      assert.deepEqual(
        calls.slice(1).map(([name, said]) => [name, said]),
        [["whisper", "Snooze: one more press, please."]],
      );
    });
  });
}
