import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Form } from "../../cards/card.ts";
import { decodeForm } from "../../cards/codec.ts";
import { fillForm, fixForm } from "../../cards/fix-form.ts";
import { outcomeForm, reassignForm, snoozeForm } from "../../cards/lead-forms.ts";
import { toDialog } from "../../cards/to-dialog.ts";
import { toModal } from "../../cards/to-modal.ts";
import { toText } from "../../cards/to-text.ts";
import { whyForm } from "../../cards/why-form.ts";
import { assertAdaptiveCard } from "./adaptive-card-validator.ts";
import { assertModal } from "./block-kit-validator.ts";
import { berlin, decision, everyState, leadView, now } from "./examples.ts";

const view = leadView();
const people = [{ personId: "p-ravi", name: "Ravi Rep" }];
const history = [{ points: 14, cause: "careers page", at: new Date("2026-11-10T08:00:00Z") }];

const forms: Record<string, Form> = {
  "why this score": whyForm(view, now, berlin, history),
  "why it was dropped": whyForm(everyState.gated ?? assert.fail(), now, berlin),
  "why there is no score yet": whyForm(everyState.researching ?? assert.fail(), now, berlin),
  outcome: outcomeForm(view, "not_a_fit"),
  reassign: reassignForm(view, people),
  "reassign to nobody": reassignForm(view, []),
  snooze: snoozeForm(view),
  "fill by hand": fillForm(view),
  "fix data": fixForm(view),
};

describe("forms", () => {
  for (const [name, form] of Object.entries(forms)) {
    it(`open in both chats and know what they are about: ${name}`, () => {
      const modal = toModal(form);
      const dialog = toDialog(form);

      assertModal(modal);
      assertAdaptiveCard(dialog);
      assert.deepEqual(decodeForm(modal.private_metadata)?.args, { lead: view.id });
      const [submit] = dialog.actions ?? [];
      if (form.submit === null) assert.equal(submit, undefined);
      else
        assert.deepEqual(submit?.type === "Action.Submit" && decodeForm(submit.data)?.args, {
          lead: view.id,
        });
    });
  }

  it("ask the same questions in both chats", () => {
    for (const form of Object.values(forms)) {
      const inSlack = toModal(form).blocks.flatMap((block) =>
        block.type === "input" ? [block.block_id] : [],
      );
      const inTeams = toDialog(form).body.flatMap((element) =>
        "id" in element ? [element.id] : [],
      );

      assert.deepEqual(
        inSlack,
        form.fields.map(({ name }) => name),
      );
      assert.deepEqual(inTeams, inSlack);
    }
  });

  it("explain the whole score: grouped, largest first, with what is unknown and how it came about", (t) => {
    const { title, parts } = whyForm(view, now, berlin, history);

    const text = toText({ id: "why", version: 0, summary: title, parts, refresh: null });

    t.assert.fileSnapshot(text, "test/fixtures/cards/why.txt", {
      serializers: [(value) => String(value)],
    });
    assert.ok(text.indexOf("Right size") < text.indexOf("Logistics is"), text);
    assert.match(text, /\+14 careers page, Tuesday/);
  });

  it("explain parts by their date, and keep still about dates that are none", () => {
    const dated = decision.parts.map((part, at) => ({
      ...part,
      observedAt: at === 1 ? "2026-11-03" : "someday",
    }));

    const form = whyForm(leadView({ decision: { ...decision, parts: dated } }), now, berlin);

    const rows = form.parts.flatMap((part) => (part.kind === "reasons" ? part.rows : []));
    assert.ok(rows.some(({ because }) => because === "Logistics is your best industry · 3 Nov"));
    assert.ok(rows.every(({ because }) => !because.includes("Invalid")));
  });

  it("say above a field of a dialog what is wrong with it", () => {
    const { body } = toDialog(snoozeForm(view), { date: "Choose a day to come." });

    const texts = body.map((element) =>
      element.type === "TextBlock" ? element.text : element.type,
    );
    assert.equal(texts.indexOf("Choose a day to come.") + 1, texts.indexOf("Input.Date"));
  });
});
