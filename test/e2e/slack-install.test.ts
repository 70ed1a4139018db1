import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { after, before, describe, it } from "node:test";
import { WebClient } from "@slack/web-api";
import { createEmulator, type Emulator } from "emulate";
import { eventually, startTestBaton } from "../support/playground.ts";

/* A Baton without a token of its own, and a workspace that installs it: a Slack that nobody of us wrote. */

const signingSecret = "5f3759df5f3759df5f3759df5f3759df";
const reader = "xoxb-1-reader";
const oauth = { client_id: "111.222", client_secret: "hush" };

let slack: Emulator;
let client: WebClient;
let baton: Awaited<ReturnType<typeof startTestBaton>>;
before(async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const app = { app_id: "A1", name: "Baton", redirect_uris: [`${publicUrl}/slack/oauth_redirect`] };
  slack = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: "Acme", domain: "acme" },
        users: [{ name: "rita" }],
        channels: [{ name: "leads" }],
        oauth_apps: [{ ...app, ...oauth }],
        tokens: [
          {
            token: reader,
            user: "rita",
            scopes: ["channels:history", "channels:read", "users:read"],
          },
        ],
        strict_scopes: true,
      },
    },
  });
  client = new WebClient(reader, { slackApiUrl: `${slack.url}/api/`, retryConfig: { retries: 0 } });
  baton = await startTestBaton({
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    SLACK_CLIENT_ID: oauth.client_id,
    SLACK_CLIENT_SECRET: oauth.client_secret,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `${slack.url}/api`,
  });
});
after(async () => {
  await baton[Symbol.asyncDispose]();
  await slack.close();
});

describe("a Baton that workspaces install themselves", () => {
  it("works from the install on, with no more scopes than it asked for, and after the next install too", async () => {
    const { members } = await client.users.list({});
    const user = members?.find(({ name }) => name === "rita")?.id ?? "";
    const { team_id: team = "" } = await client.auth.test();
    const channel = (await client.conversations.list({})).channels?.[0]?.id ?? "";
    const says = (text: string) => type({ team, user, channel, text });
    const messages = async () => {
      const { messages } = await client.conversations.history({ channel });
      return JSON.stringify(messages);
    };

    await says("before.example");
    assert.doesNotMatch(await messages(), /before\.example/);

    assert.match(await install(user), /Baton is in Acme/);
    await says("installed.example");
    await eventually(async () => assert.match(await messages(), /installed\.example/));

    assert.match(await install(user), /Baton is in Acme/);
    await says("again.example");
    await eventually(async () => assert.match(await messages(), /again\.example/));
    assert.deepEqual(baton.problems, []);
  });
});

/** Somebody installs Baton in their browser; the page they end up on. */
async function install(user: string): Promise<string> {
  const start = await fetch(`${baton.url}/slack/install`, { redirect: "manual" });
  const cookie = start.headers.get("set-cookie")?.split(";")[0] ?? "";
  const asked = new URL(start.headers.get("location") ?? "").searchParams;
  const body = new URLSearchParams({ ...Object.fromEntries(asked), user_id: user });
  const at = `${slack.url}/oauth/v2/authorize/callback`;
  const agreed = await fetch(at, { method: "POST", body, redirect: "manual" });
  const done = await fetch(agreed.headers.get("location") ?? "", { headers: { cookie } });
  return done.text();
}

let typed = 0;

async function type(said: Record<"team" | "user" | "channel" | "text", string>): Promise<void> {
  typed += 1;
  const raw = new URLSearchParams({
    command: "/lead",
    text: said.text,
    team_id: said.team,
    user_id: said.user,
    user_name: "rita",
    channel_id: said.channel,
    trigger_id: `1.${typed}`,
    response_url: `${slack.url}/no/such/url`,
  });
  assert.equal((await send(raw.toString())).status, 200);
}

function send(raw: string): Promise<Response> {
  const at = Math.floor(Date.now() / 1000);
  const hash = createHmac("sha256", signingSecret).update(`v0:${at}:${raw}`).digest("hex");
  const signed = { "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${hash}` };
  const headers = { "content-type": "application/x-www-form-urlencoded", ...signed };
  return fetch(`${baton.url}/slack/events`, { method: "POST", body: raw, headers });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
