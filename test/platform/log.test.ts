import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { logAbout, openLog } from "../../bot/log.ts";

describe("the log", () => {
  it("says what a line is about", () => {
    const { log, lines } = memory();

    logAbout(log, { requestId: "r1", leadId: "l1", jobId: "j1" }).info("claimed");

    const [line] = lines();
    assert.deepEqual(
      [line?.level, line?.msg, line?.requestId, line?.leadId, line?.jobId],
      ["info", "claimed", "r1", "l1", "j1"],
    );
  });

  const secrets = {
    "a header": { headers: { Authorization: "hunter2", "X-Slack-Signature": "hunter2" } },
    "a setting": { config: { slack: { botToken: "hunter2", signingSecret: "hunter2" } } },
    "a list": { doors: [{ api_key: "hunter2" }] },
    "a failed request": { err: Object.assign(new Error("no"), { request: { token: "hunter2" } }) },
    "a cause": { err: new Error("no", { cause: { password: "hunter2" } }) },
    "an object that tells itself": { at: { toJSON: () => ({ cookie: "hunter2" }) } },
  };
  for (const [place, fields] of Object.entries(secrets)) {
    it(`never shows the secret in ${place}`, () => {
      const { log, text } = memory();

      log.warn(fields, "refused");

      assert.match(text(), /\[redacted\]/);
      assert.doesNotMatch(text(), /hunter2/);
    });
  }

  it("counts tokens, which are no secret", () => {
    const { log, lines } = memory();

    log.info({ cost: { tokens: 512 } });

    assert.deepEqual(lines()[0]?.cost, { tokens: 512 });
  });

  it("tells an error with its stack, and survives data that points at itself", () => {
    const { log, lines } = memory();
    const error: Error & { self?: unknown } = new TypeError("broken");
    error.self = error;

    log.error(error);

    assert.equal(lines()[0]?.msg, "broken");
    assert.match(lines()[0]?.err.stack, /log\.test\.ts/);
    assert.equal(lines()[0]?.err.self, "[circular]");
  });
});

function memory() {
  const written: string[] = [];
  return {
    log: openLog("info", { write: (line) => written.push(line) }),
    text: () => written.join(""),
    lines: () => written.map((line) => JSON.parse(line)),
  };
}
