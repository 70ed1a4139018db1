import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { teamsLine } from "../../../bot/teams/adapter.ts";
import { teamsPort } from "../../../bot/teams/port.ts";
import { ChatRefused } from "../../../jobs/world.ts";
import { card, tenantId } from "../slack/fakes.ts";
import { appId, credentials, entraTenantId, localMicrosoft } from "./microsoft.ts";
import { fakeMemory } from "./support.ts";

type Answer = Parameters<typeof localMicrosoft>[0];

const lead = card("L1", "New lead");

/** A port that has to sign in to a Microsoft of this machine before it posts there. */
async function signedIn(answer?: Answer) {
  const there = await localMicrosoft(answer);
  const memory = fakeMemory();
  const leads = {
    conversationId: "19:leads",
    kind: "channel",
    teamId: null,
    serviceUrl: there.url,
    botId: "28:baton",
    userId: "29:rita",
    aadObjectId: null,
    entraTenantId,
  } as const;
  await memory.remember(tenantId, leads);
  const port = teamsPort({ line: teamsLine(credentials, there.far), memory });
  const post = () => port.post(tenantId, { kind: "channel", channelId: "19:leads" }, lead);
  const posts = () => there.requests.filter(({ path }) => path.includes("/activities"));
  return { ...there, memory, leads, post, posts };
}

describe("the token Baton speaks to Teams with", () => {
  it("is asked for with the app's own secret and shown with every post", async () => {
    await using there = await signedIn();

    await there.post();

    const [asked] = there.requests;
    assert.deepEqual(Object.fromEntries(new URLSearchParams(asked?.body)), {
      grant_type: "client_credentials",
      client_id: appId,
      client_secret: "not a secret",
      scope: "https://api.botframework.com/.default",
    });
    assert.deepEqual(
      there.posts().map(({ authorization }) => authorization),
      ["Bearer token-1"],
    );
  });

  it("is asked for once by twenty posts at a time, and kept for the next", async () => {
    await using there = await signedIn();

    await Promise.all(Array.from({ length: 20 }, there.post));
    await there.post();

    assert.deepEqual([there.asked("/token"), there.posts().length], [1, 21]);
  });

  it("is asked for again before it runs out", async () => {
    await using there = await signedIn((path) =>
      path === "/token" ? Response.json({ access_token: "short", expires_in: 299 }) : undefined,
    );

    await there.post();
    await there.post();

    assert.equal(there.asked("/token"), 2);
  });

  it("is asked for again once Teams does not take it", async () => {
    let taken = false;
    await using there = await signedIn((path) => {
      if (!path.includes("/activities") || taken) return undefined;
      taken = true;
      return new Response(null, { status: 401 });
    });

    await assert.rejects(there.post(), { name: "ChatUnreachable" });
    await there.post();

    const shown = there.posts().map(({ authorization }) => authorization);
    assert.deepEqual(shown, ["Bearer token-1", "Bearer token-2"]);
  });

  const refusals: [what: string, answer: () => Response][] = [
    ["a wrong secret", () => Response.json({ error: "invalid_client" }, { status: 401 })],
    ["an outage", () => new Response("<html>", { status: 503 })],
    ["nonsense", () => Response.json({ token: "?" })],
    ["a redirect", () => Response.redirect("http://127.0.0.1:9/", 307)],
  ];
  for (const [what, answer] of refusals) {
    it(`is not had after ${what}: nothing is sent, and the next post asks again`, async () => {
      let broken = true;
      await using there = await signedIn((path) =>
        path === "/token" && broken ? answer() : undefined,
      );

      await assert.rejects(there.post(), { name: "ChatUnreachable", retryAfterMs: null });
      const sent = there.posts().length;
      broken = false;
      await there.post();

      assert.deepEqual([sent, there.posts().length], [0, 1]);
    });
  }

  it("is shown to Teams only, whatever an old note says", async () => {
    await using there = await signedIn();
    await there.memory.remember(tenantId, { ...there.leads, serviceUrl: "http://127.0.0.1:9/" });

    await assert.rejects(there.post(), new ChatRefused("teams", "foreign_url"));

    assert.deepEqual(there.requests, []);
  });
});

describe("an app with a managed identity", () => {
  it("believes the same requests, and asks Azure instead of sending a secret", async () => {
    await using there = await localMicrosoft();
    const managed = { appType: "UserAssignedMSI", appId, tenantId: entraTenantId } as const;
    const line = teamsLine(managed, there.far);
    const activity = { type: "message", channelId: "msteams", serviceUrl: there.url };

    const caller = await line.authenticate(activity, `Bearer ${await there.token()}`);

    assert.equal(line.entraTenantId, entraTenantId);
    assert.ok(caller.connectorFactory);
    assert.equal(there.asked("/token"), 0);
  });
});
