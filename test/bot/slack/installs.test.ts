import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { slackInstalls } from "../../../bot/slack/installs.ts";
import { type Db, openDb } from "../../../db/client.ts";
import {
  findSlackInstall,
  revokeSlackInstall,
  type SlackCredentials,
  saveSlackInstall,
} from "../../../db/slack-installs.ts";
import { addInstall } from "../../../db/tenants.ts";
import { ChatRefused, ChatUnreachable } from "../../../jobs/world.ts";
import { testDb } from "../../support/db.ts";
import { givenTenant } from "../../support/given.ts";
import { fakeLog } from "./fakes.ts";
import { listen } from "./support.ts";

const now = new Date("2026-11-21T09:00:00Z");
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => now.getTime() + hours * HOUR_MS;
const oauth = { clientId: "1.2", clientSecret: "hush" };

/** Slack's token endpoint: a refresh token is good once, and each renewal takes its time. */
async function tokenEndpoint() {
  const asked: string[] = [];
  let valid = "r-0";
  let answer: (() => Response) | undefined;
  const app = new Hono();
  app.post("/api/oauth.v2.access", async (c) => {
    const { refresh_token: given, grant_type, client_secret } = await c.req.parseBody();
    asked.push(String(given));
    if (answer) return answer();
    await new Promise(setImmediate);
    if (given !== valid || grant_type !== "refresh_token" || client_secret !== "hush") {
      return c.json({ ok: false, error: "invalid_refresh_token" });
    }
    valid = `r-${asked.length}`;
    const access_token = `xoxe.xoxb-${asked.length}`;
    return c.json({ ok: true, access_token, refresh_token: valid, expires_in: 43_200 });
  });
  app.post("/api/auth.test", (c) => {
    if (c.req.header("authorization") !== "Bearer xoxb-given") {
      return c.json({ ok: false, error: "invalid_auth" });
    }
    const me = { ok: true, team_id: "T9", team: "Given", user_id: "U9", bot_id: "B9" };
    return c.json(me, 200, { "x-oauth-scopes": "chat:write,commands" });
  });
  const { url, [Symbol.asyncDispose]: close } = await listen(app);
  return {
    asked,
    apiUrl: `${url}/api/`,
    says: (made: () => Response) => {
      answer = made;
    },
    [Symbol.asyncDispose]: close,
  };
}

function open(db: Db, apiUrl: string, botToken: string | null = null) {
  const { log, lines } = fakeLog();
  const installs = slackInstalls({
    ...{ db, botToken, oauth, apiUrl, timeoutMs: 10_000, now: () => now, log },
  });
  return { ...installs, lines };
}

async function givenInstall(db: Db, credentials: Partial<SlackCredentials>, team = "T1") {
  const tenantId = await givenTenant(db);
  const rotating = { botToken: "xoxe.xoxb-0", refreshToken: "r-0", expiresAt: inHours(12) };
  await saveSlackInstall(db, tenantId, {
    ...{ team, enterprise: team === "E1" ? "E1" : null, name: "Acme", appId: "A1" },
    ...{ botUserId: "UBOT", botId: "BBOT", scopes: [], installedBy: "U1" },
    credentials: { ...rotating, ...credentials },
  });
  return tenantId;
}

const fromTeam = { teamId: "T1", enterpriseId: undefined, isEnterpriseInstall: false };

describe("the tokens of Slack installs", () => {
  it("are renewed once for twenty calls of two processes at the same time, and none is lost", async () => {
    await using db = await testDb();
    await using slack = await tokenEndpoint();
    const tenantId = await givenInstall(db, { expiresAt: inHours(1) });
    const otherDb = openDb(db.url, {
      masterKey: db.masterKey,
      appConnections: 5,
      ownerConnections: 5,
      onError: () => {},
    });
    const processes = [open(db, slack.apiUrl), open(otherDb, slack.apiUrl)];

    const clients = await Promise.all(
      Array.from({ length: 20 }, (_, at) => processes[at % 2]?.clientFor(tenantId)),
    );
    await otherDb.close();

    assert.deepEqual(slack.asked, ["r-0"]);
    assert.deepEqual(new Set(clients.map((one) => one?.token)), new Set(["xoxe.xoxb-1"]));
    const expiresAt = now.getTime() + 12 * HOUR_MS;
    const kept = { botToken: "xoxe.xoxb-1", refreshToken: "r-1", expiresAt };
    assert.deepEqual((await findSlackInstall(db, "T1"))?.credentials, kept);
  });

  it("are used as they are while they last", async () => {
    await using db = await testDb();
    await using slack = await tokenEndpoint();
    const tenantId = await givenInstall(db, { expiresAt: inHours(3) });
    const staying = await givenInstall(db, { refreshToken: null, expiresAt: null }, "T2");
    const { clientFor } = open(db, slack.apiUrl);

    const tokens = [(await clientFor(tenantId)).token, (await clientFor(staying)).token];

    assert.deepEqual([tokens, slack.asked], [["xoxe.xoxb-0", "xoxe.xoxb-0"], []]);
  });

  it("go on being used when Slack cannot renew them, until they end", async () => {
    await using db = await testDb();
    await using slack = await tokenEndpoint();
    slack.says(() => Response.json({}, { status: 503 }));
    const lasting = await givenInstall(db, { expiresAt: inHours(1) });
    const ended = await givenInstall(db, { expiresAt: inHours(-1) }, "T2");
    const { clientFor, lines } = open(db, slack.apiUrl);

    const used = (await clientFor(lasting)).token;

    await assert.rejects(clientFor(ended));
    assert.equal(used, "xoxe.xoxb-0");
    assert.equal(lines.filter(({ msg }) => /could not be renewed/.test(String(msg))).length, 2);
    assert.doesNotMatch(JSON.stringify(lines), /xoxe\.|r-0|hush/);
  });

  it("wait for Slack where it says how long", async () => {
    await using db = await testDb();
    await using slack = await tokenEndpoint();
    slack.says(() => Response.json({}, { status: 429, headers: { "retry-after": "9" } }));
    const tenantId = await givenInstall(db, { expiresAt: inHours(-1) });

    const signedIn = open(db, slack.apiUrl).clientFor(tenantId);

    await assert.rejects(
      signedIn,
      (error) => error instanceof ChatUnreachable && error.retryAfterMs === 9_000,
    );
  });
});

