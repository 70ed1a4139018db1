import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { WebClient } from "@slack/web-api";
import { createEmulator, type Emulator } from "emulate";
import { eventually, startTestBaton } from "../support/playground.ts";

/* A Slack that nobody of us wrote, spoken to with a token as in production. */

const signingSecret = "5f3759df5f3759df5f3759df5f3759df";
const token = "xoxb-1-baton";

let slack: Emulator;
let client: WebClient;
let baton: Awaited<ReturnType<typeof startTestBaton>>;
before(async () => {
  slack = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: "Acme", domain: "acme" },
        users: [{ name: "rita" }, { name: "baton" }],
        tokens: [{ token, user: "baton", scopes: ["chat:write", "channels:read", "users:read"] }],
        channels: [{ name: "leads" }],
        signing_secret: signingSecret,
      },
    },
  });
  client = new WebClient(token, { slackApiUrl: `${slack.url}/api/`, retryConfig: { retries: 0 } });
  baton = await startTestBaton({
    HOST: "127.0.0.1",
    SLACK_BOT_TOKEN: token,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `${slack.url}/api`,
  });
});
after(async () => {
  await baton[Symbol.asyncDispose]();
  await slack.close();
});

describe("Baton with a Slack token", () => {
  it("posts the card of a signed /lead through Slack's Web API, and edits it when it is claimed", async () => {
    const { team_id: team } = await client.auth.test();
    const { channels } = await client.conversations.list({});
    const { members } = await client.users.list({});
    const channel = channels?.find(({ name }) => name === "leads")?.id ?? "";
    const user = members?.find(({ name }) => name === "rita")?.id ?? "";
    const base = { team_id: team ?? "", user_id: user, user_name: "rita", trigger_id: "1.1" };
    const place = { channel_id: channel, response_url: `${slack.url}/no/such/url` };

    const command = { ...base, ...place, command: "/lead", text: "nowhere.example" };
    assert.equal((await send(new URLSearchParams(command).toString())).status, 200);
    const card = await eventually(async () => {
      const [message] = (await client.conversations.history({ channel })).messages ?? [];
      assert.match(JSON.stringify(message), /nowhere\.example[\s\S]*Could not read/);
      return message;
    });

    const claim = JSON.stringify(card).match(
      /"value":("\{\\"baton\\":\{\\"verb\\":\\"claim.*?\}\}")/,
    );
    const payload = {
      type: "block_actions",
      team: { id: team },
      user: { id: user, name: "rita" },
      trigger_id: "1.2",
      channel: { id: channel },
      container: { type: "message", is_ephemeral: false },
      message: card,
      response_url: place.response_url,
      actions: [
        { type: "button", action_id: "claim", block_id: "b", value: JSON.parse(claim?.[1] ?? "") },
      ],
    };
    const form = new URLSearchParams({ payload: JSON.stringify(payload) });
    assert.equal((await send(form.toString())).status, 200);
    await eventually(async () => {
      const { messages } = await client.conversations.history({ channel });
      assert.match(JSON.stringify(messages), /Claimed by rita/i);
      assert.equal(messages?.length, 1);
    });
    assert.deepEqual(baton.problems, []);
  });

  it("believes no request that is not signed", async () => {
    const raw = new URLSearchParams({ command: "/lead", text: "nowhere.example" }).toString();
    const now = Math.floor(Date.now() / 1000);

    const forged = await send(raw, sign(raw, now, "another secret"));
    const old = await send(raw, sign(raw, now - 600));

    assert.deepEqual([forged.status, old.status], [401, 401]);
  });

  it("has no playground", async () => {
    const page = await fetch(`${baton.url}/playground`);
    const state = await fetch(`${baton.url}/_play/state?as=rita`);

    assert.deepEqual([page.status, state.status], [404, 404]);
  });

  const BATON_KEY = randomBytes(32).toString("hex");
  const production = { HOST: "127.0.0.1", NODE_ENV: "production", BATON_KEY };
  const reachable = [{ HOST: "0.0.0.0" }, production];
  for (const setting of reachable) {
    it(`has no Teams that nobody signed in to on ${setting.HOST}${"NODE_ENV" in setting ? " in production" : ""}`, async () => {
      await using open = await startTestBaton({ ...setting, PLAYGROUND: "off" });

      const teams = await fetch(`${open.url}/api/messages`, { method: "POST", body: "{}" });
      const health = await fetch(`${open.url}/healthz`);

      assert.deepEqual([teams.status, health.status], [404, 200]);
    });
  }
});

function send(raw: string, signature = sign(raw)): Promise<Response> {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const headers = { ...type, ...signature };
  return fetch(`${baton.url}/slack/events`, { method: "POST", body: raw, headers });
}

function sign(raw: string, at = Math.floor(Date.now() / 1000), secret = signingSecret) {
  const hash = createHmac("sha256", secret).update(`v0:${at}:${raw}`).digest("hex");
  return { "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${hash}` };
}
