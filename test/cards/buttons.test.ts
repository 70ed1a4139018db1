import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leadCard } from "../../cards/lead-card.ts";
import { noteCard } from "../../cards/note-card.ts";
import { pressing } from "../../cards/pressing.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { berlin, leadView, now, withParts } from "./examples.ts";

describe("buttons", () => {
  it("have ids of their own within a Slack message", () => {
    const buttons = ["acme.com", "acme.io"].map((domain) => pressing("pick", domain, { domain }));
    const card = withParts([{ kind: "actions", buttons, more: [] }]);

    const [block] = toBlockKit(card).blocks;

    const ids = block?.type === "actions" ? block.elements.map((element) => element.action_id) : [];
    assert.deepEqual(ids, ["pick", "pick.1"]);
  });

  it("of a new version stand in blocks with new ids", () => {
    const ids = [1, 2].map((version) => toBlockKit({ ...noteCard("x"), version }).blocks[0]);

    assert.deepEqual(
      ids.map((block) => block?.block_id),
      ["note:1:0", "note:2:0"],
    );
  });

  it("that are quieter unfold behind More actions in Teams, feedback with them", () => {
    const set = toAdaptiveCard(leadCard(leadView(), now, berlin)).body.find(
      (element) => element.type === "ActionSet",
    );

    const titles = set?.actions.map(({ title }) => title);
    const hidden = JSON.stringify(set?.actions.at(-1));

    assert.deepEqual(titles, [
      "Claim",
      "Reassign",
      "Log outcome",
      "Why this score",
      "More actions",
    ]);
    assert.match(hidden, /Snooze.*Not a fit.*Release.*🔥 Hot.*💰 Won/);
  });

  it("that are quieter stand in a menu in Slack, where an emoji itself is the feedback", () => {
    const actions = toBlockKit(leadCard(leadView(), now, berlin)).blocks.find(
      (block) => block.type === "actions",
    );

    const menu = actions?.elements.at(-1);

    const labels = menu?.type === "static_select" ? menu.options?.map(({ text }) => text.text) : [];
    assert.deepEqual(labels, [
      "Snooze",
      "Not a fit",
      "Release",
      "Forward",
      "Report wrong match",
      "Fix data",
    ]);
    assert.equal(menu?.action_id, "more_actions");
    assert.doesNotMatch(JSON.stringify(actions), /🔥/);
  });

  it("are at most five in an overflow", () => {
    const more = ["claim", "why", "snooze", "wake", "retry"].map(
      (verb) => pressing(verb as "claim", verb), // each is a verb
    );

    const [block] = toBlockKit(withParts([{ kind: "actions", buttons: [], more }])).blocks;

    const [menu] = block?.type === "actions" ? block.elements : [];
    assert.equal(menu?.type === "overflow" && menu.options.length, 5);
  });

  it("open a dialog in Teams where they ask for a form, and only there", () => {
    const card = withParts([
      {
        kind: "actions",
        buttons: [pressing("why", "Why this score"), pressing("claim", "Claim")],
        more: [],
      },
    ]);

    const [set] = toAdaptiveCard(card).body;

    const kinds = set?.type === "ActionSet" ? set.actions.map((action) => action.type) : [];
    assert.deepEqual(kinds, ["Action.Submit", "Action.Execute"]);
    assert.equal(JSON.stringify(set).match(/"msteams":\{"type":"task\/fetch"\}/g)?.length, 1);
  });

  it("press themselves in Teams for at most sixty people who look at a lead", () => {
    const everybody = Array.from({ length: 80 }, (_, at) => `29:${at}`);

    const { refresh } = toAdaptiveCard(leadCard(leadView(), now, berlin), everybody);

    assert.equal(refresh?.action.type === "Action.Execute" && refresh.action.verb, "refresh");
    assert.equal(refresh?.userIds?.length, 60);
  });
});
