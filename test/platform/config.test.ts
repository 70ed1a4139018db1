import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readConfig } from "../../bot/config.ts";
import { vendors } from "../../jobs/vendors.ts";

const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "shh" };
const teams = { TEAMS_APP_ID: "app", TEAMS_APP_PASSWORD: "pw", TEAMS_TENANT_ID: "tenant" };
/** Drawn by chance for these tests, like everything production takes. */
const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://baton:q7Zr2mXw9Lk4@db:5432/baton",
  BATON_KEY: randomBytes(32).toString("hex"),
  PUBLIC_URL: "https://desk.acme.test",
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_SIGNING_SECRET: randomBytes(16).toString("hex"),
};
const hexKey = "8f1c0a5d27e94b6390d2f7a8c1e35b7604da9c8e13f25b60778ac4d9e0b1f263";

describe("the settings", () => {
  it("are complete on a fresh machine", () => {
    assert.deepEqual(readConfig({}), {
      role: "all",
      host: "127.0.0.1",
      port: 3000,
      publicUrl: null,
      databaseUrl: null,
      clientIpHeader: null,
      dataDir: ".data",
      masterKey: null,
      oldMasterKey: null,
      logLevel: "info",
      production: false,
      playground: true,
      slack: null,
      teams: null,
      localTeams: true,
      vendors,
      openai: null,
      lightgbmBin: null,
      chromiumPath: null,
    });
  });

  it("take a blank for nothing said", () => {
    const config = readConfig({ PORT: "", SLACK_BOT_TOKEN: " ", BATON_KEY: "", HOST: "\n" });

    assert.deepEqual(config, readConfig({}));
  });

  it("open the door to the network once there is a chat to serve", () => {
    for (const chat of [slack, teams]) {
      const { host, playground, localTeams } = readConfig(chat);

      assert.deepEqual([host, playground, localTeams], ["0.0.0.0", false, false]);
    }
  });

  it("let Teams clients that do not sign in come from this machine only, and never in production", () => {
    assert.equal(readConfig({ ...slack, HOST: "::1" }).localTeams, true);
    assert.equal(readConfig({ ...slack, HOST: "0.0.0.0" }).localTeams, false);
    assert.equal(readConfig({ ...production, HOST: "127.0.0.1" }).localTeams, false);
  });

  it("know the four ways to speak with Slack", () => {
    const oauth = { SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "cs" };
    const socket = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
    const apiUrl = "https://slack.com/api/";
    const none = { apiUrl, botToken: null, signingSecret: null, appToken: null, oauth: null };

    const read = [
      readConfig(slack),
      readConfig(socket),
      readConfig({ ...oauth, SLACK_SIGNING_SECRET: "shh" }),
      readConfig({ ...slack, SLACK_API_URL: "http://127.0.0.1:4003/api" }),
    ].map((config) => config.slack);

    const http = { ...none, botToken: "xoxb-1", signingSecret: "shh" };
    assert.deepEqual(read, [
      http,
      { ...none, botToken: "xoxb-1", appToken: "xapp-1" },
      { ...none, signingSecret: "shh", oauth: { clientId: "1.2", clientSecret: "cs" } },
      { ...http, apiUrl: "http://127.0.0.1:4003/api/" },
    ]);
  });

  it("know a Teams app with a password and one with a managed identity", () => {
    const { TEAMS_APP_PASSWORD: _, ...app } = teams;
    const managed = { ...app, TEAMS_APP_TYPE: "UserAssignedMSI" };

    assert.deepEqual(readConfig(teams).teams, {
      type: "SingleTenant",
      appId: "app",
      password: "pw",
      tenantId: "tenant",
    });
    assert.deepEqual(readConfig(managed).teams, {
      type: "UserAssignedMSI",
      appId: "app",
      tenantId: "tenant",
    });
  });

  it("bring a model once there is a key for it", () => {
    const { openai } = readConfig({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: "http://llm.local/v1/" });

    assert.deepEqual([openai?.apiKey, openai?.baseUrl], ["k", "http://llm.local/v1"]);
  });

  it("take the price of a model that no list has", () => {
    const own = { OPENAI_API_KEY: "k", OPENAI_MODEL: "llama3", OPENAI_PRICE: "0/0" };

    assert.deepEqual(readConfig(own).openai?.prices, { llama3: { input: 0, output: 0 } });
    assert.throws(
      () => readConfig({ ...own, OPENAI_PRICE: "cheap" }),
      /OPENAI_PRICE: use US dollars/,
    );
  });

  it("read a public address with and without its slash", () => {
    for (const PUBLIC_URL of ["https://baton.example.com", "https://baton.example.com/"]) {
      assert.equal(readConfig({ PUBLIC_URL }).publicUrl, "https://baton.example.com");
    }
  });

  it("read a key as hex or base64, the same either way", () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

    fc.assert(
      fc.property(bytes, (bytes) => {
        const key = Buffer.from(bytes);
        for (const encoding of ["hex", "base64", "base64url"] as const) {
          const read = readConfig({ BATON_KEY: key.toString(encoding) }).masterKey;
          assert.ok(read?.equals(key));
        }
      }),
    );
  });

  const wrong: { given: Record<string, string>; names: string[] }[] = [
    { given: { ROLE: "boss" }, names: ["ROLE"] },
    { given: { HOST: "not a host" }, names: ["HOST"] },
    { given: { HOST: "999.1.1.1" }, names: ["HOST"] },
    { given: { PORT: "65536" }, names: ["PORT"] },
    { given: { PORT: "0x50" }, names: ["PORT"] },
    { given: { PORT: "-1" }, names: ["PORT"] },
    { given: { PUBLIC_URL: "baton.example.com" }, names: ["PUBLIC_URL"] },
    { given: { DATABASE_URL: "mysql://localhost/baton" }, names: ["DATABASE_URL"] },
    { given: { LOG_LEVEL: "loud" }, names: ["LOG_LEVEL"] },
    { given: { BATON_KEY: "abc" }, names: ["BATON_KEY"] },
    { given: { BATON_KEY: hexKey.slice(2) }, names: ["BATON_KEY"] },
    { given: { PLAYGROUND: "yes" }, names: ["PLAYGROUND"] },
    { given: { HOST: "0.0.0.0" }, names: ["PLAYGROUND"] },
    { given: { ...slack, PLAYGROUND: "on" }, names: ["PLAYGROUND"] },
    { given: { SLACK_BOT_TOKEN: "xoxb-1" }, names: ["SLACK_SIGNING_SECRET"] },
    { given: { SLACK_SIGNING_SECRET: "shh" }, names: ["SLACK_BOT_TOKEN"] },
    { given: { SLACK_APP_TOKEN: "xapp-1" }, names: ["SLACK_BOT_TOKEN"] },
    { given: { ...slack, SLACK_APP_TOKEN: "xoxb-1" }, names: ["SLACK_APP_TOKEN"] },
    { given: { ...slack, SLACK_BOT_TOKEN: "xoxp-1" }, names: ["SLACK_BOT_TOKEN"] },
    { given: { ...slack, SLACK_CLIENT_ID: "1.2" }, names: ["SLACK_CLIENT_SECRET"] },
    { given: { SLACK_CLIENT_SECRET: "c" }, names: ["SLACK_CLIENT_ID", "SLACK_SIGNING_SECRET"] },
    { given: { ...slack, SLACK_API_URL: "localhost:1" }, names: ["SLACK_API_URL"] },
    { given: { TEAMS_APP_ID: "app" }, names: ["TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"] },
    { given: { TEAMS_APP_PASSWORD: "pw" }, names: ["TEAMS_APP_ID"] },
    { given: { ...teams, TEAMS_APP_TYPE: "MultiTenant" }, names: ["TEAMS_APP_TYPE"] },
    {
      given: { ROLE: "boss", PORT: "x", SLACK_BOT_TOKEN: "xoxb-1", TEAMS_TENANT_ID: "t" },
      names: ["ROLE", "PORT", "SLACK_SIGNING_SECRET", "TEAMS_APP_ID"],
    },
  ];
  for (const { given, names } of wrong) {
    it(`name ${names.join(" and ")}, and only that, for ${JSON.stringify(given)}`, () => {
      const { message } = failure(given);

      const named = [...message.matchAll(/^ {2}([A-Z_]+): \S/gm)].map(([, name]) => name);
      assert.deepEqual(named.toSorted(), names.toSorted());
    });
  }

  it("never repeat a secret in an error", () => {
    const { message } = failure({
      BATON_KEY: "hunter2",
      DATABASE_URL: "mysql://baton:hunter2@localhost",
      SLACK_BOT_TOKEN: "xoxp-hunter2",
    });

    assert.doesNotMatch(message, /hunter2/);
  });

  it("refuse a key in production that somebody typed, counted or repeated", () => {
    const typed = Buffer.from("correct horse battery staple 123").toString("base64");
    const counted = Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString("hex");

    for (const BATON_KEY of [typed, counted, "00".repeat(32), "0f1e2d3c".repeat(8)]) {
      assert.ok(readConfig({ BATON_KEY }).masterKey);
      assert.match(failure({ ...production, BATON_KEY }).message, /can be guessed/);
    }
    assert.ok(readConfig({ ...production, BATON_KEY: hexKey }).masterKey);
  });

  const unsafe: { given: Record<string, string>; names: string[] }[] = [
    { given: { DATABASE_URL: "" }, names: ["DATABASE_URL"] },
    ...["postgres", "password", "baton", "changeme", "change-me-please", "aaaaaaaaaaaaaaaa"].map(
      (password) => ({
        given: { DATABASE_URL: `postgres://baton:${password}@db/baton` },
        names: ["DATABASE_URL"],
      }),
    ),
    { given: { BATON_KEY: "" }, names: ["BATON_KEY"] },
    { given: { BATON_KEY: hexKey, BATON_KEY_OLD: hexKey }, names: ["BATON_KEY_OLD"] },
    { given: { PLAYGROUND: "on", HOST: "127.0.0.1" }, names: ["PLAYGROUND"] },
    { given: { SLACK_BOT_TOKEN: "", SLACK_SIGNING_SECRET: "" }, names: ["PLAYGROUND"] },
    { given: { PUBLIC_URL: "http://desk.acme.test" }, names: ["PUBLIC_URL"] },
    { given: { SLACK_SIGNING_SECRET: "shh" }, names: ["SLACK_SIGNING_SECRET"] },
    {
      given: { SLACK_SIGNING_SECRET: "your-signing-secret-goes-here-please" },
      names: ["SLACK_SIGNING_SECRET"],
    },
    {
      given: { SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "<client secret of the Slack app>" },
      names: ["SLACK_CLIENT_SECRET"],
    },
    { given: teams, names: ["TEAMS_APP_PASSWORD"] },
    {
      given: { DATABASE_URL: "", BATON_KEY: "", PUBLIC_URL: "http://a.test", ...teams },
      names: ["DATABASE_URL", "BATON_KEY", "PUBLIC_URL", "TEAMS_APP_PASSWORD"],
    },
  ];
  for (const { given, names } of unsafe) {
    it(`are refused in production for ${names.join(" and ")} alone: ${JSON.stringify(given)}`, () => {
      const { message } = failure({ ...production, ...given });

      const named = [...message.matchAll(/^ {2}([A-Z_]+): \S/gm)].map(([, name]) => name);
      assert.deepEqual(named.toSorted(), names.toSorted());
    });
  }

  it("take a database without a password in production: it may have other ways to sign in", () => {
    const config = readConfig({ ...production, DATABASE_URL: "postgres://baton@db/baton" });

    assert.equal(config.databaseUrl, "postgres://baton@db/baton");
  });
});

function failure(given: Record<string, string>): Error {
  try {
    readConfig(given);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return assert.fail("was accepted");
}
