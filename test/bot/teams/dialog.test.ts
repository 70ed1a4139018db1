import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { card, given, snoozeForm } from "../slack/fakes.ts";
import { invoke, send, teamsDesk } from "./support.ts";

const claim = { baton: { verb: "claim", args: { lead: "L1" }, version: 2 } };
const snooze = { baton: { verb: "snooze", args: { lead: "L1" } } };
const inDm = { channelId: "a:rita", userId: "29:rita", replyUrl: null };

describe("a dialog in Teams", () => {
  const announced = { ...claim, msteams: { type: "task/fetch" } };

  it("opens with the form", async () => {
    const desk = teamsDesk({ press: { kind: "form", form: snoozeForm } });

    const response = await send(desk, invoke("task/fetch", { data: announced }));

    assert.partialDeepStrictEqual(await response.json(), {
      task: { type: "continue", value: { title: "Snooze" } },
    });
  });

  it("hands over the fields that were filled in, and closes", async () => {
    const desk = teamsDesk();
    const data = { ...snooze, until: "2026-12-01", note: "", days: 3 };

    const response = await send(desk, invoke("task/submit", { data }));

    const [[submission] = []] = given(desk.calls, "submit");
    const values = { until: "2026-12-01", days: "3" };
    assert.deepEqual(submission, { verb: "snooze", args: { lead: "L1" }, values });
    assert.deepEqual([response.status, await response.text()], [200, ""]);
  });

  it("comes again with what is wrong and what was typed", async () => {
    const submit = { kind: "invalid", errors: { until: "That day is over." } } as const;
    const desk = teamsDesk({ submit, press: { kind: "form", form: snoozeForm } });
    const data = { ...snooze, until: "2026-01-01", note: "budget" };

    const response = await send(desk, invoke("task/submit", { data }));

    const shown = await response.text();
    assert.equal(JSON.parse(shown).task.type, "continue");
    for (const text of ["That day is over.", "2026-01-01", "budget"])
      assert.ok(shown.includes(text));
  });

  it("takes a button inside it for a press", async () => {
    const desk = teamsDesk({ press: { kind: "whisper", card: card("note", "Noted.") } });

    await send(desk, invoke("task/submit", { data: claim }));

    assert.deepEqual(given(desk.calls, "press").length, 1);
    assert.deepEqual(given(desk.calls, "whisper"), [["Noted.", inDm]]);
  });

  it("refuses a forged form", async () => {
    const desk = teamsDesk();

    const response = await send(desk, invoke("task/submit", { data: { baton: 1 } }));

    assert.partialDeepStrictEqual(await response.json(), { task: { type: "message" } });
    assert.deepEqual(desk.calls, []);
  });
});

describe("the personal tab in Teams", () => {
  it("shows the Home of whoever opens it", async () => {
    const desk = teamsDesk();

    const response = await send(desk, invoke("tab/fetch", { tabContext: { tabEntityId: "home" } }));

    const card = { type: "AdaptiveCard", fallbackText: "Your leads" };
    const tab = { type: "continue", value: { cards: [{ card }] } };
    assert.partialDeepStrictEqual(await response.json(), { tab });
  });

  it("comes again after a press in it", async () => {
    const newer = card("L1", "Claimed by Rita");
    const desk = teamsDesk({ press: { kind: "replace", card: newer, whisper: "It's yours." } });

    const response = await send(desk, invoke("tab/submit", { data: claim }));

    assert.partialDeepStrictEqual(await response.json(), { tab: { type: "continue" } });
    assert.deepEqual(
      desk.calls.map(([name]) => name),
      ["press", "whisper", "home"],
    );
  });
});
