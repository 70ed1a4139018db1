import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createEmulator, type Emulator } from "emulate";
import { Hono } from "hono";
import { slackClient } from "../../../bot/slack/client.ts";
import { installRoutes } from "../../../bot/slack/install-routes.ts";
import { settleInstall } from "../../../bot/slack/settle-install.ts";
import { listPeople } from "../../../db/people.ts";
import { findSlackInstall } from "../../../db/slack-installs.ts";
import { getTenant, listTenants } from "../../../db/tenants.ts";
import { testDb } from "../../support/db.ts";
import { fakeLog } from "./fakes.ts";
import { listen } from "./support.ts";

const oauth = { clientId: "111.222", clientSecret: "hush" };

/** A Slack that none of us wrote grants what a browser asks it for. */
let slack: Emulator;
before(async () => {
  const users = [
    { name: "rita", real_name: "Rita Rep" },
    { name: "ravi", real_name: "Ravi Rep" },
  ];
  slack = await createEmulator({
    service: "slack",
    port: 0,
    seed: { slack: { team: { name: "Acme", domain: "acme" }, users } },
  });
});
after(() => slack.close());

/** The install pages on a server of their own, and a browser that keeps its cookies. */
async function given(masterKey = Buffer.alloc(32, "test")) {
  const db = await testDb();
  const { log, lines } = fakeLog();
  const app = new Hono();
  const { url, [Symbol.asyncDispose]: close } = await listen(app);
  const apiUrl = `${slack.url}/api/`;
  const clientOf = (token: string) => slackClient(token, apiUrl, log);
  const routes = installRoutes({
    ...{ oauth, masterKey, apiUrl, publicUrl: url, timeoutMs: 10_000, log },
    settle: (installation) => settleInstall(db, installation, clientOf, log),
  });
  app.route("/", routes);
  return {
    db,
    url,
    lines,
    async [Symbol.asyncDispose]() {
      await close();
      await db[Symbol.asyncDispose]();
    },
  };
}

async function start(url: string) {
  const response = await fetch(`${url}/slack/install`, { redirect: "manual" });
  const set = response.headers.get("set-cookie") ?? "";
  const to = new URL(response.headers.get("location") ?? "");
  return { status: response.status, set, cookie: set.split(";")[0] ?? "", to };
}

