import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { asForm, command, event, now, press, send, sign, slackDesk } from "./support.ts";

const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("the Slack receiver", () => {
  const cases = [
    { request: "signed now", at: after(0), status: 200 },
    { request: "signed 300 seconds ago", at: after(-300), status: 200 },
    { request: "signed 301 seconds ago", at: after(-301), status: 401 },
    { request: "signed 300 seconds from now", at: after(300), status: 200 },
    { request: "signed 301 seconds from now", at: after(301), status: 401 },
  ];
  for (const { request, at, status } of cases) {
    it(`answers ${status} to a request ${request}`, async () => {
      const desk = slackDesk();

      const response = await send(desk, command(), asForm, sign(command(), at));

      assert.equal(response.status, status);
      assert.equal(desk.calls.length, status === 200 ? 1 : 0);
    });
  }

  const good = sign(command());
  const forged: [string, Record<string, string>][] = [
    ["no signature", {}],
    ["an empty signature", { ...good, "x-slack-signature": "" }],
    [
      "a truncated one",
      { ...good, "x-slack-signature": `${good["x-slack-signature"]?.slice(0, -1)}` },
    ],
    ["one with a tail", { ...good, "x-slack-signature": `${good["x-slack-signature"]}=1` }],
    ["one of other bytes", sign(`${command()}&`)],
    [
      "one in capitals",
      { ...good, "x-slack-signature": `${good["x-slack-signature"]?.toUpperCase()}` },
    ],
    ["no time", { "x-slack-signature": `${good["x-slack-signature"]}` }],
    ["a time that is no number", { ...good, "x-slack-request-timestamp": "soon" }],
  ];
  for (const [what, headers] of forged) {
    it(`refuses a request with ${what}`, async () => {
      const desk = slackDesk();

      const response = await send(desk, command(), asForm, headers);

      assert.deepEqual([response.status, await response.text(), desk.calls], [401, "", []]);
    });
  }

  it("never lets a changed byte through", async () => {
    const desk = slackDesk();
    const raw = command();
    const headers = sign(raw);

    await fc.assert(
      fc.asyncProperty(fc.nat(raw.length - 1), async (at) => {
        const other = raw[at] === "x" ? "y" : "x";
        const changed = raw.slice(0, at) + other + raw.slice(at + 1);
        assert.equal((await send(desk, changed, asForm, headers)).status, 401);
      }),
      { numRuns: 40 },
    );
    assert.deepEqual(desk.calls, []);
  });

  const bodies = [
    ["garbage JSON", "{", "application/json", 400],
    ["JSON that is a list", "[]", "application/json", 400],
    ["JSON that is nothing", "null", "application/json", 400],
    ["a broken payload", "payload=%7B", asForm, 400],
    ["an empty body", "", "application/json", 400],
    ["an unknown command", command({ command: "/other" }), asForm, 404],
    ["a body that is nothing Slack sends", '{"a":1}', "application/json", 404],
    ["an oversized body", "a".repeat(1024 * 1024 + 1), "application/json", 413],
  ] as const;
  for (const [what, raw, type, status] of bodies) {
    it(`answers ${status} to ${what}`, async () => {
      const desk = slackDesk();

      const response = await send(desk, raw, type);

      assert.deepEqual([response.status, desk.calls], [status, []]);
    });
  }

  it("answers Slack's certificate check, and nothing smuggled along", async () => {
    const desk = slackDesk();

    const response = await send(desk, `ssl_check=1&${command()}`, asForm, {});

    assert.deepEqual([response.status, desk.calls], [200, []]);
  });

  it("echoes the challenge of a URL verification", async () => {
    const raw = JSON.stringify({ type: "url_verification", challenge: "abc" });

    const response = await send(slackDesk(), raw, "application/json");

    assert.deepEqual(await response.json(), { challenge: "abc" });
  });

  it("takes a form whose content type names a charset", async () => {
    const desk = slackDesk();

    const response = await send(desk, command(), `${asForm}; charset=utf-8`);

    assert.deepEqual([response.status, desk.calls.length], [200, 1]);
  });

  it("acknowledges before it works, and finishes the work before it stops", async () => {
    const started = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const desk = slackDesk();
    const finished: string[] = [];
    const wait = async () => {
      started.resolve();
      await released.promise;
      finished.push("work");
      return { kind: "done" } as const;
    };
    desk.handlers.command = wait;

    const response = await send(desk, command());
    await started.promise;
    const stopped = desk.app.stop().then(() => finished.push("stop"));
    released.resolve();
    await stopped;

    assert.deepEqual([response.status, finished], [200, ["work", "stop"]]);
  });

  it("gives up on a listener that says nothing for three seconds", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const asked = Promise.withResolvers<void>();
    const desk = slackDesk();
    desk.doorkeeper.whoIs = () => {
      asked.resolve();
      return new Promise(() => {});
    };
    const raw = new URLSearchParams({
      payload: JSON.stringify({
        type: "view_submission",
        team: { id: "T1" },
        user: { id: "U1", name: "rita" },
        trigger_id: "1",
        view: { type: "modal", private_metadata: "", state: { values: {} }, blocks: [] },
      }),
    }).toString();

    const response = send(desk, raw);
    await asked.promise;
    t.mock.timers.tick(3_000);

    assert.equal((await response).status, 503);
  });

  it("answers 500, without details, when something throws before the acknowledgement", async () => {
    const desk = slackDesk();
    desk.database.fails = true;

    const response = await send(desk, command());

    assert.deepEqual([response.status, await response.text()], [500, ""]);
    assert.match(String(desk.lines.find(({ reference }) => reference)?.msg), /chat request failed/);
  });

  it("hears an event once, however often Slack repeats it", async () => {
    const desk = slackDesk();
    const mention = { type: "app_mention", channel: "C1", user: "U1", text: "<@UBOT> acme.com" };

    for (const id of ["Ev1", "Ev1", "Ev2"]) {
      await send(desk, event(mention, id), "application/json");
    }
    await desk.app.stop();

    assert.equal(desk.calls.filter(([name]) => name === "command").length, 2);
  });

  it("takes one press of a button, however often Slack repeats it", async () => {
    const desk = slackDesk();
    const raw = press(JSON.stringify({ baton: { verb: "claim", args: {}, version: 1 } }));

    await send(desk, raw);
    await send(desk, raw);
    await desk.app.stop();

    assert.equal(desk.calls.filter(([name]) => name === "press").length, 1);
  });
});
