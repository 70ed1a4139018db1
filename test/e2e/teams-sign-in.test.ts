import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startTestBaton } from "../support/playground.ts";

let baton: Awaited<ReturnType<typeof startTestBaton>>;
before(async () => {
  baton = await startTestBaton({
    HOST: "127.0.0.1",
    TEAMS_APP_ID: "11111111-2222-4333-8444-555555555555",
    TEAMS_APP_PASSWORD: "not a secret",
    TEAMS_TENANT_ID: "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
  });
});
after(() => baton[Symbol.asyncDispose]());

/** What Baton answers to a stranger on this very machine. */
async function answer(headers: Record<string, string>, more: object = {}) {
  const activity = {
    type: "message",
    id: "1",
    channelId: "msteams",
    serviceUrl: "https://smba.trafficmanager.net/teams/",
    from: { id: "29:eve", name: "Eve" },
    recipient: { id: "28:baton" },
    conversation: { id: "a:eve", conversationType: "personal" },
    text: "help",
    ...more,
  };
  const response = await fetch(`${baton.url}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(activity),
  });
  return [response.status, await response.text()];
}

describe("Baton with a Teams app of its own", () => {
  it("hears nobody whom Microsoft does not vouch for, nor says why", async () => {
    const claims = { iss: "https://evil.example", aud: "11111111-2222-4333-8444-555555555555" };
    const forged = ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), "x"].join(
      ".",
    );

    const unauthorized = [401, "Unauthorized"];
    assert.deepEqual(await answer({}), unauthorized);
    assert.deepEqual(await answer({ authorization: `Bearer ${forged}` }), unauthorized);
    assert.deepEqual(await answer({}, { serviceUrl: `${baton.url}/` }), unauthorized);
    assert.deepEqual(baton.problems, []);
  });

  it("says who it is where its app package points", async () => {
    const about = await fetch(`${baton.url}/about`);

    assert.equal(about.status, 200);
    assert.match(await about.text(), /id="privacy"[\s\S]*id="terms"/);
  });
});
