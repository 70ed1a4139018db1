import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { WebClient } from "@slack/web-api";
import { createEmulator, type Emulator } from "emulate";
import { Hono } from "hono";
import { slackClient } from "../../../bot/slack/client.ts";
import { slackPort } from "../../../bot/slack/port.ts";
import { ChatRefused } from "../../../jobs/world.ts";
import { card, fakeLog, tenantId } from "./fakes.ts";
import { listen } from "./support.ts";

const { log } = fakeLog();
const timeoutMs = 10_000;

/** A Slack that none of us wrote. */
describe("the Slack port against a stand-in", () => {
  let slack: Emulator;
  let client: WebClient;
  let channelId: string;
  let userId: string;
  const port = () =>
    slackPort({ clientFor: async () => client, apiUrl: `${slack.url}/api/`, timeoutMs });

  before(async () => {
    const users = [{ name: "rita", real_name: "Rita Rep", email: "rita@acme.example" }];
    const tokens = { "xoxb-test": { login: "baton", scopes: [] } };
    const seed = {
      slack: { team: { name: "Acme", domain: "acme" }, users, channels: [{ name: "leads" }] },
      tokens,
    };
    slack = await createEmulator({ service: "slack", port: 0, seed });
    client = slackClient("xoxb-test", `${slack.url}/api/`, log);
    channelId =
      (await client.conversations.list({})).channels?.find(({ name }) => name === "leads")?.id ??
      "";
    userId = (await client.users.list({})).members?.find(({ name }) => name === "rita")?.id ?? "";
  });
  after(() => slack.close());

  const history = async (channel: string) => {
    const page = await client.conversations.history({ channel, include_all_metadata: true });
    return page.messages ?? [];
  };

  it("posts a card that says which card it is", async () => {
    const at = await port().post(tenantId, { kind: "channel", channelId }, card("L1", "New lead"));

    const [message] = await history(channelId);
    assert.deepEqual([at.channelId, at.messageId], [channelId, message?.ts]);
    const metadata = { event_type: "baton_card", event_payload: { card: "L1", version: 3 } };
    assert.partialDeepStrictEqual(message, { text: "New lead", metadata });
    assert.ok(message?.blocks?.length);
  });

  it("edits a card in place", async () => {
    const at = await port().post(tenantId, { kind: "channel", channelId }, card("L2", "New lead"));

    await port().update(tenantId, at, { ...card("L2", "Claimed by Rita"), version: 4 });

    const [message] = await history(channelId);
    const metadata = { event_payload: { card: "L2", version: 4 } };
    assert.partialDeepStrictEqual(message, { ts: at.messageId, text: "Claimed by Rita", metadata });
  });

  it("writes to a person in their own conversation", async () => {
    const at = await port().post(tenantId, { kind: "dm", userId }, card("L3", "For you"));

    const [message] = await history(at.channelId);
    assert.match(at.channelId, /^D/);
    assert.equal(message?.text, "For you");
  });

  it("whispers in their own conversation where it cannot whisper in the place", async () => {
    const to = { channelId: "C0MISSING", userId, replyUrl: null };

    await port().whisper(tenantId, to, card("note", "Only for you"));

    const { channel } = await client.conversations.open({ users: userId });
    const [message] = await history(channel?.id ?? "");
    assert.equal(message?.text, "Only for you");
  });

  it("finds a post again whose answer was lost, by the effect that wanted it", async () => {
    const since = new Date();
    const target = { kind: "channel", channelId } as const;
    const at = await port().post(tenantId, target, card("L5", "New lead"), "effect-5");

    const found = await port().lookup(tenantId, target, "effect-5", since);
    const other = await port().lookup(tenantId, target, "effect-6", since);

    assert.deepEqual([found, other], [at, "absent"]);
  });

  it("hands a person a file in their own conversation", async () => {
    const body = Buffer.from("company,domain\nAcme,acme.example\n");
    const file = { name: "leads.csv", title: "Your leads", contentType: "text/csv", body };

    await port().sendFile(tenantId, userId, file);

    const { channel } = await client.conversations.open({ users: userId });
    const { files } = await client.files.list({ channel: channel?.id ?? "" });
    const [kept] = files ?? [];
    assert.partialDeepStrictEqual(kept, { name: "leads.csv", title: "Your leads" });
    const headers = { authorization: "Bearer xoxb-test" };
    const read = await fetch(kept?.url_private_download ?? "", { headers });
    assert.equal(await read.text(), body.toString());
  });

  it("refuses for good what Slack says no to", async () => {
    const nowhere = { kind: "channel", channelId: "C0MISSING" } as const;

    const post = () => port().post(tenantId, nowhere, card("L4", "New lead"));
    const update = () =>
      port().update(tenantId, { channelId, messageId: "1.1" }, card("L4", "Newer"));

    await assert.rejects(post, refused("channel_not_found"));
    await assert.rejects(update, refused("message_not_found"));
  });
});

function refused(reason: string) {
  return (error: unknown) => error instanceof ChatRefused && error.reason === reason;
}

describe("the Slack port and an answer to a command", () => {
  it("falls back to the Web API when a response_url is used up", async () => {
    const paths: string[] = [];
    const app = new Hono().post("*", (c) => {
      paths.push(c.req.path);
      return c.req.path.startsWith("/api/") ? c.json({ ok: true }) : c.text("used_url", 404);
    });
    await using server = await listen(app);
    const { url } = server;
    const client = slackClient("xoxb-1", `${url}/api/`, log);
    const port = slackPort({ clientFor: async () => client, apiUrl: `${url}/api/`, timeoutMs });

    const to = { channelId: "C1", userId: "U1", replyUrl: `${url}/respond/1` };
    await port.whisper(tenantId, to, card("note", "Psst"));

    assert.deepEqual(paths, ["/respond/1", "/api/chat.postEphemeral"]);
  });
});