/** Somebody says yes at Slack; returns where Slack sends their browser. */
async function agree(to: URL, name: string): Promise<string> {
  const picker = await (await fetch(to)).text();
  const forms = picker.split("<form").filter((form) => form.includes(name));
  const fields = [...(forms[0] ?? "").matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  const body = new URLSearchParams(
    fields.map(([, field = "", value = ""]): [string, string] => [
      field,
      value.replaceAll("&amp;", "&"),
    ]),
  );
  const at = `${slack.url}/oauth/v2/authorize/callback`;
  const response = await fetch(at, { method: "POST", body, redirect: "manual" });
  return response.headers.get("location") ?? "";
}

async function install(url: string, name: string) {
  const { to, cookie } = await start(url);
  const back = await agree(to, name);
  return { back, cookie, response: await fetch(back, { headers: { cookie } }) };
}

describe("installing Baton into Slack", () => {
  it("sends the browser to Slack with a state that only this browser holds", async () => {
    await using at = await given();

    const { status, set, to, cookie } = await start(at.url);

    assert.equal(status, 302);
    assert.equal(to.href.startsWith(`${slack.url}/oauth/v2/authorize?`), true);
    const { scope, client_id, redirect_uri, state } = Object.fromEntries(to.searchParams);
    assert.match(scope ?? "", /^app_mentions:read,chat:write,commands/);
    assert.deepEqual([client_id, redirect_uri], ["111.222", `${at.url}/slack/oauth_redirect`]);
    assert.equal(cookie, `__Host-baton-slack-install=${state}`);
    assert.match(set, /; Secure; HttpOnly; Path=\/; Max-Age=600$/);
  });

  it("makes the team a tenant with a pool, and who installed it its admin", async () => {
    await using at = await given();

    const { response } = await install(at.url, "rita");

    const page = await response.text();
    assert.equal(response.status, 200);
    assert.match(page, /Baton is in Acme/);
    assert.match(page, /href="https:\/\/app\.slack\.com\/client\/T\w+/);
    const [tenant, ...others] = await listTenants(at.db);
    const people = await at.db.inTenant(tenant?.id ?? "", listPeople);
    assert.deepEqual([tenant?.name, others], ["Acme", []]);
    assert.deepEqual(
      people.map(({ name, role }) => [name, role]),
      [["rita", "admin"]],
    );
  });

  it("keeps a token that works, and says it nowhere", async () => {
    await using at = await given();

    const { back, response } = await install(at.url, "rita");

    const team = /client\/(T\w+)/.exec(await response.clone().text())?.[1] ?? "";
    const found = await findSlackInstall(at.db, team);
    const token = found?.credentials?.botToken ?? "";
    const me = await slackClient(token, `${slack.url}/api/`, fakeLog().log).auth.test();
    assert.deepEqual([me.user_id, me.team_id], [found?.botUserId, team]);
    assert.ok(found?.scopes?.includes("chat:write"));
    const code = new URL(back).searchParams.get("code") ?? "?";
    const said = `${await response.text()}${JSON.stringify(at.lines)}`;
    assert.deepEqual([said.includes(token), said.includes(code)], [false, false]);
  });

  it("finds tenant and people as they were when it is installed again, and raises nobody", async () => {
    await using at = await given();
    await install(at.url, "rita");
    const [first] = await listTenants(at.db);

    const { response } = await install(at.url, "ravi");

    assert.equal(response.status, 200);
    assert.deepEqual(await listTenants(at.db), [await getTenant(at.db, first?.id ?? "")]);
    const people = await at.db.inTenant(first?.id ?? "", listPeople);
    assert.deepEqual(
      people.map(({ name, role }) => [name, role]),
      [["rita", "admin"]],
    );
  });

  it("believes no other browser", async () => {
    await using at = await given();
    const { to } = await start(at.url);
    const other = await start(at.url);

    const back = await agree(to, "rita");
    const without = await fetch(back);
    const with_ = await fetch(back, { headers: { cookie: other.cookie } });

    assert.deepEqual([without.status, with_.status], [400, 400]);
    const page = await with_.text();
    assert.match(page, /another browser/);
    assert.match(page, /href="\/slack\/install"/);
    assert.deepEqual(await listTenants(at.db), []);
  });

  it("believes no state that another key signed", async () => {
    await using at = await given();
    await using forger = await given(Buffer.alloc(32, "other"));
    const { to, cookie } = await start(forger.url);
    const back = new URL(await agree(to, "rita"));

    const response = await fetch(`${at.url}${back.pathname}${back.search}`, {
      headers: { cookie },
    });

    assert.deepEqual([response.status, await listTenants(at.db)], [400, []]);
  });

  it("says what happened when somebody says no at Slack, and offers to start again", async () => {
    await using at = await given();
    const { cookie } = await start(at.url);

    const refused = `${at.url}/slack/oauth_redirect?error=access_denied`;
    const response = await fetch(refused, { headers: { cookie } });

    assert.equal(response.status, 400);
    assert.match(await response.text(), /cancelled[\s\S]*Start again/);
  });

  it("takes a code once, and tells the reference of the log when Slack refuses it", async () => {
    await using at = await given();
    const { back, cookie } = await install(at.url, "rita");

    const response = await fetch(back, { headers: { cookie } });

    const [reference] = at.lines.map((line) => line.reference).filter(Boolean);
    assert.equal(response.status, 500);
    assert.match(await response.text(), new RegExp(`reference ${reference}`));
  });
});

describe("an install of a whole organisation", () => {
  it("is kept under the organisation's id", async () => {
    await using db = await testDb();
    const { log } = fakeLog();
    const bot = { token: "xoxb-1", scopes: ["chat:write"], id: "B1", userId: "U9" };

    await settleInstall(
      db,
      {
        ...{ team: undefined, enterprise: { id: "E1", name: "Acme Group" }, appId: "A1" },
        ...{ isEnterpriseInstall: true, bot, user: { id: "U1", token: undefined, scopes: [] } },
      },
      (token) => slackClient(token, "http://127.0.0.1:9/api/", log),
      log,
    );

    const kept = { team: "E1", enterprise: "E1", name: "Acme Group", botUserId: "U9" };
    assert.partialDeepStrictEqual(await findSlackInstall(db, "E1"), kept);
  });
});
