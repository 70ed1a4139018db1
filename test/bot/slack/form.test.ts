import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { card, given, snoozeForm } from "./fakes.ts";
import { gesture, interaction, slackDesk } from "./support.ts";

const sent = (metadata: unknown = undefined) => {
  const place = { channelId: "C1", messageId: "17.1" };
  const known = { baton: { verb: "snooze", args: { lead: "L1" } }, place };
  const values = {
    until: { value: { type: "datepicker", selected_date: "2026-12-01" } },
    note: { value: { type: "plain_text_input", value: null } },
    reason: { value: { type: "static_select", selected_option: { value: "budget" } } },
  };
  const blocks = [
    { type: "section", block_id: "s" },
    { type: "input", block_id: "until" },
    { type: "input", block_id: "note" },
  ];
  const private_metadata = JSON.stringify(metadata ?? known);
  const view = { type: "modal", private_metadata, state: { values }, blocks };
  return interaction({ type: "view_submission", view });
};

describe("a form in Slack", () => {
  it("hands over the fields that were filled in, and the place it came from", async () => {
    const desk = slackDesk();

    const response = await gesture(desk, sent());

    const [[submission, request] = []] = given(desk.calls, "submit");
    const values = { until: "2026-12-01", reason: "budget" };
    assert.deepEqual(submission, { verb: "snooze", args: { lead: "L1" }, values });
    const place = { channelId: "C1", kind: "channel", messageId: "17.1", replyUrl: null };
    assert.partialDeepStrictEqual(request, { place });
    assert.deepEqual([response.status, await response.text()], [200, ""]);
  });

  it("shows each error at its field, and one of no field at the first", async () => {
    const errors = { note: "Shorter, please.", form: "Already snoozed." };
    const desk = slackDesk({ submit: { kind: "invalid", errors } });

    const response = await gesture(desk, sent());

    assert.deepEqual(await response.json(), {
      response_action: "errors",
      errors: { until: "Already snoozed.", note: "Shorter, please." },
    });
  });

  it("shows the next form in place of this one", async () => {
    const desk = slackDesk({ submit: { kind: "form", form: snoozeForm } });

    const response = await gesture(desk, sent());

    assert.partialDeepStrictEqual(await response.json(), { response_action: "update" });
  });

  it("edits the card it was opened from", async () => {
    const newer = card("L1", "Back on Tue");
    const desk = slackDesk({ submit: { kind: "replace", card: newer, whisper: null } });

    await gesture(desk, sent());

    const at = { channelId: "C1", messageId: "17.1" };
    assert.deepEqual(given(desk.calls, "update"), [[at, "Back on Tue"]]);
  });

  it("keeps what was typed when it is our fault, and says the reference of the log", async () => {
    const broken = () => {
      throw new Error("the database is away");
    };
    const desk = slackDesk({ submit: broken });

    const response = await gesture(desk, sent());

    const [reference] = desk.lines.map((line) => line.reference).filter(Boolean);
    const until = `That did not work, and it is our fault. Nothing was lost; reference ${reference}.`;
    assert.deepEqual(await response.json(), { response_action: "errors", errors: { until } });
  });

  for (const forged of [null, {}, "x", { baton: { verb: "nonsense", args: {} } }]) {
    it(`refuses forged metadata: ${JSON.stringify(forged)}`, async () => {
      const desk = slackDesk();

      const response = await gesture(desk, sent(forged ?? "null"));

      const until = "This form is out of date. Please open it again.";
      assert.partialDeepStrictEqual(await response.json(), { errors: { until } });
      assert.deepEqual(given(desk.calls, "submit"), []);
    });
  }
});