describe("who Baton is in Slack", () => {
  const notInstalled = (error: unknown) =>
    error instanceof ChatRefused && error.reason === "not_installed";

  it("is the bot of the team that asks, and nobody elsewhere", async () => {
    await using db = await testDb();
    await using slack = await tokenEndpoint();
    const tenantId = await givenInstall(db, {});
    const { find } = open(db, slack.apiUrl);

    const self = { team: "T1", tenantId, botToken: "xoxe.xoxb-0", botUserId: "UBOT" };
    assert.partialDeepStrictEqual(await find(fromTeam), self);
    assert.equal(await find({ ...fromTeam, teamId: "T2" }), undefined);
  });

  const inOrganisation = [
    { teamId: undefined, enterpriseId: "E1", isEnterpriseInstall: true },
    { teamId: "T7", enterpriseId: "E1", isEnterpriseInstall: true },
    { teamId: "T7", enterpriseId: "E1", isEnterpriseInstall: false },
  ];
  for (const source of inOrganisation) {
    it(`is the organisation's bot for ${JSON.stringify(source)}`, async () => {
      await using db = await testDb();
      await using slack = await tokenEndpoint();
      const tenantId = await givenInstall(db, {}, "E1");

      const self = await open(db, slack.apiUrl).find(source);

      assert.partialDeepStrictEqual(self, { team: "E1", tenantId });
    });
  }

  it("is nobody once Baton was removed, and somebody again at once when it is back", async () => {
    await using db = await testDb();
    await using slack = await tokenEndpoint();
    const tenantId = await givenInstall(db, {});
    const { find, clientFor } = open(db, slack.apiUrl);

    await revokeSlackInstall(db, "T1", new Date(Date.now() + 60_000));
    const removed = await find(fromTeam);
    await assert.rejects(clientFor(tenantId), notInstalled);
    await givenInstall(db, { botToken: "xoxe.xoxb-new" });

    assert.equal(removed, undefined);
    assert.equal((await find(fromTeam))?.botToken, "xoxe.xoxb-new");
    assert.equal((await clientFor(tenantId)).token, "xoxe.xoxb-new");
  });

  it("uses the token it was given for that token's team alone", async () => {
    await using db = await testDb();
    await using slack = await tokenEndpoint();
    const [given, other] = [await givenTenant(db), await givenTenant(db)];
    await addInstall(db, "slack", "T9", given);
    await addInstall(db, "slack", "T8", other);
    const { find, clientFor } = open(db, slack.apiUrl, "xoxb-given");

    const self = await find({ ...fromTeam, teamId: "T9" });

    assert.partialDeepStrictEqual(self, { tenantId: given, botToken: "xoxb-given" });
    assert.equal(await find({ ...fromTeam, teamId: "T8" }), undefined);
    assert.equal((await clientFor(given)).token, "xoxb-given");
    await assert.rejects(clientFor(other), notInstalled);
    assert.deepEqual((await findSlackInstall(db, "T9"))?.scopes, ["chat:write", "commands"]);
  });

  it("is nobody for a tenant that is not in Slack at all", async () => {
    await using db = await testDb();
    await using slack = await tokenEndpoint();
    const elsewhere = await givenTenant(db);

    const signedIn = open(db, slack.apiUrl, "xoxb-given").clientFor(elsewhere);

    await assert.rejects(signedIn, notInstalled);
  });
});
